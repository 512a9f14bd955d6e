// What follows from a collection's catalog entry and is needed for every document: folds, predicates, statements.
import type { Doc, Value } from './bson.ts';
import type { Collection, IndexedPath, StoredIndex } from './catalog.ts';
import { elementTable } from './catalog.ts';
import { parseCollation } from './collation.ts';
import { compoundValues } from './compound.ts';
import { serverError } from './errors.ts';
import { compileFilter } from './match.ts';
import type { Predicate } from './match-tests.ts';
import { EMPTY_ARRAY, indexedValues, splitPath, visitPath } from './path.ts';
import { type Fold, NULL_KEY, sortKey, UNDEFINED_KEY } from './sort-key.ts';

export type LaidPath = IndexedPath & { number: number; parts: string[]; fold: Fold | undefined };
export type LaidIndex = StoredIndex & { holds: Predicate | undefined; laid: LaidPath[] };
export type Layout = {
  paths: LaidPath[];
  indexes: LaidIndex[];
  /** Columns in the order in which `rowKeys` gives their values: paths, then flags. */
  columns: string[];
  insert: string;
  elements: string;
};

const layouts = new WeakMap<Collection, Layout>();

export function layoutOf(collection: Collection): Layout {
  let layout = layouts.get(collection);
  if (layout === undefined) {
    layout = lay(collection);
    layouts.set(collection, layout);
  }
  return layout;
}

function lay(collection: Collection): Layout {
  const paths = collection.paths.map((path, number) => ({
    ...path,
    number,
    parts: splitPath(path.path),
    fold: parseCollation(path.collation)?.fold,
  }));
  const indexes = collection.indexes.map((index) => {
    const laid = index.paths.map((number) => paths[number] as LaidPath);
    return { ...index, laid, holds: holdsOf(index, laid) };
  });
  const columns = [...paths.map(({ column }) => column), ...indexes.flatMap(({ flag }) => flag ?? [])];
  const names = ['id', 'doc', ...columns];
  return {
    paths,
    indexes,
    columns,
    elements: elementTable(collection),
    insert: `INSERT INTO ${collection.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  };
}

/** Which documents a sparse or partial index holds; undefined for all. */
function holdsOf(index: StoredIndex, paths: LaidPath[]): Predicate | undefined {
  if (index.partialFilter) return compileFilter(index.partialFilter);
  if (!index.sparse) return undefined;
  return (document) => paths.some(({ parts }) => visitPath(document, parts, 'whole', (value) => value !== undefined));
}

/** The keys of one document: a value for each column, and the element keys of the paths where it has arrays. */
export type RowKeys = { columns: (Buffer | number | null)[]; elements: { path: number; keys: Buffer[] }[] };

export function rowKeys(document: Doc, layout: Layout): RowKeys {
  const elements: RowKeys['elements'] = [];
  const columns: RowKeys['columns'] = layout.paths.map(({ parts, fold, number }) => {
    const found = indexedValues(document, parts);
    if (!found.many) return sortKey(found.value, fold);
    elements.push({ path: number, keys: distinct(found.values.map((value) => elementKey(value, fold))) });
    return null;
  });
  for (const index of layout.indexes) {
    if (index.flag) columns.push(index.holds?.(document) === false ? null : 1);
  }
  return { columns, elements };
}

function elementKey(value: Value, fold: Fold | undefined): Buffer {
  return value === EMPTY_ARRAY ? UNDEFINED_KEY : value === undefined ? NULL_KEY : sortKey(value, fold);
}

function distinct(keys: Buffer[]): Buffer[] {
  const seen = new Map(keys.map((key) => [key.toString('latin1'), key]));
  return [...seen.values()];
}

/** True if a partial index leaves a document out. A sparse one still looks at its arrays. */
export function isLeftOut(index: LaidIndex, document: Doc): boolean {
  return index.partialFilter !== undefined && index.holds?.(document) === false;
}

/** The values of a document in an index, the key of each, and all of them as one key. */
export type CompoundKey = { key: Buffer; parts: Buffer[]; values: Value[] };

/**
 * The compound keys of a document in an index: one, or one for each element where its paths meet an array.
 * Throws 171 if they meet two arrays, as MongoDB does.
 */
export function compoundKeys(document: Doc, index: LaidIndex): CompoundKey[] {
  const paths = index.laid.map(({ parts }) => parts);
  const tuples = compoundValues(document, paths, () => serverError(171, 'cannot index parallel arrays'));
  // A sparse index has no key for an element in which all of its fields are missing.
  const kept = index.sparse ? tuples.filter((values) => values.some((value) => value !== undefined)) : tuples;
  return kept.map((values) => {
    const parts = values.map((value, i) => elementKey(value, index.laid[i]?.fold));
    return { key: joined(parts), parts, values };
  });
}

function joined(parts: Buffer[]): Buffer {
  if (parts.length === 1) return parts[0] as Buffer;
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
