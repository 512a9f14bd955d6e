// Making and dropping indexes: columns for their paths, filled from the documents that are there.
import type { Doc } from './bson.ts';
import {
  type Collection,
  ensureCollection,
  type IndexedPath,
  type StoredIndex,
  saveCollection,
  type View,
} from './catalog.ts';
import { equalValues } from './compare.ts';
import { duplicate, inOrder } from './conflicts.ts';
import { serverError } from './errors.ts';
import { describeIndex, ID_INDEX, type IndexDefinition, isSameIndex, keyPattern } from './index-definition.ts';
import { type CompoundKey, compoundKeys, isLeftOut, type LaidIndex, layoutOf, rowKeys } from './layout.ts';
import { addElements, buildEntries, makeElements, sqlIndex } from './rows.ts';
import { eachRow } from './scan.ts';

/** Makes an index unless it is there; returns its name. */
export function createIndex(view: View, namespace: string, definition: IndexDefinition): string {
  if (equalValues(keyPattern(definition), { _id: 1 })) return '_id_';
  const collection = ensureCollection(view, namespace);
  // A clash of names comes before one of contents.
  const ofThisName = collection.indexes.find(({ name }) => name === definition.name);
  for (const present of ofThisName ? [ofThisName] : collection.indexes)
    if (isSameIndex(present, definition)) return present.name;
  const added = withIndex(collection, definition);
  const saved = saveCollection(view, added.collection);
  for (const path of added.paths) view.db.exec(`ALTER TABLE ${saved.table} ADD COLUMN ${path.column} BLOB`);
  if (added.index.flag) view.db.exec(`ALTER TABLE ${saved.table} ADD COLUMN ${added.index.flag} INTEGER`);
  const filled = fill(view, saved, added);
  const index = layoutOf(filled).indexes.at(-1) as LaidIndex;
  view.db.exec(sqlIndex(filled, index));
  if (index.entries) buildEntries(view, filled, index);
  return definition.name;
}

type Added = { collection: Collection; index: StoredIndex; paths: IndexedPath[] };

function withIndex(collection: Collection, definition: IndexDefinition): Added {
  let { next } = collection;
  const paths = [...collection.paths];
  const fresh: IndexedPath[] = [];
  const numbers = definition.key.map(({ path }) => {
    const known = paths.findIndex(
      (one) => one.path === path && equalValues(one.collation ?? null, definition.collation ?? null),
    );
    if (known >= 0) return known;
    const added: IndexedPath = { path, column: `p${next}`, collation: definition.collation, multikey: false };
    next += 1;
    fresh.push(added);
    return paths.push(added) - 1;
  });
  const flag = definition.unique && (definition.sparse || definition.partialFilter) ? `f${next}` : undefined;
  const index: StoredIndex = { ...definition, sql: `${collection.table}_i${next}`, paths: numbers, flag };
  next += 1;
  return { collection: { ...collection, next, paths, indexes: [...collection.indexes, index] }, index, paths: fresh };
}

/** Computes the new columns for all documents and checks what the index promises. */
function fill(view: View, collection: Collection, { index, paths }: Added): Collection {
  const layout = layoutOf(collection);
  const laid = layout.indexes.at(-1) as LaidIndex;
  const columns = [...paths.map(({ column }) => column), ...(index.flag ? [index.flag] : [])];
  const places = columns.map((column) => layout.columns.indexOf(column));
  const sql = `UPDATE ${collection.table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE rid = ?`;
  const many = new Set<number>(index.paths.filter((number) => collection.paths[number]?.multikey));
  const seen: SeenKeys | undefined = index.unique ? { holders: new Map(), twice: [] } : undefined;
  makeElements(view, layout.elements);
  for (const { rid, document } of eachRow(view, collection)) {
    const keys = rowKeys(document, layout);
    if (columns.length > 0)
      view.db.run(sql, [...places.map((place) => keys.columns[place] as Buffer | number | null), rid]);
    const elements = keys.elements.filter(({ path }) => paths.includes(collection.paths[path] as IndexedPath));
    for (const { path } of elements) many.add(path);
    addElements(view, layout, rid, { elements });
    if (seen || laid.laid.length > 1) checkKeys(laid, document, rid, seen);
  }
  const [first] = inOrder(seen?.twice ?? [], laid);
  if (first) throw duplicate(collection, laid, first.values);
  if (many.size === 0) return collection;
  const entries = index.unique ? `${collection.table}_u${collection.next}` : undefined;
  const changed: Collection = {
    ...collection,
    next: collection.next + 1,
    paths: collection.paths.map((path, number) => (many.has(number) ? { ...path, multikey: true } : path)),
    indexes: collection.indexes.map((one) => (one === index ? { ...one, entries } : one)),
  };
  saveCollection(view, changed);
  return changed;
}

