// The situations of the public specification tests of MongoDB's drivers, on both stores. See the README of the data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../support/stores.ts';

type Doc = Record<string, unknown>;
type Failure = { name?: string; code?: number; message?: string; with?: string[]; without?: string[] } & Doc;
type Step = {
  call?: string;
  args?: unknown[];
  /** The call belongs to the session. */
  in?: boolean;
  on?: string;
  start?: Doc;
  commit?: boolean;
  abort?: boolean;
  end?: boolean;
  foreign?: boolean;
  withTransaction?: Step[];
  throw?: string;
  /** Fails with a transient error in so many attempts. */
  transient?: number;
  gives?: unknown;
  fails?: Failure;
  refused?: string;
};
type Test = { does: string; steps: Step[]; after?: Doc[] };
type Spec = { initial: Doc[]; tests: Test[]; 'stands for'?: string[] } | { 'left out': string };

const FOLDER = join(import.meta.dirname, '../fixtures/driver-specs');
const load = (name: string): Record<string, Spec> => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
const suites = { crud: load('crud'), transactions: load('transactions') };

const isRun = (spec: Spec): spec is Exclude<Spec, { 'left out': string }> => 'tests' in spec;
const runs = Object.entries(suites).flatMap(([suite, specs]) =>
  Object.entries(specs).flatMap(([name, spec]) =>
    isRun(spec) ? spec.tests.map((test) => ({ title: `${suite}/${name}: ${test.does}`, spec, test })) : [],
  ),
);
const leftOut = Object.values(suites).flatMap((specs) => Object.values(specs).filter((spec) => !isRun(spec)));

describeEachStore('specification tests of drivers', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let other: mongoose.Mongoose;
  const tally = { passed: 0, refused: 0 };

  beforeAll(async () => {
    database = await store.connect();
    [own, other] = [await openMongoose(database.uri), await openMongoose(database.uri)];
  });
  afterAll(async () => {
    console.log(
      `${store.kind}: ${tally.passed} pass, ${tally.refused} refused by name, ${leftOut.length} files are left out`,
    );
    await own.disconnect();
    await other.disconnect();
    await database.stop();
  });

  it.each(runs)('$title', async ({ spec, test }) => {
    const rows = looseCollection(own, 'specs');
    await rows.drop();
    if (spec.initial.length > 0) await rows.insertMany(structuredClone(spec.initial));
    const refused = await new Runner(own, other, store.kind === 'embedded').run(structuredClone(test.steps));
    if (test.after && !refused) expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual(test.after);
    tally[refused ? 'refused' : 'passed'] += 1;
  });
});

class Runner {
  private readonly own: mongoose.Mongoose;
  private readonly other: mongoose.Mongoose;
  private readonly isEmbedded: boolean;
  private session!: mongoose.ClientSession;
  private attempts = 0;

  constructor(own: mongoose.Mongoose, other: mongoose.Mongoose, isEmbedded: boolean) {
    this.own = own;
    this.other = other;
    this.isEmbedded = isEmbedded;
  }

  /** True if a step was refused by name, as the data says that it is. */
  async run(steps: Step[]): Promise<boolean> {
    this.session = await this.own.startSession();
    try {
      for (const step of steps) if (await this.hold(step)) return true;
      return false;
    } finally {
      if (this.session.inTransaction()) await this.session.abortTransaction().catch(() => undefined);
      await this.session.endSession();
    }
  }

  private async hold(step: Step): Promise<boolean> {
    if (step.refused !== undefined && this.isEmbedded) {
      await expect(this.perform(step)).rejects.toMatchObject({ code: 115 });
      await expect(this.perform(step)).rejects.toThrow(step.refused);
      return true;
    }
    if (step.fails) holdFailure(await this.failure(step), step.fails);
    else holdResult(await this.perform(step), step);
    return false;
  }

  private failure(step: Step): Promise<unknown> {
    return this.perform(step).then(
      () => Promise.reject(new Error(`${JSON.stringify(step)} was accepted`)),
      (error: unknown) => error,
    );
  }

  private async perform(step: Step): Promise<unknown> {
    const { session } = this;
    if (step.start) return session.startTransaction(step.start);
    if (step.commit) return session.commitTransaction();
    if (step.abort) return session.abortTransaction();
    if (step.end) return session.endSession();
    if (step.foreign) return this.foreign();
    if (step.throw) throw new Error(step.throw);
    if (step.transient !== undefined) return this.transient(step.transient);
    if (step.withTransaction) {
      await session.withTransaction(async () => {
        for (const inner of step.withTransaction as Step[]) await this.hold(inner);
      });
      return 'done';
    }
    return this.call(step);
  }

  private async foreign(): Promise<unknown> {
    const session = await this.other.startSession();
    const work = looseCollection(this.own, 'specs').insertOne({ _id: 1 }, { session });
    return work.finally(() => session.endSession());
  }

  private transient(times: number): void {
    this.attempts += 1;
    if (this.attempts > times) return;
    const error = new this.own.mongo.MongoServerError({ errmsg: 'again', code: 112 });
    error.addErrorLabel('TransientTransactionError');
    throw error;
  }

  private async call({ call = '', args = [], in: inSession, on = 'specs' }: Step): Promise<unknown> {
    const rows = looseCollection(this.own, on) as unknown as Record<string, (...args: unknown[]) => unknown>;
    const method = rows[call] as (...args: unknown[]) => unknown;
    const result = method.apply(rows, inSession ? this.withSession(call, args) : args);
    const isCursor = call === 'find' || call === 'aggregate';
    return isCursor ? (result as { toArray(): Promise<unknown> }).toArray() : result;
  }

  /** The session goes into the options, which are the last argument or do not stand there yet. */
  private withSession(call: string, args: unknown[]): unknown[] {
    const place = /^(?:update|replace|findOneAnd(?:Update|Replace)|distinct)/.test(call) ? 2 : 1;
    const before = Array.from({ length: place }, (_, i) => args[i] ?? {});
    return [...before, { ...(args[place] as Doc | undefined), session: this.session }];
  }
}

function holdFailure(error: unknown, { with: labels = [], without = [], message, ...rest }: Failure): void {
  expect(error).toMatchObject(rest);
  if (message) expect((error as Error).message).toContain(message);
  const labelled = error as { hasErrorLabel?(label: string): boolean };
  expect(labels.filter((label) => !labelled.hasErrorLabel?.(label))).toEqual([]);
  expect(without.filter((label) => labelled.hasErrorLabel?.(label))).toEqual([]);
}

function holdResult(result: unknown, step: Step): void {
  if (!('gives' in step)) return;
  const isWrite = /^(?:insert|update|replace|delete|bulk)/.test(step.call ?? '');
  if (isWrite) expect(result).toMatchObject(step.gives as object);
  else expect(result).toEqual(step.gives);
}

describe('the list of specification tests', () => {
  it('has a case or a reason for each file', () => {
    for (const specs of Object.values(suites))
      for (const [name, spec] of Object.entries(specs))
        expect(isRun(spec) ? spec.tests.length : spec['left out'].length, name).toBeGreaterThan(0);
    expect(runs.length).toBeGreaterThan(200);
  });
});
