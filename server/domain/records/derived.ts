// What lies beside a record's data and follows from it, for the store to search, compare and sort by.
import {
  alike,
  type Field,
  type Form,
  isJsonObject,
  isText,
  isTypedText,
  type Json,
  type JsonObject,
  localise,
  own,
} from '../../../engine/index.ts';
import type { RecordRow } from '../../store/rows.ts';
import { collationKey } from './collation-key.ts';
import { searchWords } from './search-words.ts';

/** Counts up when what is derived changes: rows with another number are derived anew when a server starts. */
export const DERIVED = 4;

export type Derived = Required<Pick<RecordRow, 'search' | 'same' | 'order' | 'derived'>>;

/** The parts of a row that follow from its data under its form. */
export function derivedOf(form: Form, data: JsonObject): Derived {
  const names = new Set(form.record.unique.flat());
  const same: JsonObject = {};
  const order: JsonObject = {};
  for (const field of Object.values(form.fields)) {
    const value = own(data, field.name);
    if (value === undefined) continue;
    if (names.has(field.name) && isFreeText(field) && typeof value === 'string') same[field.name] = alike(value);
    const text = sortedText(field, value);
    if (text !== undefined) order[field.name] = collationKey(text);
  }
  return { search: searchWords(form, data), same, order, derived: DERIVED };
}

/** A text that people type: two that look alike are the same, and they sort as in a dictionary. An encrypted one leaves no trace. */
export function isFreeText(field: Field): boolean {
  return !field.encrypted && isTypedText(field);
}

/** True where rows sort by the field's key instead of its value. */
export function sortsByKey(field: Field): boolean {
  return isFreeText(field) || (!field.encrypted && field.kind.shape === 'link');
}

// A text itself, what a reference shows, the title of a person or unit.
function sortedText(field: Field, value: Json): string | undefined {
  if (!sortsByKey(field)) return undefined;
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return undefined;
  const shown = field.link ? own(value, field.link.display) : own(value, 'title');
  return isText(shown) ? localise(shown, 'zh-CN') : undefined;
}
