// What both stores promise about indexes that let documents expire: which go, which stay, and which indexes are refused.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../server/store/embedded/store.ts';
import { removeExpired } from '../../server/store/embedded/ttl.ts';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

type Command = (command: object) => Promise<Record<string, unknown>>;

/** A server that the tests did not start looks for what has expired once a minute. */
const PATIENCE = 300_000;

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const later = ago(-3600);

/** An index, the documents under it, and those that are left after the sweep. */
const EXPIRING: { title: string; key: object; options: object; documents: object[]; left: unknown[] }[] = [
  {
    title: 'at the moment in the field where no time is added',
    key: { at: 1 },
    options: { expireAfterSeconds: 0 },
    documents: [
      { _id: 'past', at: ago(5) },
      { _id: 'before 1970', at: new Date(-1) },
      { _id: 'to come', at: later },
    ],
    left: ['to come'],
  },
  {
    title: 'so many seconds after the moment in the field',
    key: { at: -1 },
    options: { expireAfterSeconds: 600 },
    documents: [
      { _id: 'older', at: ago(700) },
      { _id: 'younger', at: ago(500) },
      { _id: 'to come', at: later },
    ],
    left: ['to come', 'younger'],
  },
  {
    title: 'by the earliest of several dates',
    key: { at: 1 },
    options: { expireAfterSeconds: 0 },
    documents: [
      { _id: 'first past', at: [ago(5), later] },
      { _id: 'last past', at: [later, ago(5)] },
      { _id: 'among others', at: ['text', 7, ago(5)] },
      { _id: 'all to come', at: [later, ago(-7200)] },
      { _id: 'empty', at: [] },
      { _id: 'array in an array', at: [[ago(5)]] },
    ],
    left: ['all to come', 'array in an array', 'empty'],
  },
  {
    title: 'never by what is no date, nor by nothing',
    key: { at: 1 },
    options: { expireAfterSeconds: 0 },
    documents: [
      { _id: 'missing' },
      { _id: 'null', at: null },
      { _id: 'number', at: Date.now() - 5000 },
      { _id: 'text', at: ago(5).toISOString() },
      { _id: 'document', at: { at: ago(5) } },
      { _id: 'past', at: ago(5) },
    ],
    left: ['document', 'missing', 'null', 'number', 'text'],
  },
  {
    title: 'by a date within documents, and within arrays of them',
    key: { 'seen.at': 1 },
    options: { expireAfterSeconds: 1 },
    documents: [
      { _id: 'one', seen: { at: ago(5) } },
      { _id: 'many', seen: [{ at: later }, { at: ago(5) }] },
      { _id: 'none', seen: [{ at: later }, {}] },
    ],
    left: ['none'],
  },
  {
    title: 'only where the index holds the document',
    key: { at: 1 },
    options: { expireAfterSeconds: 0, partialFilterExpression: { done: true } },
    documents: [
      { _id: 'held', at: ago(5), done: true },
      { _id: 'not held', at: ago(5), done: false },
      { _id: 'not said', at: ago(5) },
      { _id: 'to come', at: later, done: true },
    ],
    left: ['not held', 'not said', 'to come'],
  },
  {
    title: 'only where a condition on the date itself lets the index hold it',
    key: { at: 1 },
    options: { expireAfterSeconds: 0, partialFilterExpression: { at: { $gt: ago(60) } } },
    documents: [
      { _id: 'held', at: ago(5) },
      { _id: 'not held', at: ago(90) },
    ],
    left: ['not held'],
  },
  {
    title: 'more at once than one portion',
    key: { at: 1 },
    options: { expireAfterSeconds: 0 },
    documents: Array.from({ length: 1203 }, (_, i) => ({ _id: `n${i}`, at: i % 400 === 0 ? later : ago(5) })),
    left: ['n0', 'n1200', 'n400', 'n800'],
  },
];

/** What no index that lets documents expire may be, and the code with which it is refused. */
const REFUSED: { title: string; key: object; options: object; code: number }[] = [
  { title: 'on _id', key: { _id: 1 }, options: { expireAfterSeconds: 1 }, code: 197 },
  { title: 'on _id downwards', key: { _id: -1 }, options: { expireAfterSeconds: 1 }, code: 197 },
  { title: 'on two fields', key: { at: 1, n: 1 }, options: { expireAfterSeconds: 1 }, code: 67 },
  { title: 'before the moment', key: { at: 1 }, options: { expireAfterSeconds: -1 }, code: 67 },
  { title: 'after text', key: { at: 1 }, options: { expireAfterSeconds: '5' }, code: 67 },
  { title: 'after null', key: { at: 1 }, options: { expireAfterSeconds: null }, code: 67 },
  { title: 'after too long', key: { at: 1 }, options: { expireAfterSeconds: 2_147_483_648 }, code: 67 },
  { title: 'on _id and unique', key: { _id: 1 }, options: { unique: true }, code: 197 },
  { title: 'on _id and sparse', key: { _id: 1 }, options: { sparse: true }, code: 197 },
];

