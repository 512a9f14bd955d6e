// How fast the embedded store is, each figure as a ratio to the same work done by hand in the same run:
//   npx tsx test/bench/store.ts             100,000 rows, some minutes
//   npx tsx test/bench/store.ts million     also 1,000,000 rows and the memory of their export
//   npx tsx test/bench/store.ts mongodb     Mongoose on MongoDB against the bare driver instead
// BETTER_SQLITE3=<folder of the package> adds the figures of that binding.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openMongoose } from '../support/stores.ts';
import { handWritten } from './store-hand.ts';
import { measureMongo } from './store-mongodb.ts';
import {
  bestOf,
  fill,
  groupStages,
  ms,
  pageAlone,
  pageCounted,
  pageOf,
  perSecond,
  processor,
  type Row,
  type RowModel,
  report,
  rowModel,
  rowOf,
  wall,
} from './store-rows.ts';

const asked = new Set(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'dougong-bench-'));
try {
  if (asked.has('mongodb')) await measureMongo();
  else await measureEmbedded();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureEmbedded(): Promise<void> {
  const own = await openMongoose(`sqlite:${join(folder, 'rows.db')}`);
  const model = await rowModel(own.connection);
  const filling = performance.now();
  await fill(model, 100_000);
  console.log(`     100,000 rows inserted: ${perSecond(100_000, performance.now() - filling)}`);
  await measureFindById(model);
  const page = await measureQueries(model);
  await measureCommits(own.connection);
  measureBinding('libsql');
  if (process.env.BETTER_SQLITE3) measureBinding(process.env.BETTER_SQLITE3);
  await own.disconnect();
  if (asked.has('million')) await measureMillion(page);
}

async function measureFindById(model: RowModel): Promise<void> {
  const CALLS = 2000;
  const text = JSON.stringify(rowOf(7));
  const stubbed = new mongoose.Mongoose().createConnection().model<Row>('rows', model.schema);
  // The innermost call alone is replaced: all that Mongoose does around it stays.
  Object.assign(stubbed.collection, {
    buffer: false,
    collection: { findOne: async () => JSON.parse(text) as Row },
  });
  const calls = (of: RowModel, row: (i: number) => number) => async () => {
    for (let i = 0; i < CALLS; i += 1) await of.findById(rowOf(row(i))._id).lean();
  };
  const same = (i: number) => i * 37;
  let next = 0;
  const another = () => {
    next += 1;
    return (next * 7919) % 100_000;
  };
  const { store, once, stub } = await bestOf(9, processor, {
    store: calls(model, same),
    once: calls(model, another),
    stub: calls(stubbed, same),
  });
  report(
    'findById().lean() against a stub that parses the row',
    stub / store,
    { atLeast: 0.5 },
    `${perSecond(CALLS, store)}, stub ${perSecond(CALLS, stub)}; documents not asked for before ${perSecond(CALLS, once)}, ${(stub / once).toFixed(2)} ×`,
  );
}

type Pages = { page: number; alone: number };

async function measureQueries(model: RowModel): Promise<Pages> {
  const hand = handWritten(join(folder, 'hand.db'), 100_000);
  const page = await bestOf(
    15,
    processor,
    {
      store: () => pageOf(model),
      alone: () => pageAlone(model),
      json: hand.jsonPage,
      plain: hand.plainPage,
    },
    20,
  );
  report(
    'page of 20 with total, by index',
    page.store / page.json,
    { atMost: 2 },
    `${ms(page.store)}; by hand over JSON ${ms(page.json)}, over a plain table ${ms(page.plain)}`,
  );
  const group = await bestOf(7, processor, {
    store: () => model.aggregate(groupStages),
    json: hand.jsonGroup,
    plain: hand.plainGroup,
  });
  report(
    'sums by month and category',
    group.store / group.json,
    { atMost: 2 },
    `${ms(group.store)}; by hand over JSON ${ms(group.json)}, by covering index ${ms(group.plain)}`,
  );
  hand.close();
  return { page: page.store, alone: page.alone };
}

async function measureCommits(connection: mongoose.Connection): Promise<void> {
  const COMMITS = 960;
  const model = connection.model(
    'commits',
    new mongoose.Schema({ _id: Number, n: Number }, { versionKey: false, autoCreate: false }),
  );
  await model.createCollection();
  let next = 0;
  const write = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      next += 1;
      await model.collection.insertOne({ _id: next, n: i } as never);
    }
  };
  const { alone, together } = await bestOf(5, wall, {
    alone: () => write(COMMITS / 4),
    together: () => Promise.all(Array.from({ length: 16 }, () => write(COMMITS / 16))),
  });
  report(
    '16 writers against one commit after another',
    (alone * 4) / together,
    { atLeast: 3 },
    `${perSecond(COMMITS, together)}, one by one ${perSecond(COMMITS / 4, alone)}`,
  );
}

