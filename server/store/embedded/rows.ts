// Writing rows: the document, its keys in the columns, and the uniqueness that indexes promise.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, typeOf } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { saveCollection } from './catalog.ts';
import { encode } from './codec.ts';
import { duplicate, firstConflict } from './conflicts.ts';
import { forbiddenInId } from './dollar-names.ts';
import { badValue } from './errors.ts';
import {
  compoundKeys,
  isLeftOut,
  type LaidIndex,
  type LaidPath,
  type Layout,
  layoutOf,
  type RowKeys,
  rowKeys,
} from './layout.ts';
import { undivided } from './savepoint.ts';
import { eachRow } from './scan.ts';
import { sortKey } from './sort-key.ts';
import { violatedConstraint } from './sqlite.ts';

/** MongoDB's limit for one document, counted here in bytes of JSON text that may stand for up to half of that. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Elements of an array that are stored by one statement. */
const MOST_ELEMENTS = 64;

/** MongoDB's codes for a key that is held and for two arrays in one index. */
const BY_INDEX = new Set([11000, 171]);

/** Stores a new document; it has its `_id`. Throws 11000 if a unique index holds its key. */
export function insertRow(view: View, collection: Collection, document: Doc): void {
  checkId(document._id);
  const json = text(document);
  inOnePiece(view, collection, document, -1, () => {
    const target = prepared(view, collection, document);
    const layout = layoutOf(target);
    const keys = rowKeys(document, layout);
    const { rowid: rid } = view.db.run(layout.insert, [sortKey(document._id), json, ...keys.columns]);
    addElements(view, layout, rid, keys);
    addEntries(view, target, layout, rid, document);
  });
  view.changes?.note(collection.table, undefined, document);
}

/** Replaces the document of a row. */
export function updateRow(view: View, collection: Collection, rid: number, before: Doc, after: Doc): void {
  const json = text(after);
  inOnePiece(view, collection, after, rid, () => {
    const target = prepared(view, collection, after);
    const layout = layoutOf(target);
    const old = rowKeys(before, layout);
    const keys = rowKeys(after, layout);
    removeEntries(view, layout, before);
    const changed = layout.columns.flatMap((column, i) =>
      sameKey(old.columns[i], keys.columns[i]) ? [] : [{ column, key: keys.columns[i] as Buffer }],
    );
    const sql = `UPDATE ${target.table} SET doc = ?${changed.map(({ column }) => `, ${column} = ?`).join('')} WHERE rid = ?`;
    view.db.run(sql, [json, ...changed.map(({ key }) => key), rid]);
    if (!sameElements(old, keys)) {
      removeElements(view, layout, rid, old);
      addElements(view, layout, rid, keys);
    }
    addEntries(view, target, layout, rid, after);
  });
  view.changes?.note(collection.table, before, after);
}

/**
 * One statement is undivided by itself; where a row takes several, they are made so. What an index refuses becomes
 * MongoDB's error, which names the index and the key.
 */
function inOnePiece(view: View, collection: Collection, document: Doc, rid: number, work: () => void): void {
  const layout = layoutOf(collection);
  const several =
    layout.indexes.some(({ entries }) => entries) || layout.paths.some((path) => hasArray(document, path));
  try {
    if (several) undivided(view, work);
    else work();
  } catch (error) {
    const byIndex = violatedConstraint(error) !== undefined || BY_INDEX.has(Number((error as { code?: unknown }).code));
    throw (byIndex ? firstConflict(view, collection, document, rid) : undefined) ?? error;
  }
}

/** Removes a row. */
export function deleteRow(view: View, collection: Collection, rid: number, document: Doc): void {
  const layout = layoutOf(collection);
  removeEntries(view, layout, document);
  view.db.run(`DELETE FROM ${collection.table} WHERE rid = ?`, [rid]);
  if (layout.paths.some(({ multikey }) => multikey)) removeElements(view, layout, rid, rowKeys(document, layout));
  view.changes?.note(collection.table, document, undefined);
}

function text(document: Doc): string {
  const json = encode(document);
  if (json.length > MAX_BYTES / 4 && Buffer.byteLength(json) > MAX_BYTES) {
    throw badValue('Document is larger than 16 MB', 10334);
  }
  return json;
}

function checkId(id: Value): void {
  const type = typeOf(id);
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw badValue(`The '_id' value cannot be of type ${type}`, 53);
  }
  const forbidden = forbiddenInId(id);
  if (forbidden !== undefined)
    throw badValue(`_id fields may not contain '$'-prefixed fields: ${forbidden} is not valid for storage.`, 52);
}

function sameKey(a: RowKeys['columns'][number] | undefined, b: RowKeys['columns'][number] | undefined): boolean {
  return a === b || (Buffer.isBuffer(a) && Buffer.isBuffer(b) && a.equals(b));
}

// Most updates leave a document's arrays as they are.
function sameElements({ elements: a }: RowKeys, { elements: b }: RowKeys): boolean {
  const same = (keys: Buffer[], others: Buffer[]) =>
    keys.length === others.length && keys.every((key, i) => sameKey(key, others[i]));
  return a.length === b.length && a.every(({ path, keys }, i) => path === b[i]?.path && same(keys, b[i]?.keys ?? []));
}

