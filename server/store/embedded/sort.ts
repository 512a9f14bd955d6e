// Sorting: the same order in SQL, where columns hold the keys, and in JavaScript, where they do not.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import type { Collation } from './collation.ts';
import { compareValues, type StringOrder } from './compare.ts';
import { compoundValues } from './compound.ts';
import { checkNames } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import type { Layout } from './layout.ts';
import { toNumber } from './numbers.ts';
import { EMPTY_ARRAY, indexedValues, splitPath } from './path.ts';

export type SortKey = { path: string; parts: string[]; direction: 1 | -1 };

const NATURAL = '$natural';
const WORDS: Record<string, 1 | -1> = { 1: 1, '-1': -1, asc: 1, desc: -1, ascending: 1, descending: -1 };

/** The sort of `find`, which alone may ask for the order in which documents lie. */
export function parseFindSort(sort: unknown): SortKey[] {
  const [only, ...others] = entriesOf(sort);
  if (only === undefined || only[0] !== NATURAL || others.length > 0) return parseSort(sort);
  return [{ path: NATURAL, parts: [NATURAL], direction: directionOf(only[1]) }];
}

/** Reads every form in which the driver takes a sort. */
export function parseSort(sort: unknown): SortKey[] {
  const keys = parseArraySort(sort);
  for (const { parts } of keys) checkNames(parts);
  return keys;
}

/** The sort of an array's elements, which may be by fields of any name. */
export function parseArraySort(sort: unknown): SortKey[] {
  return entriesOf(sort).map(([path, direction]) => {
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
    if (path === NATURAL) return ` ORDER BY rid${down}`;
    const laid = layout.paths.find((candidate) => candidate.path === path && !candidate.fold && !candidate.multikey);
    if (laid === undefined || collation) return undefined;
    terms.push(`${laid.column}${down}`);
  }
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`;
}

/** The values by which a document is sorted: of arrays the tuple of elements that comes first. */
export function documentOrder(sort: SortKey[], collation: Collation | undefined): (document: Doc) => Value[] {
  const paths = sort.map(({ parts }) => parts);
  // Alone, `_id` is not taken apart: after `$group` it may be an array, which then sorts as a whole.
  const idAlone = sort.length === 1 && sort[0]?.path === '_id';
  const compare = compareKeys(sort, collation?.order);
  return (document) => {
    const found = idAlone
      ? [{ many: false, value: document._id } as const]
      : paths.map((parts) => indexedValues(document, parts));
    if (!found.some(({ many }) => many)) return found.map((one) => sortable(one.many ? undefined : one.value));
    const tuples = compoundValues(document, paths, () => badValue('cannot sort with keys that are parallel arrays'));
    return tuples
      .map((tuple) => tuple.map(sortable))
      .reduce((best, tuple) => (compare(tuple, best) < 0 ? tuple : best));
  };
}

/** Missing fields sort as null, empty arrays below it. */
function sortable(value: Value): Value {
  return value === EMPTY_ARRAY ? undefined : (value ?? null);
}

export function compareKeys(sort: SortKey[], strings: StringOrder | undefined): (a: Value[], b: Value[]) => number {
  return (a, b) => {
    for (let i = 0; i < sort.length; i += 1) {
      const found = compareValues(a[i], b[i], strings);
      if (found !== 0) return found * (sort[i] as SortKey).direction;
    }
    return 0;
  };
}
