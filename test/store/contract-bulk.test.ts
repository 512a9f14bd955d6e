// What both stores promise about many writes in one call.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

type Failure = {
  name: string;
  code: number;
  result: Record<string, unknown>;
  writeErrors: { index: number; code: number }[];
};

type WriteError = {
  index: number;
  code: number;
  errmsg: string;
  err: Record<string, unknown>;
  getOperation(): unknown;
  toJSON(): unknown;
};

describeEachStore('bulk writes', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
  });
  beforeEach(async () => {
    rows = looseCollection(own, 'rows');
    await rows.deleteMany({});
    await rows.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const ids = async () => (await rows.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => Promise.reject(new Error('accepted')),
      (error: Failure) => error,
    );

  it('C5: tells of each failed write by an error of its own, read from what it holds', async () => {
    const error = (await failure(
      rows.bulkWrite(
        [
          { insertOne: { document: { _id: 2 } } },
          { updateOne: { filter: { _id: 1 }, update: { $push: { n: 1 } }, upsert: false } },
          { deleteMany: { filter: { $odd: 1 } } },
        ],
        { ordered: false },
      ),
    )) as unknown as { writeErrors: WriteError[] };
    const { writeErrors } = error;
    expect(writeErrors.map((one) => [one.constructor.name, ...Object.keys(one)])).toEqual(
      Array.from({ length: 3 }, () => ['WriteError', 'err']),
    );
    expect(writeErrors.map(({ index, code }) => [index, code])).toEqual([
      [0, 11000],
      [1, 2],
      [2, 2],
    ]);
    expect(writeErrors.map((one) => one.getOperation())).toEqual([
      { _id: 2 },
      { q: { _id: 1 }, u: { $push: { n: 1 } }, upsert: false },
      { q: { $odd: 1 }, limit: 0 },
    ]);
    const [first] = writeErrors as [WriteError];
    expect(Object.keys(first.err)).toEqual(['index', 'code', 'errmsg', 'errInfo', 'op']);
    first.err.index = 7;
    expect(first.index).toBe(7);
    expect(first.toJSON()).toEqual({ code: 11000, index: 7, errmsg: first.errmsg, op: { _id: 2 } });
    expect(`${first}`).toBe(`WriteError(${JSON.stringify(first.toJSON())})`);
  });

  it('C5: lets a model name the document that failed, counted with those that were not valid', async () => {
    const { Schema } = own;
    const model = own.model('Dated', new Schema({ _id: Number, year: { type: Number, required: true } }), 'rows');
    const given = [{ _id: 11 }, { _id: 12, year: 1 }, { _id: 12, year: 2 }];
    const error = (await failure(model.insertMany(given, { ordered: false, rawResult: true }))) as unknown as {
      writeErrors: WriteError[];
    };
    expect(error.writeErrors.map(({ index, err }) => [index, err.index])).toEqual([[2, 2]]);
  });

  it('answers with what was done to how many', async () => {
    const result = await rows.bulkWrite([
      { insertOne: { document: { _id: 3, n: 3 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { n: 10 } } } },
      { updateMany: { filter: {}, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { n: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { m: 1 } } },
      { deleteOne: { filter: { _id: 3 } } },
      { deleteMany: { filter: { n: { $gt: 100 } } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 5,
      modifiedCount: 5,
      upsertedCount: 1,
      upsertedIds: { 3: 9 },
      deletedCount: 1,
      insertedIds: { 0: 3 },
    });
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 11 },
      { _id: 2, m: 1 },
      { _id: 9, n: 9 },
    ]);
  });

  it('stops at the first failure when ordered', async () => {
    const error = await failure(
      rows.bulkWrite([
        { insertOne: { document: { _id: 3 } } },
        { insertOne: { document: { _id: 1 } } },
        { insertOne: { document: { _id: 4 } } },
      ]),
    );
    expect(error).toMatchObject({ name: 'MongoBulkWriteError', code: 11000 });
    expect(error.writeErrors.map(({ index, code }) => [index, code])).toEqual([[1, 11000]]);
    expect(error.result).toMatchObject({ insertedCount: 1 });
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('does all that can be done when not ordered', async () => {
    const error = await failure(rows.insertMany([{ _id: 1 }, { _id: 5 }, { _id: 2 }, { _id: 6 }], { ordered: false }));
    expect(error.writeErrors.map(({ index, code }) => [index, code])).toEqual([
      [0, 11000],
      [2, 11000],
    ]);
    expect(error.result).toMatchObject({ insertedCount: 2 });
    expect(await ids()).toEqual([1, 2, 5, 6]);
  });

  it('keeps what was changed before a document that cannot be changed', async () => {
    await rows.insertOne({ _id: 3, n: 'text' });
    const error = await failure(rows.updateMany({}, { $inc: { n: 1 } }));
    expect(error).toMatchObject({ code: 14 });
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2 },
      { _id: 2, n: 3 },
      { _id: 3, n: 'text' },
    ]);
  });

  it('refuses malformed calls before anything is written', async () => {
    await expect(rows.bulkWrite([])).rejects.toThrow(/cannot be empty/);
    await expect(rows.bulkWrite([{ insertOne: { document: { _id: 7 } } }, { odd: {} }])).rejects.toThrow();
    await expect(rows.updateOne({}, { n: 1 })).rejects.toThrow(/atomic operators/);
    await expect(rows.replaceOne({}, { $set: { n: 1 } })).rejects.toThrow(/atomic operators/);
    await expect(rows.updateOne({}, { $odd: { n: 1 } })).rejects.toMatchObject({ code: 9 });
    await expect(rows.find({ n: { $odd: 1 } }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(rows.aggregate([{ $odd: 1 }]).toArray()).rejects.toMatchObject({ code: 40324 });
    expect(await ids()).toEqual([1, 2]);
  });

  it('inserts through Mongoose with its own result', async () => {
    const Model = own.model('Bulk', new own.Schema({ _id: Number, n: { type: Number, required: true } }), 'rows');
    const result = await Model.insertMany([{ _id: 10, n: 1 }, { _id: 11 }, { _id: 1, n: 1 }, { _id: 12, n: 1 }], {
      ordered: false,
      rawResult: true,
    }).catch((error: unknown) => error);
    expect(result).toMatchObject({ code: 11000 });
    expect(await ids()).toEqual([1, 2, 10, 12]);
    const written = await Model.bulkWrite([
      { updateOne: { filter: { _id: 10 }, update: { n: 5 } } },
      { insertOne: { document: { _id: 13, n: 2 } } },
    ]);
    expect(written).toMatchObject({ insertedCount: 1, modifiedCount: 1 });
  });
});
