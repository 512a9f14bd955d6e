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
  for (const { rid, document } of eachRow(view, collection)) {
    documents += 1;
    if (errors.length >= MOST_ERRORS) break;
    errors.push(...wrongKeys(view, collection, rid, document));
  }
  return { ns: namespace, nrecords: documents, valid: errors.length === 0, errors, warnings: [], ok: 1 };
}

function wrongKeys(view: View, collection: Collection, rid: number, document: Doc): string[] {
  const layout = layoutOf(collection);
  const { columns, elements } = rowKeys(document, layout);
  const names = ['id', ...layout.columns];
  const stored = view.db.get(`SELECT ${names.join(', ')} FROM ${collection.table} WHERE rid = ?`, [rid]) ?? [];
  const wrong = [sortKey(document._id), ...columns].flatMap((key, i) => (same(key, stored[i]) ? [] : [names[i] ?? '']));
  if (layout.paths.some(({ multikey }) => multikey)) {
    const found = view.db.all(`SELECT path, key FROM ${layout.elements} WHERE rid = ?`, [rid]);
    const wanted = elements.flatMap(({ path, keys }) => keys.map((key) => [path, key] as const));
    if (!sameSet(found, wanted)) wrong.push('elements');
  }
  for (const index of layout.indexes) {
    if (!index.entries || index.holds?.(document) === false) continue;
    for (const { key } of compoundKeys(document, index)) {
      const holder = view.db.get(`SELECT rid FROM ${index.entries} WHERE key = ?`, [key])?.[0];
      if (holder !== rid) wrong.push(index.name);
    }
  }
  const pathOf = (column: string) => layout.paths.find((path) => path.column === column)?.path ?? column;
  return wrong.map(
    (column) => `document ${JSON.stringify(document._id)}: what is indexed of "${pathOf(column)}" is not what it holds`,
  );
}

function same(key: Buffer | number | null, stored: unknown): boolean {
  if (!Buffer.isBuffer(key)) return key === (stored ?? null);
  return stored instanceof Uint8Array && key.equals(stored);
}

function sameSet(found: readonly (readonly unknown[])[], wanted: readonly (readonly [number, Buffer])[]): boolean {
  const text = ([path, key]: readonly unknown[]) => `${path}:${Buffer.from(key as Uint8Array).toString('base64')}`;
  const all = new Set(found.map(text));
  return all.size === wanted.length && wanted.every((entry) => all.has(text(entry)));
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
