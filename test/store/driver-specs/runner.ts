// Runs one case of the specification tests on a store.
import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { expect } from 'vitest';
import type { Case, Doc, Failure, Step } from './specs.ts';

type Methods = Record<string, (...args: unknown[]) => unknown>;
type Cursor = { toArray(): Promise<unknown> };

/** How long a step that must wait for another transaction is watched. */
const WATCH_MS = 20;

export class Runner {
  private readonly own: mongoose.Mongoose;
  private readonly other: mongoose.Mongoose;
  private readonly isEmbedded: boolean;
  private readonly sessions = new Map<true | 2, mongoose.ClientSession>();
  private waiting: Promise<void> | undefined;
  private attempts = 0;

  constructor(own: mongoose.Mongoose, other: mongoose.Mongoose, isEmbedded: boolean) {
    this.own = own;
    this.other = other;
    this.isEmbedded = isEmbedded;
  }

  /** True if a step was refused by name, as the data say that it is. */
  async run({ steps, session, extended }: Case): Promise<boolean> {
    this.sessions.set(true, await this.own.startSession(session));
    this.sessions.set(2, await this.own.startSession());
    try {
      for (const step of steps) {
        const { args } = step;
        const given =
          extended && args
            ? { ...step, args: this.own.mongo.BSON.EJSON.parse(JSON.stringify(args), { relaxed: false }) }
            : step;
        if (await this.hold(given)) return true;
      }
      await this.waiting;
      return false;
    } finally {
      for (const one of this.sessions.values()) {
        if (one.inTransaction()) await one.abortTransaction().catch(() => undefined);
        await one.endSession();
      }
    }
  }

  private session({ in: which = true }: Step): mongoose.ClientSession {
    return this.sessions.get(which) as mongoose.ClientSession;
  }

  private async hold(step: Step): Promise<boolean> {
    if (step.in === 2) await this.waiting;
    if (step.refused !== undefined && this.isEmbedded) {
      await expect(this.perform(step)).rejects.toMatchObject({ code: 115 });
      await expect(this.perform(step)).rejects.toThrow(step.refused);
      return true;
    }
    const { waits, ...otherwise } = (this.isEmbedded && step.embedded) || {};
    const expected = 'gives' in otherwise || 'fails' in otherwise ? otherwise : step;
    if (waits) await this.holdLater(step, expected);
    else await this.holdNow(step, expected);
    return false;
  }

  private async holdNow(step: Step, { fails, ...expected }: Pick<Step, 'gives' | 'fails'>): Promise<void> {
    if (fails) holdFailure(await this.failure(step), fails);
    else holdResult(await this.perform(step), { ...expected, call: step.call });
  }

  /** The step is begun, and ends only when the other transaction has. */
  private async holdLater(step: Step, expected: Pick<Step, 'gives' | 'fails'>): Promise<void> {
    let ended = false;
    this.waiting = this.holdNow(step, expected).finally(() => {
      ended = true;
    });
    await pause(WATCH_MS);
    expect(ended).toBe(false);
  }

  private failure(step: Step): Promise<unknown> {
    return this.perform(step).then(
      () => Promise.reject(new Error(`${JSON.stringify(step)} was accepted`)),
      (error: unknown) => error,
    );
  }

  private async perform(step: Step): Promise<unknown> {
    const session = this.session(step);
    if (step.start) return session.startTransaction(step.start);
    if (step.commit) return session.commitTransaction();
    if (step.abort) return session.abortTransaction();
    if (step.end) return session.endSession();
    if (step.foreign) return this.foreign();
    if (step.throw) throw new Error(step.throw);
    if (step.transient !== undefined) return this.transient(step.transient);
    if (step.exists !== undefined) return this.exists(step.exists);
    if (step.indexed !== undefined) return this.indexed(step.indexed);
    if (step.inTransaction !== undefined) return expect(session.inTransaction()).toBe(step.inTransaction);
    if (step.withTransaction) return this.withTransaction(step.withTransaction, step);
    return this.call(step);
  }

  private async withTransaction(steps: Step[], step: Step): Promise<unknown> {
    await this.session(step).withTransaction(async () => {
      for (const inner of steps) {
        // An error of a step is what the callback fails with, once it has been looked at.
        if (inner.fails) {
          const error = await this.failure(inner);
          holdFailure(error, inner.fails);
          throw error;
        }
        await this.hold(inner);
      }
    }, step.how);
    return 'done';
  }

  private async foreign(): Promise<unknown> {
    const session = await this.other.startSession();
    const work = this.collection('specs').insertOne?.({ _id: 1 }, { session }) as Promise<unknown>;
    return work.finally(() => session.endSession());
  }

  private transient(times: number): void {
    this.attempts += 1;
    if (this.attempts > times) return;
    const error = new this.own.mongo.MongoServerError({ errmsg: 'again', code: 112 });
    error.addErrorLabel('TransientTransactionError');
    throw error;
  }

  private collection(name: string, options?: Doc): Methods {
    return this.own.connection.db?.collection(name, options) as unknown as Methods;
  }

  private async exists(name: string): Promise<boolean> {
    const found = await this.own.connection.db?.listCollections({ name }).toArray();
    return found?.length === 1;
  }

  private async indexed(name: string): Promise<string[]> {
    if (!(await this.exists(name))) return [];
    const indexes = (await this.collection(name).indexes?.()) as { name: string }[];
    return indexes.map((index) => index.name);
  }

  private async call(step: Step): Promise<unknown> {
    const { call = '', args = [], on = 'specs', to, options } = step;
    const target = to === 'database' ? (this.own.connection.db as unknown as Methods) : this.collection(on, options);
    const result = target[call]?.(...(step.in ? this.withSession(step, args) : args));
    return call === 'find' || call === 'aggregate' ? (result as Cursor).toArray() : result;
  }

  /** The session goes into the options, which are the last argument or do not stand there yet. */
  private withSession(step: Step, args: unknown[]): unknown[] {
    const place = /^(?:update|replace|findOneAnd(?:Update|Replace)|distinct)/.test(step.call ?? '') ? 2 : 1;
    const before = Array.from({ length: place }, (_, i) => args[i] ?? {});
    return [...before, { ...(args[place] as Doc | undefined), session: this.session(step) }];
  }
}

function holdFailure(error: unknown, { with: labels = [], without = [], message, ...rest }: Failure): void {
  expect(error).toMatchObject(rest);
  if (message) expect((error as Error).message).toContain(message);
  const labelled = error as { hasErrorLabel?(label: string): boolean };
  expect(labels.filter((label) => !labelled.hasErrorLabel?.(label))).toEqual([]);
  expect(without.filter((label) => labelled.hasErrorLabel?.(label))).toEqual([]);
}

/** Of the results of writes the named parts are looked at, of all others the whole. */
function holdResult(result: unknown, expected: Pick<Step, 'gives' | 'call'>): void {
  if (!('gives' in expected)) return;
  const isWrite = /^(?:insert|update|replace|delete|bulk)/.test(expected.call ?? '');
  if (isWrite) expect(result).toMatchObject(expected.gives as object);
  else expect(result).toEqual(expected.gives);
}
