import { isJsonObject, type Json, own } from './json.ts';
import { isPrototypeName } from './names.ts';

/** RFC 6901: `''` is the whole, `/items/2/cost` a part of it. */
export type JsonPointer = string;

export function pointer(...segments: (string | number)[]): JsonPointer {
  return segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function segmentsOf(path: JsonPointer): string[] {
  if (path === '') return [];
  return path
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer, by own properties only; undefined where there is none. */
export function valueAt(value: Json | undefined, path: JsonPointer): Json | undefined {
  return step(value, segmentsOf(path));
}

/** The value at a dotted path (`customer.name`), by own properties only; undefined where there is none. */
export function valueAtDotted(value: Json | undefined, path: string): Json | undefined {
  return step(value, path === '' ? [] : path.split('.'));
}

function step(value: Json | undefined, segments: string[]): Json | undefined {
  let here = value;
  for (const segment of segments) {
    if (Array.isArray(here)) here = /^(0|[1-9]\d*)$/.test(segment) ? here[Number(segment)] : undefined;
    else if (isJsonObject(here)) here = own(here, segment);
    else return undefined;
  }
  return here;
}

/**
 * A copy of `value` with `next` at the pointer (undefined removes it); everything off the path is shared. Missing objects
 * on the way are made; `-` is behind the last element. A place that cannot be (a name of `Object.prototype`, an index past
 * the end) leaves the value as it is.
 */
export function withValueAt(value: Json, path: JsonPointer, next: Json | undefined): Json {
  return replace(value, segmentsOf(path), next);
}

function replace(value: Json, segments: string[], next: Json | undefined): Json {
  const [head, ...rest] = segments;
  if (head === undefined) return next ?? null;
  if (Array.isArray(value)) return replaceElement(value, head, rest, next);
  if (isPrototypeName(head)) return value;
  const copy = isJsonObject(value) ? { ...value } : {};
  if (rest.length === 0 && next === undefined) delete copy[head];
  else copy[head] = replace(own(copy, head) ?? {}, rest, next);
  return copy;
}

function replaceElement(value: Json[], head: string, rest: string[], next: Json | undefined): Json {
  const index = head === '-' ? value.length : /^(0|[1-9]\d*)$/.test(head) ? Number(head) : Number.NaN;
  if (!(index <= value.length)) return value;
  const copy = [...value];
  if (rest.length === 0 && next === undefined) copy.splice(index, 1);
  else copy[index] = replace(copy[index] ?? {}, rest, next);
  return copy;
}
