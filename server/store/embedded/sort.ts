// Sorting: the same order in SQL, where columns hold the keys, and in JavaScript, where they do not.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import type { Collation } from './collation.ts';
import { compareValues } from './compare.ts';
import { badValue, refused } from './errors.ts';
import type { Layout } from './layout.ts';
import { toNumber } from './numbers.ts';
import { EMPTY_ARRAY, indexedValues, splitPath } from './path.ts';

export type SortKey = { path: string; parts: string[]; direction: 1 | -1 };

const WORDS: Record<string, 1 | -1> = { 1: 1, '-1': -1, asc: 1, desc: -1, ascending: 1, descending: -1 };

/** Reads every form in which the driver takes a sort. */
export function parseSort(sort: unknown): SortKey[] {
  return entriesOf(sort).map(([path, direction]) => {
    if (path.startsWith('$') && !/^\$(?:id|ref|db)$/.test(path))
      throw badValue(`FieldPath field names may not start with '$'`, 16410);
    if (path === '' || path.split('.').includes(''))
      throw badValue('FieldPath field names may not be empty strings.', 15998);
    return { path, parts: splitPath(path), direction: directionOf(direction) };
  });
}

function entriesOf(sort: unknown): [string, Value][] {
  if (sort === undefined || sort === null) return [];
  if (typeof sort === 'string') return [[sort, 1]];
  if (sort instanceof Map) return [...sort.entries()];
  if (Array.isArray(sort)) {
    if (sort.length === 2 && typeof sort[0] === 'string' && String(sort[1]) in WORDS) return [[sort[0], sort[1]]];
    return sort.map((item): [string, Value] => (Array.isArray(item) ? [String(item[0]), item[1]] : [String(item), 1]));
  }
  return Object.entries(sort as Doc);
}

function directionOf(direction: Value): 1 | -1 {
  if (isDocument(direction)) throw refused('$meta in sort');
  const word = WORDS[String(isNumeric(direction) ? toNumber(direction) : direction)];
  if (word === undefined) throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)', 15975);
  return word;
}

/** ` ORDER BY …` if columns give just this order; undefined if documents must be looked at. */
export function orderInSql(sort: SortKey[], layout: Layout, collation: Collation | undefined): string | undefined {
  const terms: string[] = [];
  for (const { path, direction } of sort) {
    const down = direction < 0 ? ' DESC' : '';
    if (path === '_id' && !collation) {
      terms.push(`id${down}`);
      break;
    }
    if (path === '$natural') return ` ORDER BY rid${down}`;
    const laid = layout.paths.find((candidate) => candidate.path === path && !candidate.fold && !candidate.multikey);
    if (laid === undefined || collation) return undefined;
    terms.push(`${laid.column}${down}`);
  }
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`;
}

/** Orders documents as MongoDB sorts them: the least element of an array counts upwards, the greatest downwards. */
export function documentOrder(sort: SortKey[], collation: Collation | undefined): (document: Doc) => Value[] {
  return (document) => sort.map((key) => sortValue(document, key, collation));
}

/** Stands in sorts for an empty array, which is below null. */
const BELOW_NULL = undefined;

function sortValue(document: Doc, { parts, direction }: SortKey, collation: Collation | undefined): Value {
  const found = indexedValues(document, parts);
  if (!found.many) return found.value ?? null;
  let best: Value;
  found.values.forEach((item, i) => {
    const value = item === EMPTY_ARRAY ? BELOW_NULL : (item ?? null);
    if (i === 0 || compareValues(value, best, collation?.order) * direction < 0) best = value;
  });
  return best;
}

export function compareKeys(sort: SortKey[], collation: Collation | undefined): (a: Value[], b: Value[]) => number {
  return (a, b) => {
    for (let i = 0; i < sort.length; i += 1) {
      const found = compareValues(a[i], b[i], collation?.order);
      if (found !== 0) return found * (sort[i] as SortKey).direction;
    }
    return 0;
  };
}
