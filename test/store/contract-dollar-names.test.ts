// Fields whose names begin with `$`: the parts of references ($ref, $id, $db), which are names like any other, and others,
// which documents may hold though few operations may name them. Alike on both stores.
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

/** Two rows, each with a list of one reference: `$id` 7 and 8. */
const REFERRING: Doc[] = [7, 8].map(($id, i) => ({ _id: i + 1, m: [{ $ref: 'foo', $id }] }));

/** A filter and how many of the two rows it finds; a code where it is refused. */
const FILTERS: [Doc, number | { code: number }][] = [
  [{ m: { $elemMatch: { $id: 7 } } }, 1],
  [{ m: { $elemMatch: { $ref: 'foo' } } }, 2],
  [{ m: { $elemMatch: { $db: null } } }, 2],
  [{ m: { $elemMatch: { $id: 7, $ref: 'foo' } } }, 1],
  [{ m: { $elemMatch: { $id: 7, x: null } } }, 1],
  [{ m: { $elemMatch: { x: null, $id: 7 } } }, 1],
  [{ m: { $elemMatch: { $or: [{ $id: 7 }] } } }, 1],
  [{ m: { $elemMatch: { $id: 7, $or: [{ $ref: 'foo' }] } } }, 1],
  [{ m: { $elemMatch: { $comment: 'none' } } }, 2],
  [{ m: { $not: { $elemMatch: { $id: 7 } } } }, 1],
  // As a name `$id` stands for equality alone.
  [{ m: { $elemMatch: { $id: { $gt: 6 } } } }, 0],
  [{ m: { $elemMatch: { $id: 7, $gt: 1 } } }, { code: 2 }],
  [{ m: { $elemMatch: { $gt: 1, $id: 7 } } }, { code: 2 }],
  [{ $id: 7 }, 0],
  [{ $id: null }, 2],
  [{ $nor: [{ $ref: 'foo' }] }, 2],
  [{ $foo: 7 }, { code: 2 }],
  [{ 'm.$id': { $gt: 7 } }, 1],
  [{ 'm.$foo': null }, 2],
  // A reference is a value; a part of one is taken for an operator.
  [{ m: { $ref: 'foo', $id: 7 } }, 1],
  [{ m: { $id: 7 } }, { code: 2 }],
  [{ m: { $ref: 'foo', $gt: 7 } }, { code: 2 }],
  [{ m: { $in: [{ $ref: 'foo', $id: 7 }] } }, 1],
  [{ m: { $in: [{ $id: 7 }] } }, { code: 2 }],
];

/** A projection and what it leaves of the first row. */
const PROJECTIONS: [Doc, Doc | { code: number }][] = [
  [{ 'm.$id': 1 }, { _id: 1, m: [{ $id: 7 }] }],
  [{ 'm.$id': 0 }, { _id: 1, m: [{ $ref: 'foo' }] }],
  [{ m: { $id: 1 } }, { _id: 1, m: [{ $id: 7 }] }],
  [{ $id: 1 }, { _id: 1 }],
  [{ 'm.$foo': 1 }, { code: 16410 }],
  [{ x: '$m.$id' }, { _id: 1, x: [7] }],
  [{ _id: 1, m: { $elemMatch: { $id: 9 } } }, { _id: 1 }],
];