/** The row of each key met so far, and the keys that a second row has too. */
type SeenKeys = { holders: Map<string, number>; twice: CompoundKey[] };

function checkKeys(index: LaidIndex, document: Doc, rid: number, seen: SeenKeys | undefined): void {
  if (isLeftOut(index, document)) return;
  const keys = compoundKeys(document, index);
  if (!seen || index.holds?.(document) === false) return;
  for (const key of keys) {
    const name = key.key.toString('latin1');
    const holder = seen.holders.get(name);
    if (holder !== undefined && holder !== rid) seen.twice.push(key);
    seen.holders.set(name, rid);
  }
}

/** Drops one index, by name or by key; `*` drops all but that of `_id`. */
export function dropIndex(view: View, namespace: string, which: string | Doc): void {
  const collection = view.collections.get(namespace);
  if (!collection) throw serverError(26, `ns not found ${namespace}`);
  if (which === '_id_' || equalValues(which, { _id: 1 })) throw serverError(72, 'cannot drop _id index');
  const chosen = collection.indexes.filter(
    (index) =>
      which === '*' || index.name === which || (typeof which === 'object' && equalValues(keyPattern(index), which)),
  );
  if (chosen.length === 0 && which !== '*') {
    throw serverError(
      27,
      typeof which === 'string'
        ? `index not found with name [${which}]`
        : `can't find index with key: ${JSON.stringify(which)}`,
    );
  }
  for (const index of chosen) {
    view.db.exec(`DROP INDEX ${index.sql}`);
    if (index.entries) view.db.exec(`DROP TABLE ${index.entries}`);
    if (index.flag) view.db.exec(`ALTER TABLE ${collection.table} DROP COLUMN ${index.flag}`);
  }
  const left = collection.indexes.filter((index) => !chosen.includes(index));
  saveCollection(view, withoutUnusedPaths(view, { ...collection, indexes: left }));
}

function withoutUnusedPaths(view: View, collection: Collection): Collection {
  const used = collection.paths.map((_path, number) =>
    collection.indexes.some((index) => index.paths.includes(number)),
  );
  if (used.every(Boolean)) return collection;
  const numbers = new Map<number, number>();
  collection.paths.forEach((path, number) => {
    if (used[number]) {
      numbers.set(number, numbers.size);
      return;
    }
    view.db.exec(`ALTER TABLE ${collection.table} DROP COLUMN ${path.column}`);
    if (path.multikey) view.db.run(`DELETE FROM ${layoutOf(collection).elements} WHERE path = ?`, [number]);
  });
  const { elements } = layoutOf(collection);
  // Positions only go down, in rising order, so no two of them meet.
  for (const [from, to] of numbers) {
    if (from !== to && collection.paths[from]?.multikey)
      view.db.run(`UPDATE ${elements} SET path = ? WHERE path = ?`, [to, from]);
  }
  return {
    ...collection,
    paths: collection.paths.filter((_path, number) => used[number]),
    indexes: collection.indexes.map((index) => ({
      ...index,
      paths: index.paths.map((number) => numbers.get(number) as number),
    })),
  };
}

export function listIndexes(view: View, namespace: string): Doc[] {
  const collection = view.collections.get(namespace);
  if (!collection) throw serverError(26, `ns does not exist: ${namespace}`);
  return [ID_INDEX, ...collection.indexes].map(describeIndex);
}
