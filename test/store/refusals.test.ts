// What MongoDB can do and the embedded store cannot is refused by name: never done by halves, never ignored.
import type mongoose from 'mongoose';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedDatabase, looseCollection, openMongoose, type TestDatabase } from '../support/stores.ts';

type Loose = Record<
  | 'admin'
  | 'aggregate'
  | 'command'
  | 'count'
  | 'createCollection'
  | 'createIndex'
  | 'createSearchIndex'
  | 'distinct'
  | 'find'
  | 'initializeOrderedBulkOp'
  | 'insertOne'
  | 'profilingLevel'
  | 'replSetGetStatus'
  | 'returnKey'
  | 'unwind'
  | 'updateOne'
  | 'watch',
  (...args: unknown[]) => unknown
>;

let database: TestDatabase;
let own: mongoose.Mongoose;
let rows: Loose;
let db: Loose;

beforeAll(async () => {
  database = await embeddedDatabase();
  own = await openMongoose(database.uri);
  const collection = looseCollection(own, 'rows');
  await collection.insertMany([
    { _id: 1, a: [1, 2], text: 'x', n: 1.5, d: own.mongo.Decimal128.fromString('1.5') },
    { _id: 2, a: [3], b: [1] },
  ]);
  await collection.createIndex({ text: 1 }, { sparse: true });
  rows = collection as unknown as Loose;
  db = own.connection.db as unknown as Loose;
});
afterAll(async () => {
  await own.disconnect();
  await database.stop();
});

const found = (filter: object, options?: object) => (rows.find(filter, options) as { toArray(): unknown }).toArray();
const piped = (stage: object, options?: object) =>
  (rows.aggregate([stage], options) as { toArray(): unknown }).toArray();
const computed = (value: object) => piped({ $project: { value } });

