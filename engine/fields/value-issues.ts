import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { lengthOf } from './plain-text.ts';

export const aText: Text = { en: 'a text', 'zh-CN': '文本' };

export function wrongType(expected: Text, path: JsonPointer = ''): Issue[] {
  return [issue('field/type', path, { expected })];
}

/** The issue of a text longer than `max` characters, as people count them. */
export function tooLong(text: string, max: number): Issue[] {
  if (text.length <= max) return [];
  const found = lengthOf(text);
  return found > max ? [issue('field/too-long', '', { max, found })] : [];
}

/** Faults of `{ id, … }` whose other parts are texts or whatever `known` says they may be. */
export function linkIssues(value: Json, known: readonly string[], expected: Text): Issue[] {
  if (!isJsonObject(value) || typeof value.id !== 'string' || value.id === '' || value.id.length > 64)
    return wrongType(expected);
  return Object.keys(value)
    .filter((key) => key !== 'id' && !known.includes(key))
    .map((key) => issue('field/unknown-part', pointer(key), { key: key.slice(0, 60) }));
}

/** `min` above `max` in a declaration. */
export function rangeIssues(
  low: number | string | undefined,
  high: number | string | undefined,
  at: JsonPointer,
  names = ['min', 'max'],
): Issue[] {
  const [first = 'min', second = 'max'] = names;
  const wrong = low !== undefined && high !== undefined && typeof low === typeof high && low > high;
  return wrong ? [issue('field/range', at + pointer(first), { low: first, high: second })] : [];
}

/** The message for a missing required value that people choose instead of typing. */
export const askToChoose: Text = { en: 'Please choose {title}', 'zh-CN': '请选择{title}' };
