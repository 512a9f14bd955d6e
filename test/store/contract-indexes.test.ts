// What both stores promise about indexes: what they keep unique, how they are listed, and the errors they give.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

describeEachStore('indexes', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;
  let number = 0;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
  });
  beforeEach(() => {
    number += 1;
    rows = looseCollection(own, `rows${number}`);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  /** The code and key of a refused write. */
  async function refusal(work: Promise<unknown>): Promise<Record<string, unknown>> {
    const error = (await work.then(
      () => ({ code: 'accepted' }),
      (caught: unknown) => caught,
    )) as Record<string, unknown>;
    const { code, keyPattern, keyValue } = error;
    return { code, ...(keyPattern ? { keyPattern, keyValue } : {}) };
  }

  it('keeps a field unique, missing counting as null', async () => {
    await rows.createIndex({ no: 1 }, { unique: true });
    await rows.insertOne({ _id: 1, no: 'A' });
    expect(await refusal(rows.insertOne({ _id: 2, no: 'A' }))).toEqual({
      code: 11000,
      keyPattern: { no: 1 },
      keyValue: { no: 'A' },
    });
    await rows.insertOne({ _id: 3 });
    expect(await refusal(rows.insertOne({ _id: 4, no: null }))).toEqual({
      code: 11000,
      keyPattern: { no: 1 },
      keyValue: { no: null },
    });
    await rows.insertOne({ _id: 5, no: 'B' });
    expect(await refusal(rows.updateOne({ _id: 5 }, { $set: { no: 'A' } }))).toMatchObject({
      code: 11000,
      keyValue: { no: 'A' },
    });
    expect(await refusal(rows.insertOne({ _id: 1, no: 'C' }))).toEqual({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: 1 },
    });
    await rows.updateOne({ _id: 5 }, { $set: { no: 'B' } });
    expect(await rows.countDocuments()).toBe(3);
  });

  it('takes numbers of different types for the same key', async () => {
    await rows.createIndex({ n: 1 }, { unique: true });
    await rows.insertOne({ _id: 1, n: 1 });
    expect(await refusal(rows.insertOne({ _id: 2, n: own.mongo.Long.fromNumber(1) }))).toMatchObject({ code: 11000 });
    expect(await refusal(rows.insertOne({ _id: 3, n: own.mongo.Decimal128.fromString('1.00') }))).toMatchObject({
      code: 11000,
    });
    await rows.insertOne({ _id: 4, n: '1' });
  });

  it('keeps several fields unique together, nested ones too', async () => {
    await rows.createIndex({ 'who.unit': 1, day: -1 }, { unique: true });
    await rows.insertOne({ _id: 1, who: { unit: 'u' }, day: new Date(0) });
    await rows.insertOne({ _id: 2, who: { unit: 'u' }, day: new Date(1) });
    expect(await refusal(rows.insertOne({ _id: 3, who: { unit: 'u' }, day: new Date(1) }))).toEqual({
      code: 11000,
      keyPattern: { 'who.unit': 1, day: -1 },
      keyValue: { 'who.unit': 'u', day: new Date(1) },
    });
  });

  it('leaves out documents that a sparse or partial index does not hold', async () => {
    await rows.createIndex({ mail: 1 }, { unique: true, sparse: true });
    await rows.createIndex({ no: 1 }, { unique: true, partialFilterExpression: { status: 'live', no: { $gt: '' } } });
    await rows.insertMany([
      { _id: 1 },
      { _id: 2 },
      { _id: 3, mail: 'm', no: 'A', status: 'dead' },
      { _id: 4, no: 'A', status: 'live' },
    ]);
    expect(await refusal(rows.insertOne({ _id: 5, mail: 'm' }))).toMatchObject({
      code: 11000,
      keyValue: { mail: 'm' },
    });
    expect(await refusal(rows.updateOne({ _id: 3 }, { $set: { status: 'live' } }))).toMatchObject({
      code: 11000,
      keyValue: { no: 'A' },
    });
    await rows.updateOne({ _id: 4 }, { $set: { status: 'dead' } });
    await rows.updateOne({ _id: 3 }, { $set: { status: 'live' } });
    expect(await rows.countDocuments({ status: 'live', no: 'A' })).toBe(1);
    expect(await rows.countDocuments({ no: 'A' })).toBe(2);
    expect(await rows.countDocuments({ mail: null })).toBe(3);
  });

  it('holds each element of an array, and keeps elements unique across documents', async () => {
    await rows.createIndex({ tags: 1 }, { unique: true });
    await rows.insertOne({ _id: 1, tags: 'a' });
    await rows.insertOne({ _id: 2, tags: ['b', 'c', 'b'] });
    expect(await refusal(rows.insertOne({ _id: 3, tags: ['x', 'a'] }))).toMatchObject({
      code: 11000,
      keyValue: { tags: 'a' },
    });
    expect(await refusal(rows.insertOne({ _id: 4, tags: 'c' }))).toMatchObject({
      code: 11000,
      keyValue: { tags: 'c' },
    });
    await rows.updateOne({ _id: 2 }, { $pull: { tags: 'c' } });
    await rows.insertOne({ _id: 5, tags: ['c'] });
    await rows.deleteOne({ _id: 1 });
    await rows.insertOne({ _id: 6, tags: ['a'] });
    expect(
      (
        await rows
          .find({ tags: { $in: ['a', 'c'] } })
          .sort({ _id: 1 })
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual([5, 6]);
  });

  it('finds through arrays of documents and refuses two arrays in one index', async () => {
    await rows.createIndex({ 'lines.sku': 1, 'lines.count': 1 });
    await rows.createIndex({ a: 1, b: 1 });
    await rows.insertMany([
      {
        _id: 1,
        lines: [
          { sku: 'x', count: 1 },
          { sku: 'y', count: 2 },
        ],
      },
      { _id: 2, lines: { sku: 'x', count: 9 } },
      { _id: 3, lines: [] },
    ]);
    expect((await rows.find({ 'lines.sku': 'x' }).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([1, 2]);
    expect((await rows.find({ lines: { $elemMatch: { sku: 'x', count: 2 } } }).toArray()).length).toBe(0);
    expect((await rows.find({ 'lines.sku': 'x', 'lines.count': 2 }).toArray()).map(({ _id }) => _id)).toEqual([1]);
    expect((await rows.find().sort({ 'lines.count': -1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 1, 3]);
    expect(await refusal(rows.insertOne({ _id: 4, a: [1], b: [2] }))).toEqual({ code: 171 });
  });

  it('keeps names unique without case where the index has a collation', async () => {
    await rows.createIndex({ name: 1 }, { unique: true, collation: { locale: 'en', strength: 2 } });
    await rows.insertOne({ _id: 1, name: 'Anna' });
    expect(await refusal(rows.insertOne({ _id: 2, name: 'ANNA' }))).toMatchObject({ code: 11000 });
    await rows.insertOne({ _id: 3, name: 'Änna' });
    expect(await rows.countDocuments({ name: 'anna' }, { collation: { locale: 'en', strength: 2 } })).toBe(1);
    expect(await rows.countDocuments({ name: 'anna' })).toBe(0);
  });

  it('is built over documents that are there, and refused if they contradict it', async () => {
    await rows.insertMany([
      { _id: 1, v: 1, w: [1, 2] },
      { _id: 2, v: 1, w: [2, 3] },
    ]);
    expect(await refusal(rows.createIndex({ v: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await refusal(rows.createIndex({ w: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    await rows.createIndex({ w: 1, v: -1 });
    expect((await rows.find({ w: 3 }).toArray()).map(({ _id }) => _id)).toEqual([2]);
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'w_1_v_-1']);
  });

  it('is listed, made twice, contradicted and dropped as on MongoDB', async () => {
    expect(await rows.createIndex({ a: 1 }, { unique: true, name: 'mine' })).toBe('mine');
    expect(await rows.createIndex({ a: 1 }, { unique: true, name: 'mine' })).toBe('mine');
    await rows.createIndexes([
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { b: 1, c: -1 }, sparse: true },
      { key: { d: 1 }, partialFilterExpression: { d: { $gt: 5 } } },
    ]);
    expect(await rows.listIndexes().toArray()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1 }, name: 'mine', unique: true },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
      { v: 2, key: { b: 1, c: -1 }, name: 'b_1_c_-1', sparse: true },
      { v: 2, key: { d: 1 }, name: 'd_1', partialFilterExpression: { d: { $gt: 5 } } },
    ]);
    expect(await refusal(rows.createIndex({ a: 1 }, { name: 'other', unique: true }))).toEqual({ code: 85 });
    expect(await refusal(rows.createIndex({ z: 1 }, { name: 'mine' }))).toEqual({ code: 86 });
    expect(await refusal(rows.createIndex({ a: 1 }, { name: 'mine' }))).toEqual({ code: 86 });
    await rows.dropIndex('mine');
    expect(await refusal(rows.dropIndex('mine'))).toEqual({ code: 27 });
    expect(await refusal(rows.dropIndex('_id_'))).toEqual({ code: 72 });
    await rows.insertMany([
      { _id: 1, a: 1, d: 9 },
      { _id: 2, a: 1 },
    ]);
    expect(await rows.indexExists(['at_1', 'd_1'])).toBe(true);
    await rows.dropIndexes();
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    expect(await rows.countDocuments({ d: 9 })).toBe(1);
  });

  it('makes, lists, renames and drops collections', async () => {
    const db = own.connection.db as NonNullable<mongoose.Connection['db']>;
    const [first, second] = [`made${number}`, `renamed${number}`];
    await db.createCollection(first);
    expect(await refusal(db.createCollection(first))).toEqual({ code: 48 });
    await looseCollection(own, first).insertOne({ _id: 1, a: 1 });
    await looseCollection(own, first).createIndex({ a: 1 });
    await looseCollection(own, first).rename(second);
    expect(
      (await db.listCollections({ name: /^(made|renamed)/ }, { nameOnly: true }).toArray()).map(({ name }) => name),
    ).toEqual([second]);
    expect(await looseCollection(own, second).findOne({ a: 1 })).toEqual({ _id: 1, a: 1 });
    expect((await looseCollection(own, second).indexes()).length).toBe(2);
    expect(await refusal(looseCollection(own, first).rename('nowhere'))).toEqual({ code: 26 });
    expect(await looseCollection(own, second).drop()).toBe(true);
    expect(await db.listCollections({ name: second }).toArray()).toEqual([]);
    expect(await refusal(looseCollection(own, second).indexes())).toEqual({ code: 26 });
  });
});
