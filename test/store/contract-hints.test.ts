// The order that a hint brings where none is asked for. MongoDB does not promise it, but gives it.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

type Doc = Record<string, unknown>;

/** In the order in which they lie. */
const ROWS: Doc[] = [
  { _id: 3, q: 4, s: 'b' },
  { _id: 2, q: 5, s: 'A' },
  { _id: 5, q: [1, 9] },
  { _id: 4 },
  { _id: 1, q: 4, s: 'a' },
  { _id: 6, q: [] },
];

/** A hint, a filter, more options, and the ids in their order. */
const ORDERS: [unknown, Doc, Doc, number[]][] = [
  [undefined, {}, {}, [3, 2, 5, 4, 1, 6]],
  [{ q: -1 }, {}, {}, [5, 2, 3, 1, 4, 6]],
  ['q_1', {}, {}, [6, 4, 5, 3, 1, 2]],
  ['q_1', {}, { skip: 1, limit: 3 }, [4, 5, 3]],
  ['q_1', { s: { $exists: true } }, {}, [3, 1, 2]],
  [{ q: 1, s: -1 }, {}, {}, [6, 4, 5, 3, 1, 2]],
  ['s_1', {}, {}, [5, 4, 6, 2, 1, 3]],
  ['folded', {}, {}, [5, 4, 6, 2, 1, 3]],
  ['folded', { _id: { $lt: 4 } }, {}, [2, 1, 3]],
  ['s_1', {}, { collation: { locale: 'en', strength: 2 } }, [5, 4, 6, 2, 1, 3]],
  ['_id_', {}, {}, [1, 2, 3, 4, 5, 6]],
  [{ _id: 1 }, { q: 4 }, {}, [1, 3]],
  [{ $natural: -1 }, {}, {}, [6, 1, 4, 5, 2, 3]],
  ['q_1', {}, { sort: { _id: -1 } }, [6, 5, 4, 3, 2, 1]],
];

describeEachStore('a hint', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    rows = looseCollection(own, 'rows');
    await rows.insertMany(ROWS.map((one) => ({ ...one })));
    for (const key of [{ q: 1 }, { q: -1 }, { s: 1 }, { q: 1, s: -1 }]) await rows.createIndex(key);
    await rows.createIndex({ s: 1 }, { name: 'folded', collation: { locale: 'en', strength: 2 } });
    await rows.createIndex({ n: 1 }, { hidden: true });
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const ids = (found: Doc[]) => found.map(({ _id }) => _id);

  it.each(ORDERS)('C7: %j brings of %j with %j the rows %j', async (hint, filter, options, order) => {
    const given = { ...options, ...(hint === undefined ? {} : { hint }) };
    expect(ids(await rows.find(filter, given).toArray())).toEqual(order);
  });

  it.each(ORDERS.filter(([, , options]) => Object.keys(options).length === 0))(
    'C7: %j brings of %j the same to a pipeline',
    async (hint, filter, _options, order) => {
      const given = hint === undefined ? {} : { hint };
      expect(ids(await rows.aggregate([{ $match: filter }], given).toArray())).toEqual(order);
      const [group] = await rows
        .aggregate([{ $match: filter }, { $group: { _id: null, all: { $push: '$_id' } } }], given)
        .toArray();
      expect(group?.all).toEqual(order);
    },
  );

  it('C7: chooses the one document that is changed or removed', async () => {
    const hint = { q: -1 };
    await rows.updateOne({}, { $set: { changed: 1 } }, { hint });
    expect(ids(await rows.find({ changed: 1 }).toArray())).toEqual([5]);
    expect(await rows.findOneAndUpdate({ _id: { $ne: 5 } }, { $set: { changed: 2 } }, { hint })).toMatchObject({
      _id: 2,
    });
    await rows.deleteOne({ s: 'a' }, { hint });
    await rows.deleteOne({ q: 4 }, { hint: '_id_' });
    expect(ids(await rows.find({}, { sort: { _id: 1 } }).toArray())).toEqual([2, 4, 5, 6]);
  });

  it('by a key that several indexes have is refused', async () => {
    await expect(rows.find({}, { hint: { s: 1 } }).toArray()).rejects.toMatchObject({ code: 27 });
  });

  it('at a hidden index is refused', async () => {
    await expect(rows.find({}, { hint: { n: 1 } }).toArray()).rejects.toMatchObject({ code: 2 });
  });
});