/** The collection, ready for the arrays of this document: the first array on an indexed path changes how it is kept. */
function prepared(view: View, collection: Collection, document: Doc): Collection {
  const layout = layoutOf(collection);
  if (layout.paths.length === 0) return collection;
  const arrays = layout.paths.filter((path) => hasArray(document, path));
  if (arrays.length === 0) return collection;
  // Two arrays in one index are an error, which making its keys finds.
  for (const index of layout.indexes) {
    const many = index.laid.filter((path) => arrays.includes(path)).length > 1;
    if (many && !isLeftOut(index, document)) compoundKeys(document, index);
  }
  const fresh = arrays.filter(({ multikey }) => !multikey);
  return fresh.length === 0 ? collection : becomeMultikey(view, collection, fresh);
}

function hasArray(document: Doc, { parts }: LaidPath): boolean {
  let current: Value = document;
  for (const part of parts) {
    if (!isDocument(current)) return Array.isArray(current);
    current = getField(current, part);
  }
  return Array.isArray(current);
}

/** Until now the paths had one key a document; from now on arrays may lie there. */
function becomeMultikey(view: View, collection: Collection, paths: LaidPath[]): Collection {
  const numbers = new Set(paths.map(({ number }) => number));
  const { elements } = layoutOf(collection);
  makeElements(view, elements);
  let next = collection.next;
  const indexes = collection.indexes.map((index) => {
    if (!index.unique || index.entries || !index.paths.some((path) => numbers.has(path))) return index;
    const entries = `${collection.table}_u${next}`;
    next += 1;
    return { ...index, entries };
  });
  const changed: Collection = {
    ...collection,
    next,
    indexes,
    paths: collection.paths.map((path, number) => (numbers.has(number) ? { ...path, multikey: true } : path)),
  };
  saveCollection(view, changed);
  for (const [i, index] of indexes.entries()) {
    if (index.entries && !collection.indexes[i]?.entries)
      replaceUnique(view, changed, layoutOf(changed).indexes[i] as LaidIndex);
  }
  return changed;
}

/** A unique index with arrays in it is kept by a table of its compound keys. */
function replaceUnique(view: View, collection: Collection, index: LaidIndex): void {
  view.db.exec(`DROP INDEX ${index.sql}`);
  view.db.exec(sqlIndex(collection, index));
  buildEntries(view, collection, index);
}

/** The statement that makes the SQLite index of a declared one. */
export function sqlIndex(collection: Collection, index: LaidIndex): string {
  const columns = index.key.map(({ direction }, i) => `${index.laid[i]?.column}${direction < 0 ? ' DESC' : ''}`);
  const unique = index.unique && !index.entries;
  const only = unique && index.flag ? ` WHERE ${index.flag} = 1` : '';
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${index.sql} ON ${collection.table} (${columns.join(', ')})${only}`;
}

/** Makes and fills the table of compound keys from the documents that are there. */
export function buildEntries(view: View, collection: Collection, index: LaidIndex): void {
  view.db.exec(`CREATE TABLE ${index.entries} (key BLOB PRIMARY KEY, rid INTEGER NOT NULL) WITHOUT ROWID`);
  for (const { rid, document } of eachRow(view, collection)) addIndexEntries(view, collection, index, rid, document);
}

/** The table of the keys that arrays have. */
export function makeElements(view: View, table: string): void {
  view.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (path INTEGER NOT NULL, key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (path, key, rid)) WITHOUT ROWID`,
  );
}

export function addElements(view: View, layout: Layout, rid: number, { elements }: Pick<RowKeys, 'elements'>): void {
  for (const { path, keys } of elements) {
    for (let from = 0; from < keys.length; ) {
      // Powers of two, so that arrays of all lengths share a few statements.
      const count = Math.min(MOST_ELEMENTS, 2 ** Math.floor(Math.log2(keys.length - from)));
      const rows = Array.from({ length: count }, () => '(?, ?, ?)').join(', ');
      const params = keys.slice(from, from + count).flatMap((key) => [path, key, rid]);
      view.db.run(`INSERT INTO ${layout.elements} (path, key, rid) VALUES ${rows}`, params);
      from += count;
    }
  }
}

// By their keys, which the document tells: an index by row would cost each insert as much as the keys themselves.
function removeElements(view: View, layout: Layout, rid: number, { elements }: RowKeys): void {
  const sql = `DELETE FROM ${layout.elements} WHERE path = ? AND key = ? AND rid = ?`;
  for (const { path, keys } of elements) for (const key of keys) view.db.run(sql, [path, key, rid]);
}

function addEntries(view: View, collection: Collection, layout: Layout, rid: number, document: Doc): void {
  for (const index of layout.indexes) if (index.entries) addIndexEntries(view, collection, index, rid, document);
}

function addIndexEntries(view: View, collection: Collection, index: LaidIndex, rid: number, document: Doc): void {
  if (index.holds?.(document) === false) return;
  for (const { key, values } of compoundKeys(document, index)) {
    const holder = view.db.get(`SELECT rid FROM ${index.entries} WHERE key = ?`, [key])?.[0];
    if (holder === rid) continue;
    if (holder !== undefined) throw duplicate(collection, index, values);
    view.db.run(`INSERT INTO ${index.entries} (key, rid) VALUES (?, ?)`, [key, rid]);
  }
}

function removeEntries(view: View, layout: Layout, document: Doc): void {
  for (const index of layout.indexes) {
    if (!index.entries || index.holds?.(document) === false) continue;
    for (const { key } of compoundKeys(document, index))
      view.db.run(`DELETE FROM ${index.entries} WHERE key = ?`, [key]);
  }
}
