// What `$` stands for in an update: the element by which the filter found the document, alike on both stores.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../support/stores.ts';

/** An array, what the filter says of it, and the place that is found; undefined for none. */
type Found = [unknown[], unknown, number | undefined];

const ON_THE_ARRAY: Found[] = [
  // A condition that the array meets as a whole gives no place.
  [[7], { $size: 1 }, undefined],
  [[[7]], { $size: 1 }, undefined],
  [[7], [7], undefined],
  [[{ c: 1 }], { $eq: [{ c: 1 }] }, undefined],
  [[7], { $in: [[7]] }, undefined],
  [[7], { $all: [[7]] }, undefined],
  [[7], { $gte: [7] }, undefined],
  [[7], { $type: 'array' }, undefined],
  [[], { $exists: true }, undefined],
  // An element that is an array itself may be the one.
  [[5, [7]], [7], 1],
  [[3, [7]], { $type: 'array' }, 1],
  [[[1], 2], { $gt: [0] }, 0],
  [[[1], [2]], { $elemMatch: { $size: 1 } }, 0],
  // One condition: the first element that meets it.
  [[7], { $in: [[7], 7] }, 0],
  [[6, 7], { $elemMatch: { $gt: 6 } }, 1],
  [[[7]], { $elemMatch: { $elemMatch: { $eq: 7 } } }, 0],
  [['b', 'a'], /a/, 1],
  [['xy', 'ab'], { $regex: 'B', $options: 'i' }, 1],
  [[null, 1], null, 0],
  [[1, 'x'], { $type: ['array', 'string'] }, 1],
  // Several: the one that MongoDB tries last, in whatever order they are written.
  [[6, 7], { $size: 2, $gt: 6 }, 1],
  [[1, 9], { $gt: 5, $lt: 3 }, 1],
  [[1, 9], { $lt: 3, $gt: 5 }, 1],
  [[9, 1], { $gt: 5, $lt: 3 }, 0],
  [[1, 9], { $gt: 5, $in: [1] }, 1],
  [[1, 2, 3], { $in: [3, 2], $mod: [3, 0] }, 1],
  [[1, 9], { $gte: 9, $exists: true }, 0],
  [[1, null], { $exists: true, $eq: null }, 0],
  [[3, 'xy', 'ab'], { $regex: 'b', $type: 'string' }, 1],
  [[1, 9], { $not: { $lt: 0 }, $gt: 3 }, 1],
  [[6, 7], { $all: [7, 6] }, 0],
  [[6, 7], { $all: [6, 7] }, 1],
  [['xy', 'ab'], { $all: [/x/, /b/] }, 1],
  [[1, 9], { $all: [9], $lt: 5 }, 0],
  [[1, 9], { $elemMatch: { $gt: 5 }, $lt: 3 }, 0],
  [[4, 2, 3], { $all: [{ $elemMatch: { $gt: 3 } }, { $elemMatch: { $lt: 3 } }] }, 0],
  [[{ c: 1 }, { c: 2 }], { $elemMatch: { c: 2 }, $type: 'object' }, 0],
];

const WITHIN: Found[] = [
  [
    [
      { c: 1, d: 5 },
      { c: 2, d: 4 },
    ],
    { 'b.c': 2, 'b.d': 5 },
    0,
  ],
  [
    [
      { c: 1, d: 5 },
      { c: 2, d: 4 },
    ],
    { 'b.d': 5, 'b.c': 2 },
    0,
  ],
  [[{ c: [7] }, { c: [8, 9] }], { 'b.c': { $size: 2 } }, 1],
  [[{ c: [7] }, { c: [8, 9] }], { 'b.c': [8, 9] }, 1],
  [[{ c: 1 }, { c: 2 }], { 'b.c': { $gt: 1 }, b: { $size: 2 } }, 1],
  [[{ c: 1 }, { c: 2 }], { $and: [{ 'b.c': 2 }, { 'b.c': 1 }] }, 0],
  [[{ c: 1 }, { c: 2 }], { $or: [{ 'b.c': 2 }] }, 1],
  [[{ c: 1 }, { c: 2 }], { 'b.c': { $exists: true }, b: { $elemMatch: { c: 2 } } }, 0],
  [[{ c: 1 }, { c: 2 }], { 'b.0.c': 1, b: { $exists: true } }, 0],
  [[{ c: { e: 1 } }, { c: { e: 2 } }], { 'b.c.e': 2, 'b.c': { e: 1 } }, 1],
];

const cases: Found[] = [...ON_THE_ARRAY.map(([list, b, place]): Found => [list, { b }, place]), ...WITHIN];

describeEachStore('the positional operator', (store) => {
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

  it.each(cases)('finds in %j by %j the place %s', async (list, filter, place) => {
    const rows = looseCollection(own, 'rows');
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, b: list });
    const update = rows.updateOne(filter as object, { $set: { 'b.$': 'this' } });
    if (place === undefined) await expect(update).rejects.toMatchObject({ code: 2 });
    else expect(await update).toMatchObject({ matchedCount: 1 });
    const after = list.map((item, i) => (i === place ? 'this' : item));
    expect(await rows.findOne()).toEqual({ _id: 1, b: after });
  });
});
