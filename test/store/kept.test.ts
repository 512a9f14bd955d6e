// What a store keeps at hand, it never gives when it is no longer so: every way of changing a large collection, and
// after each step the totals and documents that were asked for before, against what is found by looking.
import fc from 'fast-check';
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

/** So many that their total is worth keeping, with one state that most are in. */
const MANY = 2300;
const start = Array.from({ length: MANY }, (_, i) => ({ _id: `d${i}`, state: i % 50 === 0 ? 'shut' : 'open', n: i }));
type Row = { _id: string; state?: string; n?: number };
const filters: { filter: object; holds: (row: Row) => boolean }[] = [
  { filter: {}, holds: () => true },
  { filter: { state: 'open' }, holds: ({ state }) => state === 'open' },
  { filter: { n: { $gte: 0 } }, holds: ({ n }) => n !== undefined && n >= 0 },
  { filter: { state: 'open', n: { $lt: 2250 } }, holds: ({ state, n = 9999 }) => state === 'open' && n < 2250 },
];
const asked = ['d0', 'd7', 'd200', 'new0', 'new1'];

const id = fc.integer({ min: 0, max: 9 }).map((i) => `d${i}`);
const state = fc.constantFrom('open', 'shut');
const change = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), id: fc.constantFrom('new0', 'new1'), state }),
  fc.record({ do: fc.constant('set' as const), id, state }),
  fc.record({ do: fc.constant('set many' as const), below: fc.integer({ min: 0, max: 60 }), state }),
  fc.record({ do: fc.constant('replace' as const), id, state }),
  fc.record({ do: fc.constant('delete' as const), id }),
  fc.record({ do: fc.constant('bulk that fails in the middle' as const), id, state }),
  fc.record({ do: fc.constant('arrays that are not unique' as const), id }),
  fc.record({ do: fc.constant('move away and come back' as const) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ alone: change }) },
  {
    weight: 2,
    arbitrary: fc.record({ together: fc.array(change, { minLength: 1, maxLength: 4 }), commit: fc.boolean() }),
  },
);

describeEachStore('totals and documents that were asked for before', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let collection: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    collection = looseCollection(own, 'kept');
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  async function refill(): Promise<void> {
    await collection.drop();
    await collection.createIndex({ state: 1, n: 1 });
    await collection.createIndex({ tags: 1 }, { unique: true, sparse: true });
    await collection.insertMany(structuredClone(start));
  }

  /** Refusals are part of the play: what they leave behind is looked at like all else. */
  async function make(one: Change, options: object): Promise<void> {
    switch (one.do) {
      case 'insert':
        await collection.insertOne({ _id: one.id, state: one.state, n: 1 }, options);
        return;
      case 'set':
        await collection.updateOne({ _id: one.id }, { $set: { state: one.state }, $inc: { n: -1 } }, options);
        return;
      case 'set many':
        await collection.updateMany({ n: { $lt: one.below } }, { $set: { state: one.state } }, options);
        return;
      case 'replace':
        await collection.replaceOne({ _id: one.id }, { state: one.state, n: -5 }, options);
        return;
      case 'delete':
        await collection.deleteOne({ _id: one.id }, options);
        return;
      case 'bulk that fails in the middle':
        await collection.bulkWrite(
          [
            { updateOne: { filter: { _id: one.id }, update: { $set: { state: one.state } } } },
            { insertOne: { document: { _id: 'd100' } } },
            { deleteOne: { filter: { _id: one.id } } },
          ],
          options,
        );
        return;
      case 'arrays that are not unique':
        await collection.updateOne({ _id: 'd200' }, { $set: { tags: ['a', 'b'] } }, options);
        await collection.updateOne({ _id: one.id }, { $set: { tags: ['c', 'b'], state: 'shut', n: -9 } }, options);
        return;
      case 'move away and come back':
        // Not in a transaction: MongoDB renames nothing there.
        if ('session' in options) return;
        await collection.rename('elsewhere');
        await looseCollection(own, 'elsewhere').rename('kept');
    }
  }

  async function look(options: object, when: string): Promise<void> {
    const rows = (await collection.find({}, options).toArray()) as Row[];
    for (const { filter, holds } of filters) {
      const total = await collection.countDocuments(filter, options);
      expect(total, `${JSON.stringify(filter)} ${when}`).toBe(rows.filter(holds).length);
    }
    for (const one of asked) {
      const looked = rows.find(({ _id }) => _id === one) ?? null;
      expect(await collection.findOne({ _id: one }, options), `${one} ${when}`).toEqual(looked);
    }
  }

  async function runTogether(changes: Change[], commit: boolean): Promise<void> {
    const session = await own.startSession();
    try {
      session.startTransaction();
      for (const one of changes) {
        await make(one, { session });
        await look({}, 'while a transaction is open');
        await look({ session }, 'in the transaction');
      }
      if (commit) await session.commitTransaction();
      else await session.abortTransaction();
    } catch (error) {
      if ((error as { name?: string }).name === 'AssertionError') throw error;
    } finally {
      await session.endSession();
    }
  }

  it('are those of this moment, whatever was changed, together or alone, committed or not', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 8 }), async (lookedBefore, steps) => {
        await refill();
        if (lookedBefore) await look({}, 'at first');
        for (const [i, one] of steps.entries()) {
          if ('alone' in one) await make(one.alone, {}).catch(refusedByServer);
          else await runTogether(one.together, one.commit);
          await look({}, `after step ${i + 1}`);
        }
      }),
      { numRuns: store.kind === 'embedded' ? 60 : 5, ...(process.env.CI ? { seed: 20261128 } : {}) },
    );
  });
});

function refusedByServer(error: unknown): void {
  if (typeof (error as { code?: unknown }).code !== 'number') throw error;
}
