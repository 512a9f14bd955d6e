// How a dotted path reaches into documents and through arrays: once for filters, once for index keys.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, setField } from './bson.ts';
import { refused } from './errors.ts';

/** Tells a visitor each value that a path leads to; a visitor that answers true ends the walk. */
export type Visitor = (value: Value) => boolean;

/** `each`: an array at the end gives its elements and then itself. `whole`: it is one value. */
export type LeafArrays = 'each' | 'whole';

const ARRAY_INDEX = /^(?:0|[1-9]\d*)$/;

export function isArrayIndex(part: string): boolean {
  return ARRAY_INDEX.test(part);
}

export function splitPath(path: string): string[] {
  return path.split('.');
}

/**
 * Visits the values of a path as MongoDB's filters see them; a missing field is visited as `undefined`.
 * Returns whether a visitor answered true.
 */
export function visitPath(
  document: Doc,
  parts: readonly string[],
  leaf: LeafArrays,
  visit: Visitor,
  from = 0,
): boolean {
  let current: Doc = document;
  let at = from;
  for (;;) {
    const value = getField(current, parts[at] as string);
    at += 1;
    if (Array.isArray(value)) return visitArray(value, parts, at, leaf, visit);
    if (at === parts.length) return visit(value);
    if (!isDocument(value)) return visit(undefined);
    current = value;
  }
}

function visitArray(list: Value[], parts: readonly string[], at: number, leaf: LeafArrays, visit: Visitor): boolean {
  if (at === parts.length) {
    if (leaf === 'each') {
      for (const item of list) if (visit(item)) return true;
    }
    return visit(list);
  }
  const index = isArrayIndex(parts[at] as string) ? Number(parts[at]) : -1;
  for (let i = 0; i < list.length; i += 1) {
    const item = list[i];
    if (isDocument(item) && visitPath(item, parts, leaf, visit, at)) return true;
    if (i === index && visitElement(item, parts, at + 1, leaf, visit)) return true;
  }
  return false;
}

/** The path named this element by its position. */
function visitElement(item: Value, parts: readonly string[], at: number, leaf: LeafArrays, visit: Visitor): boolean {
  if (at === parts.length) return visit(item);
  if (isDocument(item)) return visitPath(item, parts, leaf, visit, at);
  if (Array.isArray(item)) return visitArray(item, parts, at, leaf, visit);
  return false;
}

/** What an index holds for a path: one value, or one for each element of the array that the path meets. */
export type IndexedValues = { many: false; value: Value } | { many: true; values: Value[] };

export function indexedValues(document: Doc, parts: readonly string[]): IndexedValues {
  let current: Value = document;
  for (let at = 0; at < parts.length; at += 1) {
    if (Array.isArray(current)) return { many: true, values: elementValues(current, parts, at) };
    current = isDocument(current) ? getField(current, parts[at] as string) : undefined;
  }
  if (Array.isArray(current)) return { many: true, values: current.length === 0 ? [EMPTY_ARRAY] : current };
  return { many: false, value: current };
}

/** Stands for the key of an empty array, which is below null. */
export const EMPTY_ARRAY: unique symbol = Symbol('empty array');

function elementValues(list: Value[], parts: readonly string[], at: number): Value[] {
  if (isArrayIndex(parts[at] as string)) throw refused(`sorting by an array position (${parts.join('.')})`);
  if (list.length === 0) return [undefined];
  return list.flatMap((item) => {
    if (!isDocument(item)) return [undefined];
    const found = indexedValues(item, parts.slice(at));
    return found.many ? found.values : [found.value];
  });
}

/** The value at a path through documents only: what `$set` on the path would replace; undefined if there is none. */
export function valueAt(document: Value, parts: readonly string[]): Value {
  let current: Value = document;
  for (const part of parts) {
    if (Array.isArray(current)) current = isArrayIndex(part) ? current[Number(part)] : undefined;
    else if (isDocument(current)) current = getField(current, part);
    else return undefined;
  }
  return current;
}

/** The document with another value at a path of names; `undefined` takes the field away. */
export function withValue(document: Doc, parts: readonly string[], value: Value): Doc {
  const [name, ...rest] = parts as [string, ...string[]];
  const copy = { ...document };
  const inner = copy[name];
  const made = rest.length === 0 ? value : withValue(isDocument(inner) ? inner : {}, rest, value);
  if (made === undefined) delete copy[name];
  else setField(copy, name, made);
  return copy;
}
