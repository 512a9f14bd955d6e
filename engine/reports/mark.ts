import { isDate } from '../core/dates.ts';
import { issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Dimension, Widget } from './dashboard.ts';
import { type GroupKey, OTHERS } from './labels.ts';

/**
 * The place of a number in a widget: `{ measure?, group: { <dimension>: key } }`. A key is a value, `null` (rows without
 * one), `{ in: […] }` (any of these) or `{ not: […] }` (none of these). It travels to the client and back.
 */
export type Mark = { measure?: string; group: { [dimension: string]: MarkKey } };
type Scalar = string | number | boolean | null;
export type MarkKey = Scalar | { in: Scalar[] } | { not: Scalar[] };

/** `kept` are the keys that stand beside "others", by dimension. */
export function markOf(
  measure: string | undefined,
  group: [Dimension, GroupKey][],
  kept: { [dimension: string]: GroupKey[] } = {},
): JsonObject {
  const keys: JsonObject = {};
  for (const [{ key }, value] of group) {
    const others = (own(kept, key) ?? []).filter((each) => each !== OTHERS) as Scalar[];
    keys[key] = value === OTHERS ? { not: others } : value;
  }
  return { ...(measure !== undefined && { measure }), group: keys };
}

/** A mark as it came back: every name known, every key a plain value of the dimension's kind. */
export function parseMark(widget: Widget, json: JsonObject): Result<Mark> {
  const measure = own(json, 'measure');
  if (measure !== undefined && !widget.measures.some(({ key }) => key === measure)) return broken('/measure');
  const group = own(json, 'group') ?? {};
  if (!isJsonObject(group)) return broken('/group');
  if (Object.keys(json).some((key) => key !== 'measure' && key !== 'group')) return broken('');
  const keys: Mark['group'] = {};
  for (const [name, value] of Object.entries(group)) {
    const dimension = widget.dimensions.find(({ key }) => key === name);
    const key = dimension && parseKey(dimension, value);
    if (key === undefined) return broken(pointer('group', name));
    keys[name] = key;
  }
  return ok({ ...(measure !== undefined && { measure: String(measure) }), group: keys });
}

function parseKey(dimension: Dimension, json: Json): MarkKey | undefined {
  if (!isJsonObject(json)) return isKeyOf(dimension, json) ? json : undefined;
  const [word, ...more] = Object.keys(json);
  const list = word === undefined ? undefined : json[word];
  if ((word !== 'in' && word !== 'not') || more.length > 0) return undefined;
  if (!Array.isArray(list) || list.length > 1_000 || !list.every((key) => isKeyOf(dimension, key))) return undefined;
  return word === 'in' ? { in: list as Scalar[] } : { not: list as Scalar[] };
}

function isKeyOf({ bucket, ranges }: Dimension, json: Json): json is Scalar {
  if (json === null) return true;
  if (bucket) return isDate(json);
  if (ranges) return ranges.some(({ key }) => key === json);
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';
}

function broken(path: string): Result<never> {
  return fail(issue('reports/mark', `/mark${path}`));
}