/** A row, an update, and the row after it; a code where it is refused. */
const UPDATES: [Doc, Doc, Doc | { code: number }][] = [
  [{ r: { $ref: 'foo', $id: 7 } }, { $set: { 'r.$id': 9, 'r.x': 1 } }, { r: { $ref: 'foo', $id: 9, x: 1 } }],
  [{ p: { $each: 1 } }, { $inc: { 'p.$each': 2 } }, { p: { $each: 3 } }],
  [{ p: { $each: 1 } }, { $unset: { 'p.$each': '' } }, { p: {} }],
  [{ p: { $each: 1 } }, { $min: { 'p.$each': -1 } }, { p: { $each: -1 } }],
  [{ p: { $each: 1 } }, { $push: { 'p.$x': 2 } }, { p: { $each: 1, $x: [2] } }],
  [{ p: { $x: [1] } }, { $addToSet: { 'p.$x': 2 } }, { p: { $x: [1, 2] } }],
  [{ p: { $x: [1, 2] } }, { $pull: { 'p.$x': 2 } }, { p: { $x: [1] } }],
  [{ p: { $each: 1 } }, { $rename: { 'p.$each': 'q.$x' } }, { p: {}, q: { $x: 1 } }],
  [{ n: { '$*': { x: 1 } } }, { $set: { 'n.$*.$y': 9 } }, { n: { '$*': { x: 1, $y: 9 } } }],
  [{ r: {} }, { $set: { 'r.$[y': 1, 'r.$[]x': 2, 'r.$$': 3 } }, { r: { $$: 3, '$[]x': 2, '$[y': 1 } }],
  [{ a: [{ b: 1 }] }, { $set: { 'a.$[].$x': 9 } }, { a: [{ b: 1, $x: 9 }] }],
  [{ a: [{ b: 1 }] }, { $set: { 'a.$x': 9 } }, { code: 28 }],
  [{ a: [{ b: 1 }] }, { $unset: { 'a.$x': 9 } }, { a: [{ b: 1 }] }],
  [{ a: [] }, { $set: { 'a.$[X]': 9 } }, { code: 2 }],
  [{ a: [] }, { $rename: { 'a.$[]': 'b' } }, { code: 2 }],
  [{ a: 1 }, { $set: { $: 9 } }, { code: 2 }],
  [{ a: 1 }, { $set: { '$[].x': 9 } }, { code: 2 }],
  [{ a: 1 }, { $rename: { a: '$x' } }, { code: 52 }],
  // At the top of a row that is there, a name may be taken away and what is within it may change.
  [{ $x: 1 }, { $set: { $x: 2 } }, { code: 52 }],
  [{ $x: 1 }, { $set: { $x: 1, b: 2 } }, { $x: 1, b: 2 }],
  [{ $x: 1 }, { $setOnInsert: { $y: 2 } }, { $x: 1 }],
  [{ a: 1 }, { $inc: { '$x.y': 2 } }, { code: 52 }],
  [{ a: 1 }, { $set: { $id: 2 } }, { code: 55 }],
  [{ $q: [1, 2] }, { $set: { '$q.0': 5 } }, { $q: [5, 2] }],
  [{ $q: [1, 2] }, { $pull: { $q: 2 } }, { $q: [1] }],
  [{ $q: [1, 2] }, { $push: { $q: 2 } }, { code: 52 }],
  [{ $x: 1, a: 1 }, { $unset: { $x: '', $y: '' } }, { a: 1 }],
  [{ $x: 1 }, { $rename: { $x: 'z' } }, { z: 1 }],
  [{ $x: 1 }, { $set: { b: 2 } }, { $x: 1, b: 2 }],
];

/** A filter, an update or a whole document, and the row that an upsert makes of them. */
const UPSERTS: [Doc, Doc, Doc][] = [
  [{}, { $set: { $x: 1 } }, { $x: 1 }],
  [{}, { $setOnInsert: { $x: 1 } }, { $x: 1 }],
  [{}, { $inc: { '$a.b': 1, z: 1 } }, { $a: { b: 1 }, z: 1 }],
  [{}, { $set: { $id: 1 } }, { $id: 1 }],
  [{}, { $set: { 'a.$x': 1 } }, { a: { $x: 1 } }],
  [{}, { $unset: { $x: '' } }, {}],
  [{ 'a.$id': 2 }, { $set: { b: 1 } }, { a: { $id: 2 }, b: 1 }],
  [{ 'a.$x': { $eq: 2 } }, { $set: { b: 1 } }, { a: { $x: 2 }, b: 1 }],
  [{ $id: 2 }, { $set: { b: 1 } }, { $id: 2, b: 1 }],
  [{ q: 1 }, { $rename: { q: '$z' } }, { $z: 1 }],
  [{}, { a: 1, $x: 1 }, { a: 1, $x: 1 }],
];

