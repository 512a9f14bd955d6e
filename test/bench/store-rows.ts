// What the store's bench runs on: rows as a bank's records are, the model over them, and a stopwatch.
import mongoose from 'mongoose';

export type Row = {
  _id: string;
  tenant: string;
  status: string;
  category: string;
  createdAt: string;
  data: { amount: number; customer: { id: string; name: string }; note: string };
};

const statuses = ['draft', 'finance', 'director', 'paid', 'rejected'];
const categories = ['goods', 'services', 'project', 'rent', 'deposit', 'other'];

/** Row `i` of a collection: three years, five states, six categories, no randomness. */
export function rowOf(i: number): Row {
  const mixed = (i * 2654435761) % 4294967296;
  return {
    _id: `demo/row-${String(i).padStart(8, '0')}`,
    tenant: 'demo',
    status: statuses[mixed % 5] as string,
    category: categories[(mixed >>> 4) % 6] as string,
    createdAt: new Date(Date.UTC(2024, 0, 1) + (mixed % 94_608_000) * 1000).toISOString(),
    data: {
      amount: (mixed % 9_000_000) + 100,
      customer: { id: `customer-${mixed % 2000}`, name: `上海恒通商贸有限公司 ${mixed % 2000}` },
      note: 'Paid as agreed in the contract of last year, second instalment',
    },
  };
}

export function* rows(count: number): Generator<Row> {
  for (let i = 0; i < count; i += 1) yield rowOf(i);
}

export type RowModel = mongoose.Model<Row>;

/** The model of the rows on a connection, with the index that a list of them uses. */
export async function rowModel(connection: mongoose.Connection): Promise<RowModel> {
  const schema = new mongoose.Schema<Row>(
    {
      _id: String,
      tenant: String,
      status: String,
      category: String,
      createdAt: String,
      data: mongoose.Schema.Types.Mixed,
    },
    { collection: 'rows', versionKey: false, autoIndex: false, autoCreate: false },
  );
  schema.index({ status: 1, category: 1, createdAt: -1 });
  const model = connection.model<Row>('rows', schema);
  await model.createCollection();
  await model.createIndexes();
  return model;
}

export async function fill(model: RowModel, count: number): Promise<void> {
  let batch: Row[] = [];
  for (const row of rows(count)) {
    batch.push(row);
    if (batch.length < 2000) continue;
    await model.insertMany(batch, { lean: true });
    batch = [];
  }
  if (batch.length > 0) await model.insertMany(batch, { lean: true });
}

export const pageFilter = { status: 'paid', category: 'goods' };

export function pageAlone(model: RowModel): Promise<unknown[]> {
  return model.find(pageFilter, undefined, { lean: true }).sort({ createdAt: -1 }).limit(20).exec();
}

/** A page of a list with its total. */
export function pageOf(model: RowModel): Promise<unknown[]> {
  return Promise.all([pageAlone(model), model.countDocuments(pageFilter)]);
}

let asked = 0;

/** The same for a filter of which no total is kept at hand. */
export function pageCounted(model: RowModel): Promise<unknown[]> {
  asked += 1;
  const filter = { ...pageFilter, createdAt: { $lt: `2099-${asked}` } };
  return Promise.all([pageAlone(model), model.countDocuments(filter)]);
}

export const groupStages = [
  {
    $group: {
      _id: { month: { $substrBytes: ['$createdAt', 0, 7] }, category: '$category' },
      sum: { $sum: '$data.amount' },
      count: { $sum: 1 },
    },
  },
];

type Job = () => unknown;

/** Milliseconds of the processor: other programs of the machine do not count, waiting does not either. */
export const processor = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
/** Milliseconds that pass: for what waits for a disk or a server. */
export const wall = (): number => performance.now();

/** The best time of each job in milliseconds, tried by turns so that a busy machine is busy for all of them. */
export async function bestOf<T extends { [name: string]: Job }>(
  rounds: number,
  clock: () => number,
  jobs: T,
  /** How often in a row, for jobs shorter than the clock's step. */
  times = 1,
): Promise<{ [K in keyof T]: number }> {
  const best = Object.fromEntries(Object.keys(jobs).map((name) => [name, Infinity]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, job] of Object.entries(jobs)) {
      const from = clock();
      for (let i = 0; i < times; i += 1) await job();
      best[name] = Math.min(best[name] as number, (clock() - from) / times);
    }
  }
  return best as { [K in keyof T]: number };
}

/** One line: what was measured, the ratio that was asked for and the one found. */
export function report(
  what: string,
  found: number,
  wanted: { atLeast: number } | { atMost: number },
  details: string,
): void {
  const good = 'atLeast' in wanted ? found >= wanted.atLeast : found <= wanted.atMost;
  const limit = 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
  console.log(`${good ? 'ok  ' : 'MISS'} ${what}: ${found.toFixed(2)} × (${limit}); ${details}`);
}

export const ms = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
export const perSecond = (count: number, time: number): string => `${Math.round((count * 1000) / time)}/s`;
