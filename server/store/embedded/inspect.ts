// What an operator asks about a collection: whether its indexes say what its documents say, and how large it is.
import type { Doc } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { serverError } from './errors.ts';
import { compoundKeys, layoutOf, rowKeys } from './layout.ts';
import { eachRow } from './scan.ts';
import { sortKey } from './sort-key.ts';

const MOST_ERRORS = 100;

/** As MongoDB's `validate`: reads every document and compares what the indexes hold of it. */
export function validate(view: View, namespace: string): Doc {
  const collection = known(view, namespace);
  const errors = view.db
    .all(`PRAGMA integrity_check(${collection.table})`)
    .map(([line]) => String(line))
    .filter((line) => line !== 'ok');
  let documents = 0;
  let elements = 0;
  for (const { rid, document } of eachRow(view, collection)) {
    documents += 1;
    if (errors.length >= MOST_ERRORS) break;
    const found = wrongKeys(view, collection, rid, document);
    errors.push(...found.errors);
    elements += found.elements;
  }
  if (errors.length < MOST_ERRORS) errors.push(...tooManyElements(view, collection, elements));
  return { ns: namespace, nrecords: documents, valid: errors.length === 0, errors, warnings: [], ok: 1 };
}

const told = (id: unknown, path: string) =>
  `document ${JSON.stringify(id)}: what is indexed of "${path}" is not what it holds`;

/** What is wrong with the keys of one document, and how many of its elements are there. */
function wrongKeys(
  view: View,
  collection: Collection,
  rid: number,
  document: Doc,
): { errors: string[]; elements: number } {
  const layout = layoutOf(collection);
  const { columns, elements } = rowKeys(document, layout);
  const names = ['id', ...layout.columns];
  const stored = view.db.get(`SELECT ${names.join(', ')} FROM ${collection.table} WHERE rid = ?`, [rid]) ?? [];
  const wrong = [sortKey(document._id), ...columns].flatMap((key, i) => (same(key, stored[i]) ? [] : [names[i] ?? '']));
  let found = 0;
  // Each is looked up where it should be: the table is ordered by keys and not by documents.
  for (const { path, keys } of elements) {
    const sql = `SELECT 1 FROM ${layout.elements} WHERE path = ? AND key = ? AND rid = ?`;
    const there = keys.filter((key) => view.db.get(sql, [path, key, rid]) !== undefined).length;
    if (there < keys.length) wrong.push(layout.paths[path]?.column ?? '');
    found += there;
  }
  for (const index of layout.indexes) {
    if (!index.entries || index.holds?.(document) === false) continue;
    for (const { key } of compoundKeys(document, index)) {
      const holder = view.db.get(`SELECT rid FROM ${index.entries} WHERE key = ?`, [key])?.[0];
      if (holder !== rid) wrong.push(index.name);
    }
  }
  const pathOf = (column: string) => layout.paths.find((path) => path.column === column)?.path ?? column;
  return { errors: wrong.map((column) => told(document._id, pathOf(column))), elements: found };
}

/** Elements that no document has: looked for one by one where their number says that there are some. */
function tooManyElements(view: View, collection: Collection, wanted: number): string[] {
  const layout = layoutOf(collection);
  if (!layout.paths.some(({ multikey }) => multikey)) return [];
  const [there] = view.db.get(`SELECT COUNT(*) FROM ${layout.elements}`) ?? [];
  if (Number(there) === wanted) return [];
  const counts = new Map(
    view.db.all(`SELECT rid, COUNT(*) FROM ${layout.elements} GROUP BY rid`) as [number, number][],
  );
  const errors: string[] = [];
  for (const { rid, document } of eachRow(view, collection)) {
    const { elements } = rowKeys(document, layout);
    const own = elements.reduce((sum, { keys }) => sum + keys.length, 0);
    const paths = elements.map(({ path }) => layout.paths[path]?.path).join(', ');
    if ((counts.get(rid) ?? 0) > own) errors.push(told(document._id, paths));
    counts.delete(rid);
  }
  if (counts.size > 0) errors.push(`the indexes of arrays hold ${counts.size} documents that are not there`);
  return errors;
}

function same(key: Buffer | number | null, stored: unknown): boolean {
  if (!Buffer.isBuffer(key)) return key === (stored ?? null);
  return stored instanceof Uint8Array && key.equals(stored);
}

/** As MongoDB's `collStats`: bytes of documents, and of the pages that their indexes take. */
export function collectionStats(view: View, namespace: string): Doc {
  const { table, indexes } = known(view, namespace);
  const [count, size] = view.db.get(`SELECT COUNT(*), TOTAL(LENGTH(CAST(doc AS BLOB))) FROM ${table}`) ?? [];
  const pages = (where: string, name: string) =>
    Number(view.db.get(`SELECT TOTAL(pgsize) FROM dbstat WHERE ${where}`, [name])?.[0] ?? 0);
  return {
    ns: namespace,
    count: Number(count),
    size: Number(size),
    storageSize: pages('name = ?', table),
    nindexes: indexes.length + 1,
    totalIndexSize: pages("name LIKE ? ESCAPE '\\'", `${table.replaceAll('_', '\\_')}\\_%`),
    ok: 1,
  };
}

function known(view: View, namespace: string): Collection {
  const collection = view.collections.get(namespace);
  if (!collection) throw serverError(26, `Collection '${namespace}' does not exist`);
  return collection;
}
