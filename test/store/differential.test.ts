// The embedded store against a real MongoDB: random documents, filters, updates, pipelines, bulk writes and indexes must
// give the same on both. A difference is a failure; what the store refuses by name is counted, and must stay rare.
// DIFFERENTIAL_CASES sets how many cases are tried (2,000), DIFFERENTIAL_SEED repeats a run. A failure is shrunk and
// kept under test/fixtures/store-cases, whose cases are tried in every run.
import { inspect } from 'node:util';
import fc from 'fast-check';
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  embeddedDatabase,
  hasMongo,
  looseCollection,
  mongoDatabase,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';
import { type Case, type Counts, type Operation, type Pair, runCase } from './differential/cases.ts';
import {
  canonical,
  EXACT,
  faultText,
  isRefusal,
  type Outcome,
  outcomeOf,
  useClassicEngine,
} from './differential/compare.ts';
import { keepCase, keptCases, read, write } from './differential/kept.ts';
import { act, modelFor, type SchemaCase, schemaCase } from './differential/schemas.ts';
import { change } from './differential/updates.ts';
import { documents, path } from './differential/values.ts';
import { aggregation, counting, distinct, keeping, query } from './differential/writes.ts';

const CASES = Number(process.env.DIFFERENTIAL_CASES ?? 2000);
// A run by hand tries new cases each time; a run in CI always tries the same, so that it judges the change alone.
const SEED = Number(
  process.env.DIFFERENTIAL_SEED ?? (process.env.CI ? 20_261_128 : Math.trunc(Math.random() * 2 ** 31)),
);
/** Operations tried on one set of documents. */
const OPERATIONS = 10;
/** About as many comparisons as one run of a property makes. */
const PER_RUN = 5;
const TIMEOUT = 60_000 + CASES * 50;
/** Most of what is tried must be answered, not refused. */
const MOST_REFUSED = 0.05;

const indexes: fc.Arbitrary<[string, number][]> = fc.array(
  fc.tuple(
    path.filter((name) => !/\d|\$x/.test(name)),
    fc.constantFrom(1, -1),
  ),
  { maxLength: 4 },
);

const groups: { what: string; operation: fc.Arbitrary<Operation>; share: number; indexed: boolean }[] = [
  {
    what: 'finds, sorts, projects and counts alike',
    operation: fc.oneof({ weight: 2, arbitrary: query }, { weight: 1, arbitrary: counting }),
    share: 0.3,
    indexed: true,
  },
  { what: 'changes alike, and leaves the same behind', operation: change, share: 0.25, indexed: true },
  {
    what: 'aggregates and collects distinct values alike',
    operation: fc.oneof({ weight: 8, arbitrary: aggregation }, { weight: 1, arbitrary: distinct }),
    share: 0.2,
    indexed: true,
  },
  { what: 'keeps keys unique alike, in bulk and in transactions', operation: keeping, share: 0.15, indexed: false },
];

