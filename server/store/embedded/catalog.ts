// Which collections exist, in which tables they lie and which indexes they have. Kept in the data file itself, and
// changed only inside a write, so that a collection made in a transaction goes away when the transaction does.
import type { Doc } from './bson.ts';
import { decode, encode } from './codec.ts';
import { StoreError, serverError } from './errors.ts';
import type { IndexDefinition } from './index-definition.ts';
import type { Changes, Kept } from './kept.ts';
import type { Sqlite } from './sqlite.ts';

/** A path that some index uses: its values lie as sort keys in a column of their own. */
export type IndexedPath = {
  path: string;
  /** Name of the column. */
  column: string;
  collation?: Doc | undefined;
  /** Whether a document has ever had an array here. Such documents have their keys in the table of elements. */
  multikey: boolean;
};

export type StoredIndex = IndexDefinition & {
  /** Name of the SQLite index. */
  sql: string;
  /** Positions in `paths`, in the order of the key. */
  paths: number[];
  /** Column that is 1 for the documents which a sparse or partial unique index holds. */
  flag?: string | undefined;
  /** Table of compound keys: what keeps a unique index unique once arrays are in it. */
  entries?: string | undefined;
};

export type Collection = {
  namespace: string;
  table: string;
  /** Number for the next column, index or table of this collection. */
  next: number;
  paths: IndexedPath[];
  indexes: StoredIndex[];
  options: Doc;
};

export type Collections = ReadonlyMap<string, Collection>;

/** A connection to the file together with the collections as that connection sees them. */
export type View = {
  readonly db: Sqlite;
  collections: Collections;
  /** What is kept at hand of the committed state; a long read, whose state is of the past, goes without. */
  readonly kept?: Kept | undefined;
  /** What the write that this view belongs to has changed. */
  readonly changes?: Changes | undefined;
  /** When the present operation is to be given up. */
  deadline?: number | undefined;
};

/** The version of the file's layout. A newer one is refused, an older one would be migrated here. */
const LAYOUT_VERSION = 1;

/** Makes the catalog of a new file, or reads that of an existing one. */
export function openCatalog(db: Sqlite, path: string): Collections {
  const version = Number(db.get('PRAGMA user_version')?.[0] ?? 0);
  if (version > LAYOUT_VERSION) {
    throw new StoreError(
      'store-too-new',
      `The data file ${path} was written by a newer version of this program: update it`,
    );
  }
  if (version === 0) {
    db.exec('BEGIN IMMEDIATE');
    db.exec('CREATE TABLE IF NOT EXISTS catalog (namespace TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID');
    db.exec('CREATE TABLE IF NOT EXISTS numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID');
    db.exec(`PRAGMA user_version = ${LAYOUT_VERSION}`);
    db.exec('COMMIT');
  }
  const collections = new Map<string, Collection>();
  for (const [namespace, content] of db.all('SELECT namespace, content FROM catalog ORDER BY namespace')) {
    collections.set(namespace as string, decode(content as string).document as unknown as Collection);
  }
  return collections;
}

/** Stores what is known of a collection and shows it to this view. */
export function saveCollection(view: View, collection: Collection): Collection {
  view.db.run(
    'INSERT INTO catalog (namespace, content) VALUES (?, ?) ON CONFLICT (namespace) DO UPDATE SET content = excluded.content',
    [collection.namespace, encode(collection as unknown as Doc)],
  );
  view.collections = new Map(view.collections).set(collection.namespace, collection);
  return collection;
}

function forget(view: View, namespace: string): void {
  view.db.run('DELETE FROM catalog WHERE namespace = ?', [namespace]);
  const left = new Map(view.collections);
  left.delete(namespace);
  view.collections = left;
}

/** The collection of a namespace, made if it does not exist. */
export function ensureCollection(view: View, namespace: string, options: Doc = {}): Collection {
  const present = view.collections.get(namespace);
  if (present) return present;
  checkNamespace(namespace);
  view.db.run(
    "INSERT INTO numbers (name, value) VALUES ('table', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
  );
  const number = Number(view.db.get("SELECT value FROM numbers WHERE name = 'table'")?.[0]);
  const readable = namespace
    .slice(namespace.indexOf('.') + 1)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .slice(0, 40)
    .toLowerCase();
  const table = `c${number}_${readable}`;
  view.db.exec(`CREATE TABLE ${table} (rid INTEGER PRIMARY KEY, id BLOB NOT NULL, doc TEXT NOT NULL)`);
  view.db.exec(`CREATE UNIQUE INDEX ${table}_id ON ${table} (id)`);
  return saveCollection(view, { namespace, table, next: 1, paths: [], indexes: [], options });
}

function checkNamespace(namespace: string): void {
  const name = namespace.slice(namespace.indexOf('.') + 1);
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.endsWith('.')) {
    throw serverError(73, `Invalid namespace specified '${namespace}'`);
  }
  if (Buffer.byteLength(namespace) > 255) throw serverError(73, `Fully qualified namespace is too long: ${namespace}`);
}

/** The name of the table of elements of a collection: one row for each key of each array. */
export function elementTable(collection: Collection): string {
  return `${collection.table}_elements`;
}

/** Removes a collection with all that belongs to it. Returns whether there was one. */
export function dropCollection(view: View, namespace: string): boolean {
  const collection = view.collections.get(namespace);
  if (!collection) return false;
  for (const { entries } of collection.indexes) if (entries) view.db.exec(`DROP TABLE ${entries}`);
  view.db.exec(`DROP TABLE IF EXISTS ${elementTable(collection)}`);
  view.db.exec(`DROP TABLE ${collection.table}`);
  view.changes?.lose(collection.table);
  forget(view, namespace);
  return true;
}

/** Gives a collection another name; its tables keep theirs. */
export function renameCollection(view: View, from: string, to: string, dropTarget: boolean): void {
  const collection = view.collections.get(from);
  if (!collection) throw serverError(26, `Source collection ${from} does not exist`);
  if (from === to) throw serverError(20, "Can't rename a collection to itself");
  if (view.collections.has(to)) {
    if (!dropTarget) throw serverError(48, 'target namespace exists');
    dropCollection(view, to);
  }
  checkNamespace(to);
  forget(view, from);
  saveCollection(view, { ...collection, namespace: to });
}
