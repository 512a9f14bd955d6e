import { canonicalJson, isJsonObject, type Json, type JsonPointer } from '../../engine/index.ts';

export type Difference = { path: JsonPointer; one: Json | undefined; other: Json | undefined };

/** Where two values first differ; absent and undefined are the same. */
export function firstDifference(one: Json | undefined, other: Json | undefined): Difference | undefined {
  if (isJsonObject(one) && isJsonObject(other)) {
    for (const key of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
      const found = firstDifference(one[key], other[key]);
      if (found) return { ...found, path: `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}${found.path}` };
    }
    return undefined;
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    for (const [index, value] of one.entries()) {
      const found = firstDifference(value, other[index]);
      if (found) return { ...found, path: `/${index}${found.path}` };
    }
    return undefined;
  }
  return same(one, other) ? undefined : { path: '', one, other };
}

export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

/** A value as a fault shows it: short, and on one line. */
export function shown(value: Json | undefined): string {
  const text = value === undefined ? '–' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