describeEachStore('documents that expire', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let command: Command;
  let sweep: () => Promise<void>;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    command = (given) => (own.connection.db as NonNullable<mongoose.Connection['db']>).admin().command(given) as never;
    sweep = store.kind === 'mongodb' ? twoPasses : sweepFile;
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  /** A pass that is under way may have begun before the test wrote: the one after it has seen everything. */
  async function twoPasses(): Promise<void> {
    const passes = async () => {
      const { metrics } = (await command({ serverStatus: 1 })) as { metrics: { ttl: { passes: number } } };
      return metrics.ttl.passes;
    };
    for (const before = await passes(); (await passes()) < before + 2; )
      await new Promise((resolve) => setTimeout(resolve, 100));
  }

  async function sweepFile(): Promise<void> {
    await removeExpired((own.connection.getClient() as unknown as { store: Store }).store, new Date());
  }

  it('go by the rules of their index', { timeout: PATIENCE }, async () => {
    const collections = await Promise.all(
      EXPIRING.map(async ({ key, options, documents }, i) => {
        const rows = looseCollection(own, `expiring${i}`);
        await rows.insertMany(documents);
        await rows.createIndex(key, options);
        return rows;
      }),
    );
    await sweep();
    const left = await Promise.all(collections.map(idsOf));
    expect(Object.fromEntries(EXPIRING.map(({ title }, i) => [title, left[i]]))).toEqual(
      Object.fromEntries(EXPIRING.map((one) => [one.title, one.left])),
    );
  });

  it('stay while somebody puts their moment off, and go when nobody does', { timeout: PATIENCE }, async () => {
    const rows = looseCollection(own, 'kept');
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
    await rows.insertMany([
      ...Array.from({ length: 1100 }, (_, i) => ({ _id: `n${i}`, at: ago(-2) })),
      { _id: 'put off', at: ago(-2) },
    ]);
    let found = 0;
    let writes = 0;
    let over = false;
    const putOff = async () => {
      for (; !over; writes += 1) {
        found += Number((await rows.updateOne({ _id: 'put off' }, { $set: { at: ago(-2) } })).matchedCount);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const writing = putOff();
    while ((await rows.countDocuments()) > 1) await sweep();
    over = true;
    await writing;
    expect(await idsOf(rows)).toEqual(['put off']);
    expect(found).toBe(writes);
  });

  it.each(REFUSED)('have no index $title', async ({ key, options, code }) => {
    const rows = looseCollection(own, 'refused');
    await rows.insertOne({ at: later }).catch(() => undefined);
    await expect(rows.createIndex(key, options)).rejects.toMatchObject({ code });
  });

  it('have an index that says after how many whole seconds', async () => {
    const rows = looseCollection(own, 'listed');
    await rows.createIndex({ a: 1 }, { expireAfterSeconds: 1.5 });
    await rows.createIndex({ b: 1 }, { expireAfterSeconds: Number.NaN });
    expect((await rows.indexes()).map(({ expireAfterSeconds }) => expireAfterSeconds)).toEqual([
      undefined,
      1,
      2_147_483_647,
    ]);
    await expect(rows.createIndex({ a: 1 }, { expireAfterSeconds: 2 })).rejects.toMatchObject({ code: 85 });
  });

  it('have an index whose time is changed, or not, but never in silence', async () => {
    const rows = looseCollection(own, 'changed');
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    await rows.insertOne({ _id: 1, at: ago(600) });
    const change = (own.connection.db as unknown as { command: Command }).command({
      collMod: 'changed',
      index: { keyPattern: { at: 1 }, expireAfterSeconds: 60 },
    });
    if (store.kind === 'mongodb') await change;
    else await expect(change).rejects.toMatchObject({ code: 115, message: expect.stringContaining('collMod') });
  });

  const idsOf = async (rows: LooseCollection) =>
    (await rows.find({}, { sort: { _id: 1 }, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
});
