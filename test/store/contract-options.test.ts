// What both stores promise about the options of operations and about names that try to be more than names.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

/** Field, index and collection names that would be code somewhere, were they not bound. */
const HOSTILE = [
  "x') is null or 1=1 or json_extract(doc,'x",
  'a"b',
  "a'b",
  'a`b',
  'a]b[0]',
  'a; DROP TABLE catalog; --',
  'rid',
  'doc',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '字段\u{1f600}',
  'e\u0301',
  '\u202eabc',
  ' ',
  '-1',
  'a:b',
  'a?b',
];

describeEachStore('options and names', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri, { ignoreUndefined: true });
  });
  beforeEach(async () => {
    rows = looseCollection(own, 'rows');
    await rows.drop();
    await rows.insertMany([
      { _id: 1, n: 1, tags: ['a', 'b'] },
      { _id: 2, n: 2, tags: ['c'] },
    ]);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const ids = async (filter: object, options?: object) =>
    (await rows.find(filter, { sort: { _id: 1 }, ...options }).toArray()).map(({ _id }) => _id);

  it('works constants out by the collation that is asked for, and with sets of them as with any others', async () => {
    const [given] = await rows
      .aggregate(
        [
          { $match: { _id: 1 } },
          {
            $project: {
              most: { $max: ['$missing', 'a', 'B'] },
              same: { $setUnion: ['$missing.none', ['x'], ['X']] },
              both: { $setUnion: [['A'], '$tags', ['b']] },
              shared: { $setIntersection: [['A', 'B', 'C'], '$tags', ['a', 'b', 'd']] },
            },
          },
        ],
        { collation: { locale: 'en', strength: 2 } },
      )
      .toArray();
    expect(given).toEqual({ _id: 1, most: 'B', same: null, both: ['A', 'b'], shared: ['a', 'b'] });
  });

  it('takes no negative skip', async () => {
    await expect(rows.find({}, { skip: -1 }).toArray()).rejects.toMatchObject({ code: 51024 });
  });

  it('leaves undefined fields out where the connection says so, and an operation may say otherwise', async () => {
    await rows.insertOne({ _id: 3, gone: undefined, n: 3 });
    expect(await rows.findOne({ _id: 3 })).toEqual({ _id: 3, n: 3 });
    await rows.insertMany([{ _id: 4, gone: undefined }]);
    await rows.bulkWrite([{ updateOne: { filter: { _id: 4 }, update: { $set: { a: undefined, b: 1 } } } }]);
    expect(await rows.findOne({ _id: 4 })).toEqual({ _id: 4, b: 1 });
    expect(await ids({ _id: 1, n: undefined })).toEqual([1]);
    await rows.insertOne({ _id: 5, gone: undefined }, { ignoreUndefined: false });
    expect(await rows.findOne({ _id: 5 })).toEqual({ _id: 5, gone: null });
  });

  it('gives numbers and regular expressions in the form that is asked for', async () => {
    await rows.insertOne({ _id: 9, long: own.mongo.Long.fromNumber(5), regex: /a/i });
    const read = (options: object) => rows.findOne({ _id: 9 }, options);
    expect((await read({}))?.long).toBe(5);
    expect((await read({ promoteLongs: false }))?.long).toEqual(own.mongo.Long.fromNumber(5));
    expect((await read({ useBigInt64: true }))?.long).toBe(5n);
    expect((await read({ bsonRegExp: true }))?.regex).toEqual(new own.mongo.BSONRegExp('a', 'i'));
  });

  it('takes hints at indexes that are there, and refuses others', async () => {
    await rows.createIndex({ n: 1 });
    expect(await ids({ n: 2 }, { hint: 'n_1' })).toEqual([2]);
    expect(await ids({ n: 2 }, { hint: { n: 1 } })).toEqual([2]);
    expect(await rows.find({}, { sort: { $natural: -1 } }).toArray()).toMatchObject([{ _id: 2 }, { _id: 1 }]);
    for (const work of [
      () => rows.find({}, { hint: 'none_1' }).toArray(),
      () => rows.updateOne({ n: 1 }, { $set: { n: 3 } }, { hint: 'none_1' }),
      () => rows.deleteMany({ n: 1 }, { hint: { none: 1 } }),
    ])
      await expect(work()).rejects.toMatchObject({ code: 2 });
    expect(await ids({ n: 1 })).toEqual([1]);
  });

  it('gives the variables of `let` to filters, projections and pipelines', async () => {
    const is = { $expr: { $eq: ['$n', '$$wanted'] } };
    expect(await rows.find(is, { let: { wanted: 2 }, projection: { also: '$$wanted' } }).toArray()).toEqual([
      { _id: 2, also: 2 },
    ]);
    expect(await rows.updateMany(is, [{ $set: { n: '$$more' } }], { let: { wanted: 2, more: 20 } })).toMatchObject({
      modifiedCount: 1,
    });
    expect(await rows.deleteOne(is, { let: { wanted: 20 } })).toMatchObject({ deletedCount: 1 });
    await expect(rows.find(is, { let: {} }).toArray()).rejects.toMatchObject({ code: 17276 });
  });

  it('gives up after the time that an operation may take', async () => {
    await rows.insertMany(Array.from({ length: 6000 }, (_, i) => ({ _id: 100 + i, text: `${'a'.repeat(300)}${i}` })));
    const slow = {
      $expr: {
        $gt: [{ $strLenCP: { $replaceAll: { input: { $ifNull: ['$text', ''] }, find: 'aa', replacement: 'b' } } }, 0],
      },
    };
    await expect(rows.find(slow, { maxTimeMS: 1, sort: { text: -1 } }).toArray()).rejects.toMatchObject({ code: 50 });
    expect((await rows.find({ n: 1 }, { maxTimeMS: 10_000 }).toArray()).length).toBe(1);
  });

  it('explains a query without disturbing what is read after it', async () => {
    await rows.createIndex({ n: 1 });
    const cursor = rows.find({ n: { $gte: 2 } }) as unknown as { explain(): Promise<Record<string, never>> };
    const plan = JSON.stringify(await cursor.explain());
    expect(plan).toContain('IXSCAN');
    expect(plan).toContain('n_1');
    await rows.insertOne({ _id: 3, n: 3 });
    expect(await ids({ n: { $gte: 2 } })).toEqual([2, 3]);
    expect(await rows.countDocuments({})).toBe(3);
  });

  it.each(HOSTILE)('takes %j for a field and nothing else', async (name) => {
    await rows.createIndex({ [name]: 1 }, { name: `by ${name}` });
    await rows.insertOne({ _id: 3, ...field(name, 'mine') });
    await rows.insertOne({ _id: 4, ...field(name, 'other') });
    expect(await ids(field(name, 'mine'))).toEqual([3]);
    expect(await ids(field(name, { $gt: 'n' }))).toEqual([4]);
    expect((await rows.find({ _id: { $gt: 2 } }, { sort: field(name, -1) }).toArray()).map(({ _id }) => _id)).toEqual([
      4, 3,
    ]);
    expect(await rows.distinct(name, { _id: { $gt: 2 } })).toEqual(['mine', 'other']);
    const groups = await rows.aggregate([
      { $match: { _id: { $gt: 2 } } },
      { $group: { _id: `$${name}`, n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    expect(await groups.toArray()).toEqual([
      { _id: 'mine', n: 1 },
      { _id: 'other', n: 1 },
    ]);
    await rows.updateOne({ _id: 3 }, { $set: field(name, 'new') });
    expect(Object.entries((await rows.findOne({ _id: 3 })) ?? {})).toEqual([
      ['_id', 3],
      [name, 'new'],
    ]);
    expect((await rows.indexes()).map((index) => index.name)).toEqual(['_id_', `by ${name}`]);
    await rows.dropIndex(`by ${name}`);
    expect(await ids({})).toEqual([1, 2, 3, 4]);
    expect(({} as { mine?: unknown }).mine).toBeUndefined();
  });

  it.each(['a"b', "a'b", 'a; DROP TABLE catalog; --', 'sqlite_master', '表\u{1f600}', '__proto__', 'catalog'])(
    'takes %j for a collection and nothing else',
    async (name) => {
      const odd = looseCollection(own, name);
      await odd.drop();
      await odd.insertOne({ _id: 1, name });
      await odd.createIndex({ name: 1 });
      expect(await odd.find({ name }).toArray()).toEqual([{ _id: 1, name }]);
      const list = (await own.connection.db?.listCollections({ name }).toArray()) as { name: string }[];
      expect(list.map((one) => one.name)).toEqual([name]);
      await odd.drop();
      expect(await ids({})).toEqual([1, 2]);
    },
  );

  it('refuses names that hold a null byte, and finds nothing by dots and dollars inside names', async () => {
    await expect(rows.insertOne({ _id: 3, 'a\0b': 1 })).rejects.toThrow(/null bytes/);
    await expect(rows.find({ 'a\0b': 1 }).toArray()).rejects.toThrow(/null bytes/);
    await rows.insertOne({ _id: 3, 'a.b': 1, $c: 2, d: { 'e.f': 3, $g: 4 } });
    expect(await rows.findOne({ _id: 3 })).toEqual({ _id: 3, 'a.b': 1, $c: 2, d: { 'e.f': 3, $g: 4 } });
    expect(await ids({ 'a.b': 1 })).toEqual([]);
    expect(await ids({ 'd.e.f': 3 })).toEqual([]);
    await expect(rows.find({ $c: 2 }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(rows.updateOne({ _id: 3 }, { $set: { $c: 1 } })).rejects.toMatchObject({ code: 52 });
    expect(await ids({ $expr: { $eq: [{ $getField: 'a.b' }, 1] } })).toEqual([3]);
  });
});

/** A field even where its name is `__proto__`. */
function field(name: string, value: unknown): Record<string, unknown> {
  return Object.fromEntries([[name, value]]);
}