describe.skipIf(!hasMongo)(`differential (seed ${SEED}, ${CASES} cases)`, () => {
  let databases: TestDatabase[];
  let pair: Pair;
  let counts: Counts;

  beforeAll(async () => {
    databases = [await embeddedDatabase(), await mongoDatabase()];
    // Nothing here is lost by a crash: the server need not flush its journal for each write.
    const quick = { writeConcern: { w: 1, journal: false } };
    const own = await Promise.all(databases.map(({ uri, kind }) => openMongoose(uri, kind === 'mongodb' ? quick : {})));
    const [embedded, mongodb] = own.map((one, i) => ({
      own: one,
      rows: looseCollection(one, 't'),
      isMongo: i === 1,
    })) as [Pair['embedded'], Pair['mongodb']];
    pair = { embedded, mongodb };
    await useClassicEngine(mongodb.own.connection as mongoose.Connection);
    await mongodb.own.connection.db?.createCollection('t');
  });
  beforeEach(() => {
    counts = { cases: 0, refused: 0, errors: 0, refusals: new Map() };
  });
  afterAll(async () => {
    for (const { own } of [pair.embedded, pair.mongodb]) await own.disconnect();
    for (const database of databases) await database.stop();
  });

  async function assertSame(found: Case): Promise<void> {
    const difference = await runCase(found, pair, counts);
    if (difference) throw new Error(`The stores differ on ${inspect(difference, { depth: 14 })}`);
  }

  it.each(groups)('$what', { timeout: TIMEOUT }, async ({ operation, share, indexed }) => {
    const cases = fc.record({
      documents,
      indexes: indexed ? indexes : fc.constant<[string, number][]>([]),
      operations: fc.array(operation, { minLength: 1, maxLength: OPERATIONS }),
    });
    const tried = await fc.check(fc.asyncProperty(cases, assertSame), {
      numRuns: Math.ceil((CASES * share) / PER_RUN),
      seed: SEED,
    });
    if (tried.failed) {
      const kept = tried.counterexample ? keepCase('case', tried.counterexample[0]) : 'none';
      throw new Error(`${(tried.errorInstance as Error).message}\n${fc.defaultReportMessage(tried)}\nKept as ${kept}`);
    }
    const refusals = [...counts.refusals].map(([what, count]) => `${what} ${count}`).join(', ');
    console.log(
      `seed ${SEED}: ${counts.cases} cases, 0 differences, ${counts.refused} refused by name (${refusals}), ${counts.errors} errors on both`,
    );
    expect(counts.refused / counts.cases).toBeLessThan(MOST_REFUSED);
  });

  /** The same acts on a model of the same schema on both: answers, faults and what is left must be the same. */
  async function assertSameModel({ fields, acts }: SchemaCase): Promise<void> {
    const sides = [pair.embedded, pair.mongodb];
    const models = await Promise.all(sides.map(({ own }) => modelFor(own, fields)));
    for (const one of acts) {
      counts.cases += 2;
      const [ours, theirs] = await Promise.all(models.map((model) => outcomeOf(() => act(model, one))));
      if (isRefusal(ours as Outcome)) counts.refused += 1;
      if (ours?.error) counts.errors += 1;
      const left = await Promise.all(
        models.map((model) => outcomeOf(() => model.collection.find({}, { ...EXACT, sort: { _id: 1 } }).toArray())),
      );
      const same =
        ours?.result === theirs?.result &&
        faultText(ours as Outcome, true) === faultText(theirs as Outcome, true) &&
        left[0]?.result === left[1]?.result;
      if (!same) throw new Error(`The stores differ on ${inspect({ fields, one, ours, theirs, left }, { depth: 14 })}`);
    }
  }

  it('serves models of any schema alike', { timeout: TIMEOUT }, async () => {
    const tried = await fc.check(fc.asyncProperty(schemaCase, assertSameModel), {
      numRuns: Math.ceil((CASES * 0.1) / 8),
      seed: SEED,
    });
    if (tried.failed) {
      const kept = tried.counterexample ? keepCase('schema', tried.counterexample[0]) : 'none';
      throw new Error(`${(tried.errorInstance as Error).message}\n${fc.defaultReportMessage(tried)}\nKept as ${kept}`);
    }
    console.log(
      `seed ${SEED}: ${counts.cases} cases, 0 differences, ${counts.refused} refused by name, ${counts.errors} errors on both`,
    );
  });

  it.each(keptCases<SchemaCase>('schema'))('still serves a model alike on %s', async (_name, found) => {
    await assertSameModel(found);
  });

  it.each(keptCases<Case>('case'))('still agrees on %s', async (_name, found) => {
    await assertSame(found);
    // A case that is refused shows nothing.
    expect(counts.cases).toBeGreaterThan(counts.refused);
  });
});

it('compares results to the last bit', () => {
  expect(canonical([1, -0, null])).not.toBe(canonical([1, 0, null]));
  expect(canonical({ a: 1, b: 2 })).not.toBe(canonical({ b: 2, a: 1 }));
});

it('keeps cases as data without a loss', () => {
  fc.assert(
    fc.property(documents, (list) => {
      expect(canonical(read(write({ documents: list })))).toBe(canonical({ documents: list }));
    }),
    { numRuns: 100 },
  );
});
