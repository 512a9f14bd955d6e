// The one writer of the embedded store: who waits for it, for how long, and what is said to those who waited in vain.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { isAway } from '../../server/store/store-errors.ts';
import { bundleProgram } from '../support/bundled-server.ts';
import {
  embeddedDatabase,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

let database: TestDatabase;
let own: mongoose.Mongoose;
let rows: LooseCollection;

beforeEach(async () => {
  database = await embeddedDatabase();
  own = await openMongoose(database.uri, { writerPatience: 150 } as mongoose.ConnectOptions);
  rows = looseCollection(own, 'rows');
  await rows.insertMany([{ _id: 1 }, { _id: 2 }]);
});
afterEach(async () => {
  await own.disconnect();
  await database.stop();
});

type Labelled = { code: number; hasErrorLabel(label: string): boolean };

async function failure(work: Promise<unknown>): Promise<{ code: number; labels: string[]; away: boolean }> {
  const error = (await work.then(
    () => ({ code: 0, hasErrorLabel: () => false }),
    (caught: unknown) => caught,
  )) as Labelled;
  const labels = ['TransientTransactionError', 'RetryableWriteError'].filter((label) => error.hasErrorLabel(label));
  return { code: error.code, labels, away: isAway(error) };
}

/** A transaction that somebody has opened and not yet ended. */
async function held(): Promise<mongoose.mongo.ClientSession> {
  const session = await own.startSession();
  session.startTransaction();
  await rows.updateOne({ _id: 1 }, { $set: { n: 1 } }, { session });
  return session;
}

describe('beside an open transaction', () => {
  it('a write to any document waits only so long, and may be tried again', async () => {
    const session = await held();
    expect(await failure(rows.updateOne({ _id: 2 }, { $set: { n: 2 } }))).toEqual({
      code: 24,
      labels: ['RetryableWriteError'],
      away: true,
    });
    expect(await rows.find({ n: { $exists: true } }).toArray()).toEqual([]);
    await session.commitTransaction();
    await session.endSession();
    await rows.updateOne({ _id: 2 }, { $set: { n: 2 } });
    expect(await rows.countDocuments({ n: { $exists: true } })).toBe(2);
  });

  it('another transaction is told to begin again, and goes through once the first has ended', async () => {
    const [first, second] = [await held(), await own.startSession()];
    second.startTransaction();
    expect(await failure(rows.updateOne({ _id: 2 }, { $set: { n: 2 } }, { session: second }))).toMatchObject({
      code: 24,
      labels: ['TransientTransactionError'],
    });
    await second.abortTransaction().catch(() => undefined);
    const later = second.withTransaction(() => rows.updateOne({ _id: 2 }, { $set: { n: 3 } }, { session: second }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.commitTransaction();
    await later;
    await Promise.all([first, second].map((session) => session.endSession()));
    expect(await rows.findOne({ _id: 2 })).toEqual({ _id: 2, n: 3 });
  });

  it('reads do not wait', async () => {
    const session = await held();
    expect(await rows.find({}).toArray()).toEqual([{ _id: 1 }, { _id: 2 }]);
    await session.abortTransaction();
    await session.endSession();
  });

  it('those who gave up leave the line to those behind them', async () => {
    const session = await held();
    const impatient = failure(rows.insertOne({ _id: 3 }, { maxTimeMS: 20 }));
    const patient = rows.insertOne({ _id: 4 });
    expect(await impatient).toMatchObject({ code: 50 });
    await session.abortTransaction();
    await session.endSession();
    await patient;
    expect(await rows.countDocuments()).toBe(3);
  });
});

describe('a commit that failed', () => {
  it('is not taken for one that happened when it is asked for again', async () => {
    const { writer } = (own.connection.getClient() as unknown as { store: { file: { writer: Sqlite } } }).store.file;
    const session = await held();
    // Commits are refused by SQLite itself.
    const commit = writer.exec.bind(writer);
    writer.exec = (sql) => commit(sql === 'COMMIT' ? 'COMMIT TO NOTHING' : sql);
    await expect(session.commitTransaction()).rejects.toThrow();
    writer.exec = commit;
    expect(await failure(session.commitTransaction())).toMatchObject({ code: 251 });
    await session.endSession();
    expect(await rows.countDocuments({ n: 1 })).toBe(0);
  });
});

it('a program that only waits lives to hear the answer, and ends when the store is closed', async () => {
  const program = await bundleProgram(join(import.meta.dirname, 'waiting-script.ts'));
  const answer = (patience: number) =>
    JSON.parse(execFileSync(process.execPath, [program.path, String(patience)], { timeout: 9000, encoding: 'utf8' }));
  try {
    expect([answer(150), answer(10_000)]).toEqual([24, 'store-closed']);
  } finally {
    await program.remove();
  }
});