const REFUSED: [string, () => unknown][] = [
  ['$where', () => found({ $where: 'true' })],
  ['$text', () => found({ $text: { $search: 'x' } })],
  ['$jsonSchema', () => found({ $jsonSchema: {} })],
  ['$near', () => found({ a: { $near: [0, 0] } })],
  ['$geoWithin', () => found({ a: { $geoWithin: {} } })],
  ['flag "x"', () => found({ text: { $regex: 'x', $options: 'x' } })],
  ['bit tests of decimals', () => found({ d: { $bitsAllSet: 1 } })],
  ['positional projections', () => found({ a: 1 }, { projection: { 'a.$': 1 } })],
  ['$meta', () => found({}, { projection: { score: { $meta: 'textScore' } } })],
  ['sorting by an array position', () => found({}, { sort: { 'a.0': 1 } })],
  ['collation strength 4', () => found({}, { collation: { locale: 'en', strength: 4 } })],
  ['collation with caseLevel', () => found({}, { collation: { locale: 'en', caseLevel: true } })],
  ['hint at the sparse or partial index', () => found({}, { hint: 'text_1' })],
  ['the option "explain"', () => found({}, { explain: true })],
  ['the option "explain"', () => rows.updateOne({ _id: 1 }, { $set: { n: 9 } }, { explain: true })],
  ['the option "explain"', () => rows.distinct('n', {}, { explain: true })],
  ['the option "hint" of distinct()', () => rows.distinct('n', {}, { hint: 'text_1' })],
  ['hint at the sparse or partial index', () => piped({ $match: {} }, { hint: 'text_1' })],
  ['unacknowledged writes', () => rows.insertOne({ x: 1 }, { writeConcern: { w: 0 } })],
  ['unacknowledged writes', () => rows.updateOne({ _id: 1 }, { $set: { n: 9 } }, { w: 0 })],
  ['the write concern w: 3', () => rows.insertOne({ x: 1 }, { writeConcern: { w: 3 } })],
  ['the write concern w: odd', () => rows.insertOne({ x: 1 }, { writeConcern: { w: 'odd' } })],
  ['the read concern "odd"', () => found({}, { readConcern: { level: 'odd' } })],
  ['the read preference "secondary"', () => found({}, { readPreference: 'secondary' })],
  ...[
    'min',
    'max',
    'returnKey',
    'showRecordId',
    'tailable',
    'singleBatch',
    'raw',
    'rawData',
    'timeoutMS',
    'signal',
  ].map((name): [string, () => unknown] => [`the option "${name}"`, () => found({}, { [name]: 1 })]),
  ['forceServerObjectId', () => rows.insertOne({ x: 1 }, { forceServerObjectId: true })],
  ['JavaScript with scope', () => rows.insertOne({ x: new own.mongo.Code('f', { a: 1 }) })],
  ['says nothing', () => rows.updateOne({ _id: 1 }, { $set: { 'a.$': 1 } })],
  ['conditions on other arrays', () => rows.updateOne({ a: 3, b: 1 }, { $set: { 'a.$': 1 } })],
  ...[
    '$out',
    '$merge',
    '$graphLookup',
    '$redact',
    '$setWindowFields',
    '$densify',
    '$fill',
    '$bucketAuto',
    '$sample',
  ].map((name): [string, () => unknown] => [`the stage ${name}`, () => piped({ [name]: 'x' })]),
  ...['$function', '$rand', '$sin', '$dateFromString', '$bsonSize', '$stdDevPop', '$firstN'].map(
    (name): [string, () => unknown] => [`the expression ${name}`, () => computed({ [name]: {} })],
  ),
  ...['$accumulator', '$top', '$stdDevSamp', '$maxN'].map((name): [string, () => unknown] => [
    `the accumulator ${name}`,
    () => piped({ $group: { _id: null, x: { [name]: {} } } }),
  ]),
  ['doubles and decimals', () => computed({ $add: ['$n', '$d'] })],
  ['"text" indexes', () => rows.createIndex({ text: 'text' })],
  ['"2dsphere" indexes', () => rows.createIndex({ a: '2dsphere' })],
  ['"hashed" indexes', () => rows.createIndex({ a: 'hashed' })],
  ['wildcard indexes', () => rows.createIndex({ '$**': 1 })],
  ['array positions', () => rows.createIndex({ 'a.0': 1 })],
  ['the index option "storageEngine"', () => rows.createIndex({ a: 1 }, { storageEngine: {} })],
  ['Collection.watch()', () => rows.watch()],
  ['Collection.initializeOrderedBulkOp()', () => rows.initializeOrderedBulkOp()],
  ['Collection.createSearchIndex()', () => rows.createSearchIndex({})],
  ['change streams', () => db.watch()],
  ['aggregation on a database', () => db.aggregate([])],
  ['bulk writes over several collections', () => own.connection.getClient().bulkWrite([])],
  ['Collection.count()', () => rows.count({})],
  ['Db.profilingLevel()', () => db.profilingLevel()],
  ['Admin.replSetGetStatus()', () => (db.admin() as Loose).replSetGetStatus()],
  ['Cursor.returnKey()', () => (rows.find({}) as Loose).returnKey()],
  ['Cursor.unwind()', () => (rows.aggregate([]) as Loose).unwind('$a')],
  ['the command "serverStatus"', () => db.command({ serverStatus: 1 })],
  ...['capped', 'timeseries', 'validator', 'clusteredIndex', 'viewOn'].map((name): [string, () => unknown] => [
    `the collection option "${name}"`,
    () => db.createCollection('odd', { [name]: {} }),
  ]),
  ['a default collation of a collection', () => db.createCollection('odd', { collation: { locale: 'en' } })],
  ['the option "defaultTimeoutMS"', () => own.connection.getClient().startSession({ defaultTimeoutMS: 5 })],
  ['ClientSession.serverSession', () => own.connection.getClient().startSession().serverSession],
  ['Collection.readPreference', () => (rows as unknown as { readPreference: unknown }).readPreference],
  ['setClient()', () => own.connection.setClient({} as never)],
  [
    'the connection option "config" with other',
    () => own.createConnection('sqlite::memory:', { config: { other: 1 } } as object).asPromise(),
  ],
  ['aggregation on a database', () => own.createConnection('sqlite::memory:').aggregate([{ $match: {} }])],
  ['sessions that read one snapshot', () => own.connection.getClient().startSession({ snapshot: true })],
];

/** What the driver gives people into their hands, and what stands for it here. */
const HANDED: [string, object, () => object][] = [
  ['Collection', mongo.Collection.prototype, () => rows],
  ['Db', mongo.Db.prototype, () => db],
  ['Admin', mongo.Admin.prototype, () => db.admin() as object],
  ['MongoClient', mongo.MongoClient.prototype, () => own.connection.getClient()],
  ['Cursor', mongo.AbstractCursor.prototype, () => rows.find({}) as object],
  ['Cursor', mongo.FindCursor.prototype, () => rows.find({}) as object],
  ['Cursor', mongo.AbstractCursor.prototype, () => rows.aggregate([]) as object],
  ['Cursor', mongo.AggregationCursor.prototype, () => rows.aggregate([]) as object],
  ['ClientSession', mongo.ClientSession.prototype, () => own.connection.getClient().startSession()],
];

