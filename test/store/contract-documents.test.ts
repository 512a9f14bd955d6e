// What both stores promise about documents: the same results, types and cursors through Mongoose.
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../support/stores.ts';

const { Binary, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } = mongoose.mongo;

type Item = {
  _id: string;
  name?: string;
  n?: number;
  tags?: string[];
  at?: Date;
  lines?: { sku: string; count: number }[];
  rest?: unknown;
};

describeEachStore('documents', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let Items: mongoose.Model<Item>;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    const schema = new own.Schema<Item>({
      _id: String,
      name: String,
      n: Number,
      tags: { type: [String], default: undefined },
      at: Date,
      lines: { type: [{ _id: false, sku: String, count: Number }], default: undefined },
      rest: own.Schema.Types.Mixed,
    });
    Items = own.model<Item>('Item', schema);
    await Items.init();
  });
  beforeEach(async () => {
    await Items.deleteMany({});
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const raw = () => looseCollection(own, Items.collection.name);

  it('gives back every BSON type as it was stored, fields in order', async () => {
    const stored = {
      _id: 'types',
      z: 1,
      int: 7,
      double: 1.5,
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      minusZero: -0,
      nan: Number.NaN,
      infinite: Number.NEGATIVE_INFINITY,
      text: '斗拱 \u{1f600}\0',
      nothing: null,
      yes: true,
      date: new Date(1_700_000_000_123),
      id: new ObjectId('65a000000000000000000001'),
      uuid: new UUID('00000000-0000-4000-8000-000000000001'),
      binary: new Binary(Buffer.from('bytes'), 0),
      regex: /a.b/im,
      time: new Timestamp({ t: 5, i: 2 }),
      least: new MinKey(),
      most: new MaxKey(),
      code: new Code('return 1'),
      nested: { b: [{ c: [] }, {}], a: { $odd: 1 } },
    };
    await raw().insertOne({ ...stored });
    const found = await raw().findOne({ _id: 'types' });
    expect(Object.keys(found ?? {})).toEqual(Object.keys(stored));
    expect(mongoose.mongo.BSON.serialize(found as object)).toEqual(mongoose.mongo.BSON.serialize(stored));
    expect(Object.is((found as unknown as typeof stored).minusZero, -0)).toBe(true);
  });

  it('keeps a 64-bit number a 64-bit number, though it reads as a plain one', async () => {
    await raw().insertOne({ _id: 'long', n: Long.fromNumber(5) });
    expect((await raw().findOne({ _id: 'long' }))?.n).toBe(5);
    expect(await raw().countDocuments({ n: { $type: 'long' } })).toBe(1);
    await raw().updateOne({ _id: 'long' }, { $inc: { n: 1 } });
    expect(await raw().countDocuments({ n: { $type: 'long', $eq: 6 } })).toBe(1);
  });

  it('tells null from missing', async () => {
    await raw().insertMany([{ _id: 'null', v: null }, { _id: 'missing' }, { _id: 'undefined', v: undefined }]);
    expect(
      (
        await raw()
          .find({ v: { $exists: false } })
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual(['missing']);
    expect(await raw().countDocuments({ v: null })).toBe(3);
  });

  it('takes any kind of id and makes one where there is none', async () => {
    const ids = [1, 2.5, 'x', new ObjectId(), new Date(5), { a: 1 }, true, new UUID()];
    await raw().insertMany(ids.map((_id) => ({ _id })));
    for (const _id of ids) expect(await raw().countDocuments({ _id })).toBe(1);
    const made = (await raw().insertOne({ v: 1 })).insertedId;
    expect(made).toBeInstanceOf(ObjectId);
    await expect(raw().insertOne({ _id: [1] })).rejects.toThrow();
  });

  it('answers writes with MongoDB’s counts', async () => {
    expect(
      await raw().insertMany([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
      ]),
    ).toEqual({ acknowledged: true, insertedCount: 2, insertedIds: { 0: 'a', 1: 'b' } });
    expect(await Items.updateMany({}, { $set: { n: 2 } })).toEqual({
      acknowledged: true,
      matchedCount: 2,
      modifiedCount: 1,
      upsertedCount: 0,
      upsertedId: null,
    });
    expect(await Items.updateOne({ _id: 'c' }, { $set: { n: 3 } }, { upsert: true })).toEqual({
      acknowledged: true,
      matchedCount: 0,
      modifiedCount: 0,
      upsertedCount: 1,
      upsertedId: 'c',
    });
    expect(await Items.deleteMany({ n: 2 })).toEqual({ acknowledged: true, deletedCount: 2 });
    expect(await Items.replaceOne({ _id: 'c' }, { name: 'whole' })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await Items.findById('c').lean()).toEqual({ _id: 'c', name: 'whole', __v: 0 });
  });

  it('saves, validates and versions documents as Mongoose does', async () => {
    const item = await Items.create({ _id: 'doc', name: 'one', tags: ['x'] });
    item.tags?.push('y');
    item.name = 'two';
    await item.save();
    expect(await Items.findById('doc').lean()).toMatchObject({ name: 'two', tags: ['x', 'y'], __v: 1 });
    const stale = await Items.findById('doc');
    await Items.updateOne({ _id: 'doc' }, { $set: { tags: [] }, $inc: { __v: 1 } });
    stale?.set('tags.0', 'z');
    await expect(stale?.save()).rejects.toThrow(/No matching document found|VersionError/);
    await expect(Items.create({ _id: 'bad', n: 'no number' as never })).rejects.toThrow(/Cast to Number failed/);
  });

  it('finds and changes in one step', async () => {
    await Items.create([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    expect(await Items.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } }).lean()).toMatchObject({
      _id: 'b',
      n: 2,
    });
    expect(
      await Items.findOneAndUpdate({ _id: 'b' }, { $inc: { n: 1 } }, { returnDocument: 'after' }).lean(),
    ).toMatchObject({ n: 13 });
    expect(await Items.findOneAndUpdate({ _id: 'none' }, { $set: { n: 1 } }).lean()).toBeNull();
    expect(
      await Items.findOneAndUpdate(
        { _id: 'new' },
        { $setOnInsert: { n: 7 } },
        { upsert: true, returnDocument: 'after' },
      ).lean(),
    ).toMatchObject({ _id: 'new', n: 7 });
    expect(await Items.findOneAndReplace({ _id: 'a' }, { name: 'r' }, { returnDocument: 'after' }).lean()).toEqual({
      _id: 'a',
      name: 'r',
    });
    expect(await Items.findOneAndDelete({ _id: 'a' }).lean()).toEqual({ _id: 'a', name: 'r' });
    const whole = await Items.findOneAndUpdate({ _id: 'b' }, { $set: { n: 0 } }, { includeResultMetadata: true });
    expect(whole).toMatchObject({ ok: 1, lastErrorObject: { n: 1, updatedExisting: true } });
    expect(await Items.findOneAndUpdate({ _id: 'b' }, { $set: { n: 5 } }, { projection: { n: 1 } }).lean()).toEqual({
      _id: 'b',
      n: 0,
    });
  });

  it('changes elements of arrays by position, all, and filter', async () => {
    await Items.create({
      _id: 'order',
      lines: [
        { sku: 'a', count: 1 },
        { sku: 'b', count: 2 },
        { sku: 'a', count: 3 },
      ],
    });
    await Items.updateOne({ _id: 'order', 'lines.sku': 'b' }, { $set: { 'lines.$.count': 20 } });
    await Items.updateOne({ _id: 'order' }, { $inc: { 'lines.$[].count': 1 } });
    await Items.updateOne(
      { _id: 'order' },
      { $set: { 'lines.$[one].sku': 'c' } },
      { arrayFilters: [{ 'one.sku': 'a', 'one.count': { $gt: 2 } }] },
    );
    await Items.updateOne(
      { _id: 'order' },
      { $push: { lines: { $each: [{ sku: 'd', count: 0 }], $sort: { count: 1 }, $slice: 3 } } },
    );
    expect((await Items.findById('order').lean())?.lines).toEqual([
      { sku: 'd', count: 0 },
      { sku: 'a', count: 2 },
      { sku: 'c', count: 4 },
    ]);
  });

  it('updates by a pipeline', async () => {
    await raw().insertOne({ _id: 'p', a: 2, b: 3 });
    await raw().updateOne({ _id: 'p' }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }]);
    expect(await raw().findOne({ _id: 'p' })).toEqual({ _id: 'p', a: 2, sum: 5 });
  });

  it('reads pages, projections and cursors', async () => {
    await Items.insertMany(
      Array.from({ length: 25 }, (_, i) => ({ _id: `i${String(i).padStart(2, '0')}`, n: i % 5, name: `N${i}` })),
    );
    expect(
      (await Items.find({}, { name: 1, _id: 0 }).sort({ n: 1, _id: 1 }).skip(5).limit(2).lean()).map(
        ({ name }) => name,
      ),
    ).toEqual(['N1', 'N6']);
    const seen: string[] = [];
    for await (const item of Items.find({ n: 2 }).sort('_id').cursor({ batchSize: 2 })) seen.push(item._id);
    expect(seen).toEqual(['i02', 'i07', 'i12', 'i17', 'i22']);
    const cursor = Items.find().sort('-_id').lean().cursor();
    expect((await cursor.next())?._id).toBe('i24');
    await cursor.close();
    const native = raw()
      .find({ n: { $lt: 2 } })
      .sort({ _id: -1 })
      .limit(3)
      .project({ n: 1 });
    expect(await native.hasNext()).toBe(true);
    expect(await native.toArray()).toEqual([
      { _id: 'i21', n: 1 },
      { _id: 'i20', n: 0 },
      { _id: 'i16', n: 1 },
    ]);
    expect(await Items.countDocuments({ n: 3 }).skip(1).limit(3)).toBe(3);
    expect(await Items.estimatedDocumentCount()).toBe(25);
    expect(await Items.distinct('n', { n: { $gt: 2 } })).toEqual([3, 4]);
    expect(await Items.exists({ n: 9 })).toBeNull();
  });

  it('goes on reading by a cursor while others write', async () => {
    await Items.insertMany(Array.from({ length: 2500 }, (_, i) => ({ _id: `c${String(i).padStart(4, '0')}`, n: i })));
    let count = 0;
    for await (const { _id } of Items.find().sort('_id').lean().cursor()) {
      count += 1;
      if (count === 10) await Items.deleteOne({ _id: 'c0005' });
      expect(_id).toMatch(/^c\d{4}$/);
    }
    expect(count).toBe(2500);
  });

  it('compares without case and by numbers where a collation asks for it', async () => {
    await Items.create([
      { _id: '1', name: 'Item 10' },
      { _id: '2', name: 'item 9' },
      { _id: '3', name: 'ITEM 9' },
    ]);
    expect(await Items.countDocuments({ name: 'item 9' }, { collation: { locale: 'en', strength: 2 } })).toBe(2);
    const sorted = await Items.find({ name: /^i/i })
      .collation({ locale: 'en', numericOrdering: true, strength: 2 })
      .sort({ name: 1, _id: 1 })
      .lean();
    expect(sorted.map(({ _id }) => _id)).toEqual(['2', '3', '1']);
  });

  it('aggregates groups, look-ups and months', async () => {
    await Items.insertMany([
      { _id: 'a', name: 'x', n: 100, at: new Date('2026-01-31T20:00:00Z') },
      { _id: 'b', name: 'x', n: 50, at: new Date('2026-02-01T00:00:00Z') },
      { _id: 'c', name: 'y', n: 7, at: new Date('2026-01-05T00:00:00Z'), tags: ['a', 'b'] },
    ]);
    const month = { $dateToString: { date: '$at', format: '%Y-%m', timezone: 'Asia/Shanghai' } };
    expect(
      await Items.aggregate([
        { $group: { _id: { month, name: '$name' }, total: { $sum: '$n' }, most: { $max: '$n' } } },
        { $sort: { '_id.month': 1, '_id.name': 1 } },
      ]),
    ).toEqual([
      { _id: { month: '2026-01', name: 'y' }, total: 7, most: 7 },
      { _id: { month: '2026-02', name: 'x' }, total: 150, most: 100 },
    ]);
    expect(
      await Items.aggregate([
        { $match: { _id: 'c' } },
        { $lookup: { from: Items.collection.name, localField: 'tags', foreignField: '_id', as: 'found' } },
        { $project: { n: { $size: '$found' } } },
      ]),
    ).toEqual([{ _id: 'c', n: 2 }]);
    expect(await Items.aggregate([{ $match: { n: { $gt: 5 } } }, { $count: 'all' }])).toEqual([{ all: 3 }]);
    expect(
      await Items.aggregate([
        {
          $facet: {
            few: [{ $match: { n: { $lt: 60 } } }, { $count: 'n' }],
            sum: [{ $group: { _id: null, s: { $sum: '$n' } } }],
          },
        },
      ]),
    ).toEqual([{ few: [{ n: 2 }], sum: [{ _id: null, s: 157 }] }]);
  });

  it('does not let data reach the prototype of objects', async () => {
    await raw().insertOne(JSON.parse('{"_id":"proto","a":{"__proto__":{"admin":true},"constructor":1}}'));
    const found = await raw().findOne({ _id: 'proto' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(found?.a as object)).toEqual(['__proto__', 'constructor']);
    expect(await raw().countDocuments({ 'a.toString': { $exists: true } })).toBe(0);
  });
});
