// Of documents only the paths are read that a query looks at. What comes out must be what whole documents give.
import fc from 'fast-check';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection, View } from '../../server/store/embedded/catalog.ts';
import { locate } from '../../server/store/embedded/data-file.ts';
import { compileFilter } from '../../server/store/embedded/match.ts';
import { normaliseDocument } from '../../server/store/embedded/normalise.ts';
import { openStore, releaseStore } from '../../server/store/embedded/open-stores.ts';
import { selectRows } from '../../server/store/embedded/select.ts';
import { insertDocument } from '../../server/store/embedded/write-operations.ts';
import {
  embeddedDatabase,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';
import { canonical, EXACT } from './differential/compare.ts';
import { filter } from './differential/filters.ts';
import { type Doc, document } from './differential/values.ts';

const { Binary, BSONRegExp, Decimal128, Double, Long } = mongoose.mongo;

/** Documents at which a path may be something else than it looks. */
const odd: Doc[] = [
  {},
  { a: null },
  { a: [] },
  { a: {} },
  { a: { $b: 1, b: 2 } },
  { a: { b: { $date: 5, c: 1 } } },
  { a: new Date(5) },
  { a: new Binary(Buffer.from('x'), 5) },
  { a: { type: 5 } },
  { a: { type: 5, b: 1 } },
  { a: new BSONRegExp('x', 'i') },
  { a: { options: 'i' } },
  { a: [{ b: 1 }, { b: 2 }] },
  { a: [{ b: [{ c: 1 }] }, { b: { c: 2 } }] },
  { a: { b: -0 } },
  { a: { b: Number.NaN } },
  { a: { b: '1' } },
  { a: { b: new Double(1) } },
  { a: { b: Long.fromString('9007199254740993') } },
  { a: { b: Decimal128.fromString('1.0') } },
  { a: { b: 'x\0"y\\\u{1f600}' } },
  { a: { v: 1 } },
  { 'a.b': 1 },
  { ' ': { '"': 1 } },
  { 'ä ö': { 'a"b': 1, 数: 2 } },
  { 0: { 1: 'x' }, a: { 0: 'y' } },
];

const filters: Doc[] = [
  { 'a.b': 1 },
  { 'a.b': null },
  { 'a.b': { $exists: false } },
  { 'a.b': { $type: 'double' } },
  { 'a.type': 5 },
  { 'a.options': 'i' },
  { 'a.options': { $exists: true } },
  { 'a.v': 1 },
  { 'a.$b': 1 },
  { 'a.b.c': { $gte: 1 } },
  { 'a.0': 'y' },
  { 'a.0.b': 1 },
  { '0.1': 'x' },
  { 'ä ö.数': 2 },
  { 'ä ö.a"b': 1 },
  { ' ."': 1 },
  { $expr: { $eq: ['$a.b', '1'] } },
  { $expr: { $eq: [{ $type: '$a.b' }, 'array'] } },
  { $expr: { $eq: ['$$ROOT.a', null] } },
  { $nor: [{ a: { $type: 'object' } }, { 'a.b': { $exists: true } }] },
];

/** What it gives, or undefined where it refuses. */
function answerOf<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

describe('a query that looks at a few paths of many documents', () => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let collection: LooseCollection;

  beforeAll(async () => {
    database = await embeddedDatabase();
    own = await openMongoose(database.uri);
    collection = looseCollection(own, 't');
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  /** The documents, after so many others that no more are read whole just because they come first. */
  async function fill(documents: Doc[]): Promise<Doc[]> {
    const all = [...Array.from({ length: 64 }, (): Doc => ({ filler: true })), ...documents];
    const stored = all.map((one, i) => normaliseDocument({ _id: i, ...one }));
    await collection.deleteMany({});
    await collection.insertMany(stored.map((one) => ({ ...one })));
    return stored;
  }

  const expected = (stored: Doc[], where: Doc) => stored.filter(compileFilter(normaliseDocument(where)));

  it.each(filters.map((where) => [JSON.stringify(where), where] as const))(
    'finds by %s what whole documents give',
    async (_, where) => {
      const stored = await fill(odd);
      const wanted = expected(stored, where);
      expect(canonical(await collection.find(where, EXACT).toArray())).toBe(canonical(wanted));
      expect(await collection.countDocuments(where)).toBe(wanted.length);
    },
  );

  it('finds the same at random', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 6 }),
        fc.array(filter, { minLength: 4, maxLength: 4 }),
        async (list, queries) => {
          const stored = await fill([...list, ...odd]);
          for (const where of queries) {
            const ids = answerOf(() => expected(stored, where).map(({ _id }) => _id));
            if (ids === undefined) await expect(collection.find(where).toArray()).rejects.toThrow();
            else expect((await collection.find(where, EXACT).toArray()).map(({ _id }) => _id)).toEqual(ids);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('sorts, groups, unwinds and computes as from whole documents', async () => {
    const stored = await fill(odd);
    const inOrder = await collection.find({}, { ...EXACT, sort: { 'a.b': 1, _id: 1 } }).toArray();
    // A projection of everything is a reading of everything.
    const whole = await collection
      .aggregate([{ $set: { x: 1 } }, { $unset: 'x' }, { $sort: { 'a.b': 1, _id: 1 } }], EXACT)
      .toArray();
    expect(canonical(inOrder)).toBe(canonical(whole));
    expect(inOrder).toHaveLength(stored.length);

    for (const stages of [
      [{ $group: { _id: '$a.b', n: { $sum: 1 }, ids: { $push: '$_id' } } }],
      [{ $group: { _id: { x: '$a.type', y: '$a.b' }, most: { $max: '$a.v' } } }],
      [{ $unwind: '$a' }, { $group: { _id: '$a.b', ids: { $push: '$_id' } } }],
      [{ $project: { _id: 0, id: '$_id', b: '$a.b', a: { b: '$a.b', c: { $type: '$a.c' } } } }],
      [{ $match: { 'a.b': { $exists: true } } }, { $sortByCount: '$a.b' }],
      [{ $facet: { groups: [{ $group: { _id: '$a.b' } }], count: [{ $match: { 'a.b': 1 } }, { $count: 'n' }] } }],
    ]) {
      const all = [{ $set: { x: 1 } }, { $replaceRoot: { newRoot: '$$ROOT' } }];
      const few = await collection.aggregate(stages, EXACT).toArray();
      expect(canonical(few)).toBe(canonical(await collection.aggregate([...all, ...stages], EXACT).toArray()));
    }
  });

  it('keeps to one state of the data while others write', async () => {
    await collection.deleteMany({});
    await collection.insertMany(
      Array.from({ length: 12_000 }, (_, i) => ({ _id: i, side: i % 2 === 0 ? 1 : -1, text: 'x'.repeat(500) })),
    );
    let open = true;
    const writing = (async () => {
      for (let i = 0; open; i = (i + 2) % 12_000) {
        await collection.bulkWrite([
          { updateOne: { filter: { _id: i }, update: { $inc: { side: 1 } } } },
          { updateOne: { filter: { _id: i + 1 }, update: { $inc: { side: -1 } } } },
        ]);
      }
    })();
    for (let i = 0; i < 5; i += 1) {
      const [sums] = await collection
        .aggregate([{ $group: { _id: null, sum: { $sum: '$side' }, n: { $sum: 1 } } }])
        .toArray();
      expect(sums).toEqual({ _id: null, sum: 0, n: 12_000 });
    }
    open = false;
    await writing;
  });
});

describe('a read in steps', () => {
  it('lets others have their turn while a cursor goes on', async () => {
    const database = await embeddedDatabase();
    const own = await openMongoose(database.uri);
    const rows = looseCollection(own, 't');
    await rows.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: i })));
    let turns = 0;
    let reading = true;
    const others = (async () => {
      for (; reading; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    })();
    let count = 0;
    for (const cursor = rows.find(); await cursor.next(); ) count += 1;
    expect(count).toBe(5000);
    expect(turns).toBeGreaterThanOrEqual(4);
    reading = false;
    await others;
    await own.disconnect();
    await database.stop();
  });

  it('lets others write meanwhile and goes on seeing what it began with', async () => {
    const store = openStore(locate('sqlite::memory:'));
    await store.write((view) => insertDocument(view, 'd.t', { _id: 1 }));
    let written = false;
    const count = (view: View) => view.db.get('SELECT count(*) FROM c1_t')?.[0];
    const reading = store.readInSteps(function* (view) {
      yield;
      const before = count(view);
      while (!written) yield;
      return [before, count(view)];
    });
    await new Promise((resolve) => setImmediate(resolve));
    await store.write((view) => insertDocument(view, 'd.t', { _id: 2 }));
    written = true;
    expect(await reading).toEqual([1, 1]);
    expect(await store.read(count)).toBe(2);
    await releaseStore(store);
  });

  it('ends when the store is closed', async () => {
    const store = openStore(locate('sqlite::memory:'));
    const reading = store.readInSteps(function* () {
      for (;;) yield;
    });
    const ended = expect(reading).rejects.toMatchObject({ code: 'store-closed' });
    await releaseStore(store);
    await ended;
  });

  it('says that the file is damaged where a stored document cannot be read', async () => {
    const store = openStore(locate('sqlite::memory:'));
    await store.write((view) => {
      for (let i = 0; i < 40; i += 1) insertDocument(view, 'd.t', { _id: i, a: i });
      view.db.run('UPDATE c1_t SET doc = ? WHERE rid = 38', ['{"_id":37,"a"']);
    });
    const wanted = { filter: { a: 3 }, sort: [], skip: 0, limit: 0, collation: undefined };
    const reading = store.readInSteps((view) => selectRows(view, view.collections.get('d.t') as Collection, wanted));
    await expect(reading).rejects.toMatchObject({ code: 'store-damaged' });
    await releaseStore(store);
  });
});
