// What both stores promise to somebody who reads slowly while others write.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../support/stores.ts';

describeEachStore('cursors', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  it.each([
    { title: 'as they lie', index: false, options: {} },
    { title: 'through an index', index: true, options: {} },
    { title: 'in an order', index: true, options: { sort: { at: 1 } } },
    { title: 'with a field only', index: true, options: { projection: { kind: 1 } } },
  ])(
    'give nothing $title that their filter does not find, whatever happens meanwhile',
    async ({ index, options, title }) => {
      const rows = looseCollection(own, title);
      await rows.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i, at: i, kind: 'mine' })));
      if (index) await rows.createIndex({ kind: 1, at: 1 });
      const cursor = rows.find({ kind: 'mine' }, { batchSize: 100, ...options });
      for (let i = 0; i < 10; i += 1) await cursor.next();
      await rows.updateMany({ _id: { $gte: 1500, $lt: 2000 } }, { $set: { kind: 'hers' } });
      await rows.deleteMany({ _id: { $gte: 2500 } });
      await rows.insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: 5000 + i, at: 5000 + i, kind: 'hers' })));
      const rest = await cursor.toArray();
      expect(rest.filter(({ kind }) => kind !== 'mine')).toEqual([]);
      expect(new Set(rest.map(({ _id }) => _id)).size).toBe(rest.length);
      // What nobody touched is there in any case.
      expect(rest.filter(({ _id }) => Number(_id) < 1500)).toHaveLength(1490);
    },
  );

  it.each(['commitTransaction', 'abortTransaction'] as const)(
    'of a transaction end with it (%s): what comes after would be of another state',
    async (end) => {
      const rows = looseCollection(own, `within ${end}`);
      await rows.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i })));
      const session = await own.startSession();
      session.startTransaction();
      const cursor = rows.find({}, { batchSize: 100, session });
      await cursor.next();
      await session[end]();
      // Another transaction of the same session is not that in which it began.
      session.startTransaction();
      await rows.findOne({}, { session });
      await expect(cursor.toArray()).rejects.toThrow();
      await session.abortTransaction().catch(() => undefined);
      await session.endSession();
    },
  );

  it('end with an error when their collection is dropped', async () => {
    const rows = looseCollection(own, 'dropped');
    await rows.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i })));
    const cursor = rows.find({}, { batchSize: 100 });
    await cursor.next();
    await rows.drop();
    await rows.insertOne({ _id: 'new' });
    await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 });
  });
});