describeEachStore('names that begin with $', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    rows = looseCollection(own, 'rows');
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const holding = async (documents: Doc[]) => {
    await rows.deleteMany({});
    if (documents.length > 0) await rows.insertMany(documents.map((one) => structuredClone(one)));
  };
  /** Parts of documents without the driver's own class for references. */
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
  const answer = (work: Promise<unknown>) =>
    work.then(
      (value) => plain(value),
      ({ code }: { code: number }) => ({ code }),
    );

  it.each(FILTERS)('C1: the filter %j finds %j', async (filter, found) => {
    await holding(REFERRING);
    expect(await answer(rows.countDocuments(filter))).toEqual(found);
  });

  it.each(PROJECTIONS)('C1: the projection %j leaves %j', async (projection, found) => {
    await holding(REFERRING);
    expect(await answer(rows.findOne({ _id: 1 }, { projection }))).toEqual(found);
  });

  it('C1: deletes and pulls only the elements that a part of a reference names', async () => {
    await holding(REFERRING);
    expect(await rows.deleteMany({ m: { $not: { $elemMatch: { $id: 7 } } } })).toMatchObject({ deletedCount: 1 });
    expect(plain(await rows.findOne({}, { projection: { m: { $elemMatch: { $id: 7 } } } }))).toEqual(REFERRING[0]);
    await rows.updateOne({ _id: 1 }, { $pull: { m: { $id: 8 } } });
    expect(plain(await rows.find().toArray())).toEqual([REFERRING[0]]);
    await rows.updateOne({ _id: 1 }, { $pull: { m: { $ref: 'foo', $id: 7 } } });
    expect(await rows.find().toArray()).toEqual([{ _id: 1, m: [] }]);
  });

  it('C1: gives the element of `$` by a part of a reference', async () => {
    await holding([{ _id: 1, m: [{ $id: 7 }, { $id: 8 }] }]);
    await rows.updateOne({ m: { $elemMatch: { $id: 8 } } }, { $set: { 'm.$.x': 1 } });
    expect(await rows.findOne()).toEqual({ _id: 1, m: [{ $id: 7 }, { $id: 8, x: 1 }] });
  });

  it('C1: keeps an index of a part of a reference', async () => {
    await holding(REFERRING);
    expect(await rows.createIndex({ 'm.$id': 1 })).toBe('m.$id_1');
    expect(await rows.countDocuments({ 'm.$id': 7 })).toBe(1);
    expect((await rows.find({}, { sort: { 'm.$id': -1 } }).toArray()).map(({ _id }) => _id)).toEqual([2, 1]);
    await rows.dropIndex('m.$id_1');
    for (const key of [{ $id: 1 }, { 'm.$foo': 1 }] as Doc[])
      await expect(rows.createIndex(key)).rejects.toMatchObject({ code: 67 });
  });

  it('C1: takes and gives references in the class that the driver has for them', async () => {
    const { DBRef, ObjectId } = own.mongo;
    const to = new DBRef('foo', new ObjectId('0'.repeat(24)), 'other', { more: 1 } as never);
    await holding([]);
    await rows.insertOne({ _id: 1, to, list: [{ $ref: 'foo', $id: 7 }], within: { x: 1, $ref: 'foo', $id: 7 } });
    await rows.insertOne({ _id: 2, no: [{ $id: 7 }, { $ref: 'foo' }, { $ref: 'foo', $id: null }] });
    await rows.insertOne({ _id: 3, no: { $ref: 'foo', $id: 7, $foo: 1 } });
    const [first, second, third] = await rows.find({}, { sort: { _id: 1 } }).toArray();
    expect(first).toEqual({
      _id: 1,
      to,
      list: [new DBRef('foo', 7 as never)],
      within: new DBRef('foo', 7 as never, undefined, { x: 1 } as never),
    });
    expect((first as { to: object }).to).toBeInstanceOf(DBRef);
    expect(second?.no).toEqual([{ $id: 7 }, { $ref: 'foo' }, { $ref: 'foo', $id: null }]);
    expect(third?.no).toEqual({ $ref: 'foo', $id: 7, $foo: 1 });
    expect(await rows.findOne({ to })).toEqual(first);
    expect(await rows.aggregate([{ $match: { _id: 1 } }, { $project: { to: 1 } }]).toArray()).toEqual([{ _id: 1, to }]);
    expect((await rows.findOne({ _id: 1 }, { promoteValues: false }))?.to).toBeInstanceOf(DBRef);
    expect(await rows.distinct('to.$id')).toEqual([new ObjectId('0'.repeat(24))]);
    await rows.insertOne({ _id: new DBRef('foo', 9 as never) });
    expect((await rows.findOne({ '_id.$id': 9 }))?._id).toEqual(new DBRef('foo', 9 as never));
    await expect(rows.insertOne({ _id: { a: { $x: 1 } } })).rejects.toMatchObject({ code: 52 });
  });

  it.each(UPDATES)('C2, C3: of %j the update %j makes %j', async (document, update, after) => {
    await holding([{ _id: 1, ...document }]);
    const failed = await rows.updateOne({ _id: 1 }, update).then(
      () => undefined,
      ({ code }: { code: number }) => ({ code }),
    );
    expect(failed).toEqual('code' in after ? after : undefined);
    const left = 'code' in after ? document : after;
    expect(JSON.stringify(await rows.findOne())).toBe(JSON.stringify({ _id: 1, ...left }));
  });

  it.each(UPSERTS)('C2, C3: an upsert of %j by %j makes %j', async (filter, change, made) => {
    await holding([]);
    const replaces = !Object.keys(change)[0]?.startsWith('$');
    const where = { _id: 5, ...filter };
    await (replaces
      ? rows.replaceOne(where, change, { upsert: true })
      : rows.updateOne(where, change, { upsert: true }));
    expect(await rows.find().toArray()).toEqual([{ _id: 5, ...made }]);
  });

  it('C3: a replacement of a row that is there has no such name at its top', async () => {
    await holding([{ _id: 1, a: 1 }]);
    await expect(rows.replaceOne({ _id: 1 }, { b: 1, $x: 1 }, { upsert: true })).rejects.toMatchObject({ code: 52 });
    expect(await rows.replaceOne({ _id: 2 }, { b: 1, $x: 1 })).toMatchObject({ matchedCount: 0 });
    expect(await rows.updateOne({ _id: 2 }, { $set: { $x: 1 } })).toMatchObject({ matchedCount: 0 });
    expect(await rows.find().toArray()).toEqual([{ _id: 1, a: 1 }]);
  });

  it('C1: refuses other such names in sorts and distinct values', async () => {
    await holding(REFERRING);
    for (const work of [
      () => rows.find({}, { sort: { 'a.$x': 1 } }).toArray(),
      () => rows.aggregate([{ $sort: { 'a.$x': 1 } }]).toArray(),
      () => rows.distinct('a.$x'),
    ])
      await expect(work()).rejects.toMatchObject({ code: 16410 });
    expect(await rows.distinct('m.$id')).toEqual([7, 8]);
  });
});
