import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { searchable } from '../core/seen.ts';
import { locales } from '../core/text.ts';
import { type Field, formatValue } from '../fields/index.ts';
import { fieldAt } from './field-at.ts';
import type { Form } from './form.ts';

/**
 * The texts under which a record is found, lower-case and half-width, each once: of the fields in `record.search`, as stored
 * and as shown in each language. Words are not taken apart, and there is no pinyin: that is the searcher's business.
 */
export function searchTokens(form: Pick<Form, 'fields' | 'record'>, data: JsonObject): string[] {
  const tokens = new Set<string>();
  for (const path of form.record.search) {
    const field = fieldAt(form, path);
    for (const value of valuesAt(data, path.split('.')))
      for (const text of textsOf(field, value)) tokens.add(searchable(text));
  }
  tokens.delete('');
  return [...tokens];
}

// Through rows, if there are any on the way.
function valuesAt(value: Json | undefined, segments: string[]): Json[] {
  const [head, ...rest] = segments;
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, segments));
  if (head === undefined) return value === undefined || value === null ? [] : [value];
  return isJsonObject(value) ? valuesAt(own(value, head), rest) : [];
}

function textsOf(field: Field | undefined, value: Json): string[] {
  const shown = field ? locales.map((locale) => formatValue(field, value, { locale, zone: 'UTC' })) : [];
  return typeof value === 'string' && !field?.options ? [value, ...shown] : shown;
}