it.each(HANDED)("every method of the driver's %s is there, be it to refuse", (_name, model, here) => {
  const names = Object.getOwnPropertyNames(model).filter(
    (name) => !name.startsWith('_') && typeof Object.getOwnPropertyDescriptor(model, name)?.value === 'function',
  );
  const object = here() as Record<string, unknown>;
  expect(names.filter((name) => typeof object[name] !== 'function')).toEqual([]);
});

it.each(HANDED)("every property of the driver's %s is there, be it to refuse", (name, model, here) => {
  const names = Object.getOwnPropertyNames(model).filter(
    (one) => !one.startsWith('_') && Object.getOwnPropertyDescriptor(model, one)?.get !== undefined,
  );
  const object = here() as Record<string, unknown>;
  expect(names.filter((one) => !(one in object))).toEqual([]);
  const told = names.map((one) => {
    try {
      return { one, value: object[one] };
    } catch (error) {
      return { one, error: error as Error };
    }
  });
  for (const { one, error } of told.filter((each) => each.error !== undefined)) {
    expect(error).toMatchObject({ code: 115 });
    expect(error?.message).toContain(`${name}.${one};`);
  }
});

describe('the embedded store', () => {
  it.each(REFUSED)('refuses %s', async (name, work) => {
    const error = await Promise.resolve()
      .then(work)
      .then(
        () => new Error('accepted'),
        (caught: unknown) => caught,
      );
    expect(error).toMatchObject({ code: 115, codeName: 'CommandNotSupported' });
    expect((error as Error).message).toContain(name);
  });

  it.each([
    'auth',
    'tls',
    'bsonRegExp',
    'promoteBuffers',
    'autoEncryption',
    'timeoutMS',
    'serverApi',
    'monitorCommands',
    'pkFactory',
    'noSuchOption',
  ])('refuses the connection option %s', async (name) => {
    await expect(openMongoose('sqlite::memory:', { [name]: {} })).rejects.toThrow(`the connection option "${name}"`);
  });

  it.each<[string, object, string]>([
    ['w: 0', { w: 0 }, 'unacknowledged writes'],
    ['w: 0 within', { writeConcern: { w: 0 } }, 'unacknowledged writes'],
    ['more copies than there are', { w: 2 }, 'the write concern w: 2'],
    ['reading from a copy', { readPreference: 'secondary' }, 'the read preference "secondary"'],
    ['a lifetime that is none', { transactionLifetime: '5' }, 'for the connection option "transactionLifetime"'],
    ['no patience', { writerPatience: 0 }, 'for the connection option "writerPatience"'],
    ['Longs as they are', { promoteLongs: false }, 'the connection option "promoteLongs"'],
  ])('refuses to connect with %s', async (_title, options, reason) => {
    await expect(openMongoose('sqlite::memory:', options)).rejects.toThrow(reason);
  });

  it('refuses options in the address', async () => {
    await expect(openMongoose(`${database.uri}?w=0&cache=shared`)).rejects.toThrow('the option "w" in an address');
  });

  it('takes what is about the way to a server, and asks no more than it keeps', async () => {
    const options = { maxPoolSize: 5, serverSelectionTimeoutMS: 100, appName: 'x', tls: false, replicaSet: 'rs' };
    const concerns = {
      w: 'majority' as const,
      journal: true,
      readPreference: 'nearest' as const,
      readConcernLevel: 'majority' as const,
    };
    const one = await openMongoose('sqlite::memory:', { ...options, ...concerns, writeConcern: { w: 1 } });
    await looseCollection(one, 't').insertOne({ _id: 1 }, { writeConcern: { w: 'majority', j: true }, comment: 'x' });
    await one.disconnect();
  });

  it('refuses to change the lifetime of transactions of a file that is open already', async () => {
    await expect(openMongoose(database.uri, { transactionLifetime: 5 } as object)).rejects.toThrow(
      '"transactionLifetime"',
    );
  });

  it('stored nothing of what it refused', async () => {
    expect(await looseCollection(own, 'rows').find().sort({ _id: 1 }).toArray()).toMatchObject([
      { _id: 1, a: [1, 2] },
      { _id: 2, a: [3] },
    ]);
    expect((await looseCollection(own, 'rows').indexes()).map(({ name }) => name)).toEqual(['_id_', 'text_1']);
    expect(await own.connection.db?.listCollections({ name: 'odd' }).toArray()).toEqual([]);
  });
});