type Binding = new (
  path: string,
) => {
  exec(sql: string): void;
  prepare(sql: string): { run(params: unknown[]): unknown; get(params: unknown[]): unknown };
};

/** What a binding does by itself: look-ups, inserts in one transaction, commits that are each flushed. */
function measureBinding(name: string): void {
  const Database = createRequire(import.meta.url)(name) as Binding;
  const db = new Database(join(folder, `binding-${name.replaceAll(/\W/g, '')}.db`));
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE t (id TEXT PRIMARY KEY, doc TEXT)');
  const timed = (count: number, work: (i: number) => unknown): string => {
    const from = performance.now();
    for (let i = 0; i < count; i += 1) work(i);
    return perSecond(count, performance.now() - from);
  };
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
  db.exec('BEGIN');
  const inserts = timed(50_000, (i) => insert.run([rowOf(i)._id, JSON.stringify(rowOf(i))]));
  db.exec('COMMIT');
  const find = db.prepare('SELECT doc FROM t WHERE id = ?');
  const finds = timed(50_000, (i) => JSON.parse((find.get([rowOf(i)._id]) as { doc: string }).doc));
  const commits = timed(500, (i) => insert.run([`c${i}`, '{}']));
  console.log(`     ${name.split('/').at(-1)} by itself: findById ${finds}, inserts ${inserts}, commits ${commits}`);
}

async function measureMillion(small: Pages): Promise<void> {
  const own = await openMongoose(`sqlite:${join(folder, 'million.db')}`);
  const model = await rowModel(own.connection);
  await fill(model, 1_000_000);
  const hand = handWritten(join(folder, 'hand-million.db'), 1_000_000);
  const { page, counted, alone, json } = await bestOf(
    9,
    processor,
    {
      page: () => pageOf(model),
      counted: () => pageCounted(model),
      alone: () => pageAlone(model),
      json: hand.jsonPage,
    },
    20,
  );
  hand.close();
  report(
    'the same page in 1,000,000 rows',
    alone / small.alone,
    { atMost: 3 },
    `${ms(alone)}; in 100,000 ${ms(small.alone)}`,
  );
  report(
    'the same page with its total',
    page / small.page,
    { atMost: 3 },
    `${ms(page)}; in 100,000 ${ms(small.page)}; by hand ${ms(json)}; with a total that nobody asked for before ${ms(counted)}`,
  );
  const group = await bestOf(3, processor, { store: () => model.aggregate(groupStages) });
  console.log(`     sums by month and category of 1,000,000 rows: ${ms(group.store)}`);
  await measureExport(model);
  await own.disconnect();
}

async function measureExport(model: RowModel): Promise<void> {
  const memory: number[] = [];
  let count = 0;
  let longest = 0;
  let last = performance.now();
  const from = last;
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  for await (const row of model.find({}, undefined, { lean: true }).cursor()) {
    if (row._id !== '') count += 1;
    if (count % 100_000 === 0) memory.push(Math.round(process.memoryUsage().rss / 1_048_576));
  }
  clearInterval(pulse);
  const [first = 1] = memory;
  report(
    'memory at the end of the export against its first tenth',
    (memory.at(-1) ?? 0) / first,
    { atMost: 1.3 },
    `${count} rows, MB after each tenth: ${memory.join(' ')}; ${perSecond(count, performance.now() - from)}; event loop held ${ms(longest)} at most`,
  );
}
