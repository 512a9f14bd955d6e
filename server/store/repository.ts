import type { ClientSession, Model } from 'mongoose';
import type { Filter, Json, JsonObject } from '../../engine/index.ts';
import type { Query, Repository } from '../deps.ts';
import { conflict, type Noun, notFound } from '../fault.ts';
import type { PathType } from './collection.ts';
import { storedKey, tenantFilter, tenantPipeline } from './filter.ts';
import type { Stored } from './models.ts';
import type { Sealing } from './sealing/sealing.ts';
import { isTransient, toFault } from './store-errors.ts';

/** Longest a read may take in the store, in milliseconds, where it does not say less. */
const READ_LIMIT_MS = 15_000;
const withoutKey = { _id: 0 } as const;

type Row = { id: string; tenant: string };
/** A transaction's session takes one operation at a time; `inTurn` keeps operations begun together in line. */
export type Turn = {
  session?: ClientSession;
  /** A row that another transaction changed meanwhile. */
  blockedBy?(row: string): void;
  inTurn<R>(work: () => Promise<R>): Promise<R>;
};

export function createRepository<T extends Row>(
  model: Model<Stored>,
  collection: { noun: Noun; paths: object },
  tenant: string,
  turn: Turn,
  sealing?: Sealing,
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

  const inTransaction = session !== undefined;
  const toStored = async (row: object): Promise<Stored> => {
    const stored: Stored = { _id: '', tenant };
    for (const [path, value] of Object.entries(sealing ? await sealing.seal({ ...row }, inTransaction) : row)) {
      if (value === undefined) continue;
      stored[path] = documents.includes(path) ? JSON.stringify(value) : value;
    }
    stored._id = storedKey(tenant, String(stored.id));
    stored.tenant = tenant;
    return stored;
  };
  const toRow = async (stored: Stored): Promise<T> => {
    for (const path of documents) {
      const value = stored[path];
      if (typeof value === 'string') stored[path] = JSON.parse(value);
    }
    return (stored.sealed && sealing ? await sealing.open(stored) : stored) as unknown as T;
  };
  const asStored = async (filter: Filter | undefined): Promise<JsonObject> =>
    tenantFilter(tenant, filter && sealing ? await sealing.filter(filter, inTransaction) : filter);
  const read = async (query: Query): Promise<T[]> => {
    if (query.sort) await sealing?.expectSortable(query.sort);
    const fields = query.fields && [...query.fields, ...(sealing?.needed(query.fields) ?? [])];
    const found = model.find(await asStored(query.filter), fields ? projection(fields) : withoutKey, {
      lean: true,
      maxTimeMS: query.limitMs ?? READ_LIMIT_MS,
      ...(session && { session }),
    });
    if (query.sort) found.sort(sortOf(query.sort));
    if (query.skip) found.skip(query.skip);
    if (query.limit !== undefined) found.limit(query.limit);
    return Promise.all(((await found) as Stored[]).map(toRow));
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
    find: (query) => run(() => read(query)),
    first: (query) => run(async () => (await read({ ...query, limit: 1 }))[0]),
    count: (filter, limitMs = READ_LIMIT_MS) =>
      run(async () =>
        model.countDocuments(await asStored(filter), { maxTimeMS: limitMs, ...(session && { session }) }),
      ),
    insert: (row) => repository.insertMany([row]),
    insertMany: (rows) =>
      run(async () => {
        const [first, ...others] = await Promise.all(rows.map(toStored));
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
        const stored = await toStored(next);
        const done = await model.collection
          .replaceOne(expected as never, stored, session && { session })
          .catch((cause: unknown) => {
            if (isTransient(cause)) turn.blockedBy?.(`${model.collection.name}/${key._id}`);
            throw cause;
          });
        if (done.matchedCount === 1) return next;
        const found = (await model.findOne(key, withoutKey, {
          lean: true,
          ...(session && { session }),
        })) as Stored | null;
        if (!found || options.ifRevision === undefined) throw notFound(collection.noun, row.id);
        throw conflict(collection.noun, options.ifRevision, Number(found.revision));
      }),
    update: (filter, set, unset = []) =>
      run(async () => {
        const asked = sealing ? await sealedChange(sealing, filter, set, unset, inTransaction) : { set, unset };
        const change = {
          ...(Object.keys(asked.set).length > 0 && { $set: encoded(asked.set, documents) }),
          ...(asked.unset.length > 0 && { $unset: Object.fromEntries(asked.unset.map((path) => [path, 1])) }),
        };
        if (Object.keys(change).length === 0) return 0;
        const done = await model.updateMany(narrow(filter, await asStored(filter)), change, session && { session });
        return done.matchedCount;
      }),
    remove: (filter) =>
      run(async () => {
        const narrowed = narrow(filter, await asStored(filter));
        return (await model.deleteMany(narrowed, session && { session })).deletedCount;
      }),
    aggregate: (stages: Json[], limitMs = READ_LIMIT_MS) =>
      run(async () => {
        const asked = sealing ? await sealing.pipeline(stages, inTransaction) : stages;
        const pipeline = tenantPipeline(tenant, asked) as never[];
        return (await model.aggregate(pipeline, {
          maxTimeMS: limitMs,
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
function narrow(filter: Filter, stored: JsonObject): JsonObject {
  if (Object.keys(filter).length === 0) throw new TypeError('An update or removal needs a filter');
  return stored;
}

/** A change of paths of which some may be sealed: these go with the row that they belong to, which must be named. */
async function sealedChange(
  sealing: Sealing,
  filter: Filter,
  set: JsonObject,
  unset: string[],
  inTransaction: boolean,
): Promise<{ set: JsonObject; unset: string[] }> {
  const touched = [...Object.keys(set), ...unset].filter((path) => sealing.needed([path]).length > 0);
  if (touched.length === 0) return { set, unset };
  const { id, form } = filter as JsonObject;
  if (typeof id !== 'string') throw new TypeError(`An update of ${touched.join(', ')} needs the id of its row`);
  const {
    sealed,
    id: _id,
    form: _form,
    ...clear
  } = await sealing.seal({ ...set, id, ...(form !== undefined && { form }) }, inTransaction);
  const parts = Object.entries((sealed ?? {}) as JsonObject).map(([path, text]) => [`sealed.${path}`, text]);
  const emptied = touched.flatMap((path) =>
    Object.hasOwn(clear, path) ? [`sealed.${path}`] : [path, ...(Object.hasOwn(set, path) ? [] : [`sealed.${path}`])],
  );
  return {
    set: { ...(clear as JsonObject), ...Object.fromEntries(parts) },
    unset: [...new Set([...unset, ...emptied])],
  };
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
