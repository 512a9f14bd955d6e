import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, QueryPlan } from '../../../engine/index.ts';
import type { Store } from '../../../server/deps.ts';
import { runPlan, runPlans } from '../../../server/reports/run-plans.ts';
import { scanPlans } from '../../../server/reports/scan-plans.ts';
import { connectStore } from '../../../server/store/connect-store.ts';
import { compileFilter } from '../../../server/store/embedded/index.ts';
import type { RecordRow } from '../../../server/store/rows.ts';
import { answer } from '../../engine/reports/in-memory.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const purposes = ['goods', 'rent', 'other'];

/** Rows with every kind of gap: no date, no amount, no tags, empty tags, several tags. */
const row = fc.record(
  {
    day: fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)),
    at: fc.integer({ min: 0, max: 800 * 24 * 60 }).map((n) => new Date(Date.UTC(2025, 0, 1, 0, n)).toISOString()),
    amount: fc.integer({ min: -5, max: 200 }),
    purpose: fc.constantFrom(...purposes),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
    who: fc.record({ id: fc.constantFrom('a', 'b', 'c') }),
  },
  { requiredKeys: [] },
);

const dimension = fc.constantFrom<Omit<QueryPlan['dimensions'][number], 'as'>>(
  { path: 'data.purpose' },
  { path: 'data.who.id' },
  { path: 'data.day', bucket: 'month', time: 'date' },
  { path: 'data.day', bucket: 'week', time: 'date' },
  { path: 'data.at', bucket: 'day', time: 'date-time' },
  { path: 'data.at', bucket: 'quarter', time: 'date-time' },
  {
    path: 'data.amount',
    ranges: [
      { key: 'low', to: 10 },
      { key: 'mid', from: 10, to: 100 },
      { key: 'high', from: 150 },
    ],
  },
  { path: 'data.tags', list: true },
  { path: 'status' },
);
const condition = fc.constantFrom<JsonObject>(
  {},
  { 'data.purpose': { $eq: 'goods' } },
  { 'data.amount': { $gte: 20, $lt: 150 } },
  { $or: [{ status: { $in: ['paid'] } }, { 'data.amount': { $exists: false } }] },
  { $nor: [{ 'data.day': { $lt: '2026-01-01' } }] },
);
const measure = fc
  .record({
    op: fc.constantFrom('count', 'sum', 'avg', 'min', 'max', 'distinct'),
    path: fc.constantFrom('data.amount', 'data.day', 'data.who.id', undefined),
    match: fc.option(condition, { nil: undefined }),
  })
  .filter(
    ({ op, path }) =>
      op === 'count' || (path !== undefined && !(op === 'sum' || op === 'avg')) || path === 'data.amount',
  );

const plan = fc
  .record({
    match: condition,
    zone: fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'America/New_York'),
    dimensions: fc.uniqueArray(dimension, { maxLength: 2, selector: (each) => each.path }),
    measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 500 }),
  })
  .map(
    ({ dimensions, measures, descending, ...rest }): QueryPlan => ({
      ...rest,
      dataset: 'any',
      from: { form: 'thing' },
      dimensions: dimensions.map((each, index) => ({ as: `d${index}`, ...each })),
      measures: measures.map(({ op, path, match }, index) => ({
        as: `m${index}`,
        op: op as 'count',
        ...(path !== undefined && { path }),
        ...(match && { match }),
      })),
      sort: [{ by: dimensions.length > 0 ? 'd0' : 'm0', descending }],
    }),
  );

const runs = 60;

describeEachStore('a query plan', (store) => {
  let database: TestDatabase;
  let opened: Store;
  let rows: JsonObject[];
  beforeAll(async () => {
    database = await store.connect();
    opened = await connectStore(database.uri);
    rows = fc
      .sample(row, { numRuns: 300, seed: 7 })
      .map((data, index) => ({ data: data as JsonObject, status: index % 3 === 0 ? 'paid' : 'open' }));
    await opened.tenant('demo').ensureRecords('thing', [{ fields: ['data.day'], unique: false }]);
    await opened
      .tenant('demo')
      .records('thing')
      .insertMany(rows.map((each, index) => stored(each, index)));
  });
  afterAll(async () => {
    await opened.close();
    await database.stop();
  });
  const source = () => ({ repository: opened.tenant('demo').records('thing'), scope: {} });

  it('grouped by the store gives what its words say', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (asked) => {
        expect(rounded(await runPlan(asked, source()))).toEqual(rounded(answer(asked, rows)));
      }),
      { numRuns: runs, seed: 11 },
    );
  });

  it('answered with others from one reading gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 4 }), async (asked) => {
        const scanned = await scanPlans(compileFilter, asked, source());
        expect(scanned?.map(rounded)).toEqual(asked.map((each) => rounded(answer(each, rows))));
      }),
      { numRuns: runs, seed: 13 },
    );
  });

  it('counts only the rows of its scope', async () => {
    const asked: QueryPlan = {
      dataset: 'any',
      from: { form: 'thing' },
      match: {},
      zone: 'UTC',
      dimensions: [],
      measures: [{ as: 'm0', op: 'count' }],
      sort: [],
      limit: 1,
    };
    const scoped = { ...source(), scope: { status: 'paid' } };
    const [found] = await runPlans(opened.rowTest, [asked], scoped);
    expect(found).toEqual({ ok: true, rows: [{ m0: 100 }] });
    expect(await runPlan(asked, scoped)).toEqual([{ m0: 100 }]);
    expect(await runPlan(asked, { ...source(), scope: { $nor: [{}] } })).toEqual([{ m0: 0 }]);
  });
});

function stored({ data, status }: JsonObject, index: number): RecordRow {
  const at = '2026-01-01T00:00:00.000Z';
  const base = {
    tenant: 'demo',
    form: 'thing',
    pack: 'p',
    release: 1,
    revision: 1,
    owner: 'a',
    unit: 'u',
    search: [],
    title: '',
  };
  return {
    ...base,
    id: `r${index}`,
    status: String(status),
    data: data as JsonObject,
    createdAt: at,
    createdBy: 'a',
    updatedAt: at,
    updatedBy: 'a',
  };
}

// Averages are sums of the same numbers in another order.
function rounded(found: JsonObject[]): JsonObject[] {
  return found.map((each) =>
    Object.fromEntries(
      Object.entries(each).map(([name, value]) => [
        name,
        typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
      ]),
    ),
  );
}

describe('plans', () => {
  it('are made at random from every kind of dimension and measure', () => {
    const sample = fc.sample(plan, { numRuns: 200, seed: 11 });
    const kinds = new Set(sample.flatMap(({ dimensions }) => dimensions.map(({ path }) => path)));
    expect(kinds.size).toBeGreaterThan(6);
    expect(new Set(sample.flatMap(({ measures }) => measures.map(({ op }) => op))).size).toBe(6);
  });
});
