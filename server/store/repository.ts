import type { ClientSession, Model } from 'mongoose';
import type { Filter, Json, JsonObject } from '../../engine/index.ts';
import type { Query, Repository } from '../deps.ts';
import { conflict, type Noun, notFound } from '../fault.ts';
import type { PathType } from './collection.ts';
import { storedKey, tenantFilter, tenantPipeline } from './filter.ts';
import type { Stored } from './models.ts';
import { isTransient, toFault } from './store-errors.ts';

/** Longest a read may take in the store, in milliseconds. */
const READ_LIMIT_MS = 15_000;
const withoutKey = { _id: 0 } as const;

type Row = { id: string; tenant: string };
/** A transaction's session takes one operation at a time; `inTurn` keeps operations begun together in line. */
export type Turn = {
  session?: ClientSession;
  /** A row that somebody else changed meanwhile. */
  blockedBy?(row: string): void;
  inTurn<R>(work: () => Promise<R>): Promise<R>;
};

export function createRepository<T extends Row>(
  model: Model<Stored>,
  collection: { noun: Noun; paths: object },
  tenant: string,
  turn: Turn,
): Repository<T> {
  const paths = collection.paths as { [path: string]: PathType };
  const documents = Object.keys(paths).filter((path) => paths[path] === 'document');
  const { session } = turn;
  const run = async <R>(work: () => Promise<R>): Promise<R> => {
    try {
      return await turn.inTurn(work);
    } catch (cause) {
      throw toFault(cause, collection.noun);
    }
  };

  const toStored = (row: object): Stored => {
    const stored: Stored = { _id: '', tenant };
    for (const [path, value] of Object.entries(row)) {
      if (value === undefined) continue;
      stored[path] = documents.includes(path) ? JSON.stringify(value) : value;
    }
    stored._id = storedKey(tenant, String(stored.id));
    stored.tenant = tenant;
    return stored;
  };
  const toRow = (stored: Stored): T => {
    for (const path of documents) {
      const value = stored[path];
      if (typeof value === 'string') stored[path] = JSON.parse(value);
    }
    return stored as unknown as T;
  };
  const read = (query: Query) => {
    const found = model.find(tenantFilter(tenant, query.filter), query.fields ? projection(query.fields) : withoutKey, {
      lean: true,
      maxTimeMS: READ_LIMIT_MS,
      ...(session && { session }),
    });
    if (query.sort) found.sort(sortOf(query.sort));
    if (query.skip) found.skip(query.skip);
    if (query.limit !== undefined) found.limit(query.limit);
    return found;
  };

  const repository: Repository<T> = {
    get: (id) =>
      run(async () => {
        // Straight from the collection: a key needs no casting, and this is what is asked most.
        const stored = await model.collection.findOne({ _id: storedKey(tenant, id), tenant } as never, {
          projection: withoutKey,
          ...(session && { session }),
        });
        return stored ? toRow(stored as unknown as Stored) : undefined;
      }),
    find: (query) => run(async () => ((await read(query)) as Stored[]).map(toRow)),
    first: (query) => run(async () => ((await read({ ...query, limit: 1 })) as Stored[]).map(toRow)[0]),
    count: (filter) =>
      run(() =>
        model.countDocuments(tenantFilter(tenant, filter), { maxTimeMS: READ_LIMIT_MS, ...(session && { session }) }),
      ),
    insert: (row) => repository.insertMany([row]),
    insertMany: (rows) =>
      run(async () => {
        const [first, ...others] = rows.map(toStored);
        if (!first) return;
        if (others.length === 0) {
          // A single insert says which index refused it.
          await model.collection.insertOne(first as never, session && { session });
          return;
        }
        // Rows are typed and whole already: Mongoose need not make documents of them.
        await model.collection.insertMany([first, ...others] as never, { ordered: true, ...(session && { session }) });
      }),
    save: (row, options = {}) =>
      run(async () => {
        const key = { _id: storedKey(tenant, row.id), tenant };
        const next =
          'revision' in paths ? { ...row, revision: ((options.ifRevision ?? revisionOf(row)) as number) + 1 } : row;
        const expected = options.ifRevision === undefined ? key : { ...key, revision: options.ifRevision };
        const done = await model.collection
          .replaceOne(expected as never, toStored(next), session && { session })
          .catch((cause: unknown) => {
            if (isTransient(cause)) turn.blockedBy?.(`${model.collection.name}/${key._id}`);
            throw cause;
          });
        if (done.matchedCount === 1) return next;
        const stored = (await model.findOne(key, withoutKey, {
          lean: true,
          ...(session && { session }),
        })) as Stored | null;
        if (!stored || options.ifRevision === undefined) throw notFound(collection.noun, row.id);
        throw conflict(collection.noun, options.ifRevision, Number(stored.revision));
      }),
    update: (filter, set, unset = []) =>
      run(async () => {
        const change = {
          ...(Object.keys(set).length > 0 && { $set: encoded(set, documents) }),
          ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((path) => [path, 1])) }),
        };
        if (Object.keys(change).length === 0) return 0;
        const done = await model.updateMany(narrow(tenant, filter), change, session && { session });
        return done.matchedCount;
      }),
    remove: (filter) =>
      run(async () => (await model.deleteMany(narrow(tenant, filter), session && { session })).deletedCount),
    aggregate: (stages: Json[]) =>
      run(async () => {
        const pipeline = tenantPipeline(tenant, stages) as never[];
        return (await model.aggregate(pipeline, {
          maxTimeMS: READ_LIMIT_MS,
          // Dashboards: a copy that lags a moment will do, and leaves the primary to those who decide.
          ...(session ? { session } : { readPreference: 'secondaryPreferred' }),
        })) as JsonObject[];
      }),
  };
  return repository;
}

function revisionOf(row: object): unknown {
  return (row as { revision?: unknown }).revision ?? 0;
}

function encoded(set: JsonObject, documents: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(set).map(([path, value]) => {
      if (path === 'id' || path === 'tenant' || path.startsWith('$'))
        throw new TypeError(`An update cannot set ${path}`);
      return [path, documents.includes(path) ? JSON.stringify(value) : value];
    }),
  );
}

// A forgotten condition would change every row of the tenant: said twice or not at all.
function narrow(tenant: string, filter: Filter): JsonObject {
  if (Object.keys(filter).length === 0) throw new TypeError('An update or removal needs a filter');
  return tenantFilter(tenant, filter);
}

function projection(fields: string[]): Record<string, 0 | 1> {
  return { _id: 0, ...Object.fromEntries(fields.map((path) => [path, 1 as const])) };
}

function sortOf(sort: string[]): Record<string, 1 | -1> {
  return Object.fromEntries(
    sort.map((path) => {
      const name = path.replace(/^[-+]/, '');
      if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new TypeError(`Rows cannot be sorted by "${name}"`);
      return [name === 'id' ? '_id' : name, path.startsWith('-') ? (-1 as const) : (1 as const)];
    }),
  );
}
