import type { ClientSession, Connection } from 'mongoose';
import { unavailable } from '../fault.ts';
import { endAbandoned } from './abandoned.ts';
import { SELECTION_MS } from './connection.ts';
import { isAway, isTransient, isUnknownCommit, KeyWanted } from './store-errors.ts';
import { OutOfTurn, waitingLines } from './waiting-lines.ts';

/** How long a transaction is tried again before the caller is told to come back later. */
const PATIENCE_MS = 10_000;
/** Attempts that a transaction of a live server may cost. */
const FEW = 4;

/** A transaction that runs. */
export type Running = {
  session: ClientSession;
  /** No other transaction of this process has `thing` until this one ends. Throws where another has it: then this one runs again in its turn. */
  take(thing: string): void;
  /** Another transaction's change of `thing` was in the way: the next attempt waits for its turn at it. */
  blockedBy(thing: string): void;
};

/**
 * All writes of `work` or none. Run again when another transaction got in its way; commits whose answer was lost are
 * asked for again, so that a transaction that did happen is never reported as failed.
 */
export async function inTransaction<T>(connection: Connection, work: (running: Running) => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  const lines = waitingLines(connection);
  const wanted = new Set<string>();
  for (let attempt = 1; ; attempt++) {
    const held = new Set<string>();
    let failed: unknown;
    // Before the first read: what the transaction sees must be no older than its turn.
    const isItsTurn = lines === undefined || (await lines.takeAll(wanted, held, deadline));
    const session = await connection.startSession();
    try {
      if (!isItsTurn) throw unavailable(new OutOfTurn());
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } });
      const take = (thing: string) => {
        if (!lines || held.has(thing)) return;
        wanted.add(thing);
        if (!lines.tryTake(thing)) throw new OutOfTurn();
        held.add(thing);
      };
      const value = await work({ session, take, blockedBy: (thing) => wanted.add(thing) });
      await commit(session, deadline);
      return value;
    } catch (cause) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      if (!isTransient(cause)) throw isAway(cause) || isUnknownCommit(cause) ? unavailable(cause) : cause;
      // Nothing is begun again that may have to wait for a server longer than is left.
      const needed = isAway(cause) ? SELECTION_MS : 0;
      if (performance.now() + needed > deadline) throw unavailable(cause);
      failed = cause;
    } finally {
      lines?.release(held);
      await session.endSession();
    }
    if (failed instanceof KeyWanted) await failed.make();
    if (failed instanceof OutOfTurn || failed instanceof KeyWanted) continue;
    if (attempt > FEW) await endAbandoned(connection).catch(() => undefined);
    await pause(Math.min(200, 2 ** attempt) * (0.5 + Math.random()));
  }
}

async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (cause) {
      if (!isUnknownCommit(cause) || performance.now() + SELECTION_MS > deadline) throw cause;
      await pause(50);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
