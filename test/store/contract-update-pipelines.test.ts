// Constants in the pipelines of updates, which MongoDB leaves until a document wants them; elsewhere it works them out
// beforehand, and fails by them before it has looked at anything.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

const FAILING = { $divide: [1, 0] };

/** An expression and its value in an update; a code where it fails. */
const IN_UPDATES: [object, unknown][] = [
  [{ $cond: ['$on', FAILING, 2] }, 2],
  [{ $cond: [false, FAILING, 2] }, 2],
  [{ $ifNull: ['$n', FAILING] }, 1],
  [{ $switch: { branches: [{ case: '$on', then: FAILING }], default: 3 } }, 3],
  [{ $switch: { branches: [{ case: false, then: 1 }] } }, { code: 40066 }],
  [{ $and: ['$on', FAILING] }, false],
  [{ $and: [{ $divide: ['$n', 0] }, false] }, { code: 2 }],
  [{ $or: ['$n', FAILING] }, true],
  [{ $add: [null, '$s'] }, null],
  [{ $add: ['a', 1] }, { code: 16554 }],
  [{ $sum: [1, '$n', 2] }, 4],
];

/** An expression in a pipeline and the code that it fails with. */
const FAULTS: [object, number][] = [
  [{ $and: ['$on', FAILING] }, 2],
  [{ $add: ['$s', 1] }, 16554],
  [{ $add: [null, '$s'] }, 16554],
  [{ $mod: ['$s', 1] }, 16611],
  [{ $pow: ['$s', 1] }, 28762],
  [{ $pow: [1, '$s'] }, 28763],
  [{ $log: ['$s', 2] }, 28756],
  [{ $log: [2, '$s'] }, 28757],
  [{ $substrCP: ['$s', 'x', 1] }, 34450],
  [{ $substrCP: ['$s', 1.5, 1] }, 34451],
  [{ $substrCP: ['$s', 1, 'x'] }, 34452],
  [{ $substrCP: ['$s', 1, 1.5] }, 34453],
  [{ $substrCP: ['$s', 1, -1] }, 34454],
  [{ $substrCP: ['$s', -1, 1] }, 34455],
  [{ $substrBytes: ['$s', 'x', 1] }, 16034],
  [{ $substrBytes: ['$s', 1, 'x'] }, 16035],
  [{ $indexOfCP: ['$s', 'b', 'x'] }, 40096],
  [{ $odd: 1 }, 31325],
  [{ $add: [{ $odd: 1 }] }, 168],
];

describeEachStore('constants', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    rows = looseCollection(own, 'rows');
  });
  beforeEach(async () => {
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, on: false, n: 1, s: 'abc' });
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  it.each(IN_UPDATES)('C4: of an update, %j gives %j', async (expression, value) => {
    const update = rows.updateOne({ _id: 1 }, [{ $set: { v: expression } }]);
    const done = await update.then(
      async () => (await rows.findOne())?.v,
      ({ code }: { code: number }) => ({ code }),
    );
    expect(done).toEqual(value);
  });

  it('C4: of an update that finds nothing fail in no way of writing it', async () => {
    const failing = [{ $set: { v: { $add: ['a', 1] } } }, { $replaceWith: FAILING }];
    expect(await rows.updateOne({ _id: 404 }, failing)).toMatchObject({ matchedCount: 0 });
    expect(await rows.updateMany({ _id: 404 }, failing)).toMatchObject({ matchedCount: 0 });
    expect(await rows.findOneAndUpdate({ _id: 404 }, failing)).toBeNull();
    expect(await rows.bulkWrite([{ updateOne: { filter: { _id: 404 }, update: failing } }])).toMatchObject({
      matchedCount: 0,
    });
    await expect(rows.updateOne({ _id: 404 }, failing, { upsert: true })).rejects.toMatchObject({ code: 16554 });
    expect(await rows.countDocuments()).toBe(1);
  });

  it('C4: of a filter fail before anything is looked at, in a collection that is not there too', async () => {
    const filter = { _id: 404, $expr: { $eq: [FAILING, 1] } };
    for (const one of [rows, looseCollection(own, 'none')]) {
      await expect(one.updateOne(filter, { $set: { a: 1 } })).rejects.toMatchObject({ code: 2 });
      await expect(one.deleteMany(filter)).rejects.toMatchObject({ code: 2 });
    }
  });

  it.each(FAULTS)('C4: of a pipeline, %j fails with %d', async (expression, code) => {
    await expect(rows.aggregate([{ $project: { v: expression } }]).toArray()).rejects.toMatchObject({ code });
  });
});
