import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { openConnection } from '../store/connection.ts';
import { COPIES } from './copies.ts';

export type Doc = Record<string, unknown>;
export type IndexDoc = { name: string; key: Doc } & Doc;
export type Db = NonNullable<Awaited<ReturnType<typeof openConnection>>['connection']['db']>;

/** A store as the commands see it: collections by name, past models and tenants. */
export type Place = {
  kind: 'embedded' | 'mongodb';
  /** Its address without a password. */
  name: string;
  db: Db;
  connection: Connection;
  /** Reads see one moment of the store through it. */
  session?: ClientSession;
  close(): Promise<void>;
};

/** For reading alone, as it stands at one moment, also under a running server. */
export async function openSnapshot(uri: string): Promise<Place> {
  if (!uri.startsWith('mongodb')) return openCopy(uri);
  const place = await openPlace(uri);
  const session = place.db.client.startSession({ snapshot: true });
  return {
    ...place,
    session,
    async close() {
      await session.endSession();
      await place.close();
    },
  };
}

/** For this command alone: an embedded store is refused while a server has it. */
export async function openPlace(uri: string): Promise<Place> {
  const { kind, connection, close } = await openConnection(uri);
  if (!connection.db) throw new Error(`${nameOf(uri)} cannot be opened`);
  return { kind, name: nameOf(uri), db: connection.db, connection, close };
}

async function openCopy(uri: string): Promise<Place> {
  const { copyDataFile } = await import('../store/embedded/index.ts');
  // Beside the data, where there is room for it and nobody else may read.
  const folder = await mkdtemp(join(dirname(uri.slice('sqlite:'.length)), 'snapshot-')).catch((cause: Error) => {
    throw new Error(`${nameOf(uri)} cannot be read: ${cause.message}`);
  });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'dougong.db');
    await copyDataFile(uri, file);
    const place = await openPlace(`sqlite:${file}`);
    return {
      ...place,
      name: nameOf(uri),
      async close() {
        await place.close();
        await remove();
      },
    };
  } catch (cause) {
    await remove();
    throw cause;
  }
}

/** Collections that hold data, by name. */
export async function collectionsOf(place: Place): Promise<string[]> {
  const listed = await place.db.listCollections({}, { nameOnly: true }).toArray();
  return listed
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && name !== COPIES)
    .sort();
}

/** The indexes of a collection but the one of its ids, as `createIndex` takes them. */
export async function indexesOf(place: Place, collection: string): Promise<IndexDoc[]> {
  const found = (await place.db.collection(collection).indexes()) as unknown as IndexDoc[];
  return found
    .filter(({ name }) => name !== '_id_')
    .map(({ v: _version, ns: _namespace, background: _background, ...index }) => index as IndexDoc)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const PAGE = 500;

/** Documents in order of their ids, a page at a time; from after an id on. Numbers keep their types. */
export async function* documentsOf(place: Place, collection: string, after?: unknown): AsyncGenerator<Doc[]> {
  let last = after;
  for (;;) {
    const page = (await place.db
      .collection(collection)
      .find(last === undefined ? {} : { _id: { $gt: last } as never }, {
        promoteValues: false,
        ...reading(place),
      })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray()) as Doc[];
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)?._id;
  }
}

/** Rows for checking: some fields of them, in an order that an index gives. */
export async function* rowsOf(
  place: Place,
  collection: string,
  fields?: string[],
  order: { [path: string]: 1 } = { _id: 1 },
  filter: Doc = {},
): AsyncGenerator<Doc> {
  const found = place.db
    .collection(collection)
    .find(filter, { ...reading(place), ...(fields && { projection: only(fields) }) })
    .sort(order)
    .batchSize(PAGE);
  for await (const row of found) yield row as Doc;
}

/** Those of the ids that are there. */
export async function rowsByIds(
  place: Place,
  collection: string,
  ids: string[],
  fields?: string[],
): Promise<Map<string, Doc>> {
  if (ids.length === 0) return new Map();
  const rows = await place.db
    .collection(collection)
    .find(
      { _id: { $in: ids as never[] } },
      { ...reading(place), ...(fields && { projection: only(['_id', ...fields]) }) },
    )
    .toArray();
  return new Map(rows.map((row) => [String(row._id), row as Doc]));
}

// The level is said with each read: the driver leaves the connection's own ("majority") in force, and then each page would
// be of a moment of its own.
const reading = ({ session }: Place) => (session ? { session, readConcern: { level: 'snapshot' as const } } : {});
const only = (fields: string[]) => Object.fromEntries(fields.map((path) => [path, 1]));

export function countOf(place: Place, collection: string): Promise<number> {
  return place.db.collection(collection).countDocuments({}, reading(place));
}

/** One line of text for a document or value, the same for the same content on every store. */
export const lineOf = (value: unknown): string => mongoose.mongo.BSON.EJSON.stringify(value as Doc, { relaxed: false });
export const fromLine = (line: string): Doc => mongoose.mongo.BSON.EJSON.parse(line, { relaxed: false }) as Doc;

export function nameOf(uri: string): string {
  return uri.replace(/\/\/[^/@]*@/, '//…@');
}
