import type { ClientSession, Connection } from 'mongoose';
import { unavailable } from '../fault.ts';
import { endAbandoned } from './abandoned.ts';
import { isAway, isTransient, isUnknownCommit } from './store-errors.ts';

/** How long a transaction is tried again before the caller is told to come back later. */
const PATIENCE_MS = 10_000;
/** Attempts that a transaction of somebody alive may cost. */
const FEW = 4;

/**
 * All writes of `work` or none. Run again when another transaction got in its way; commits whose answer was lost are
 * asked for again, so that a transaction that did happen is never reported as failed.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt++) {
    const session = await connection.startSession();
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } });
      const value = await work(session);
      await commit(session, deadline);
      return value;
    } catch (cause) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      if (!isTransient(cause)) throw isAway(cause) || isUnknownCommit(cause) ? unavailable(cause) : cause;
      if (performance.now() > deadline) throw unavailable(cause);
      if (attempt > FEW) await endAbandoned(connection).catch(() => undefined);
      await pause(Math.min(200, 2 ** attempt) * (0.5 + Math.random()));
    } finally {
      await session.endSession();
    }
  }
}

async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (cause) {
      if (!isUnknownCommit(cause) || performance.now() > deadline) throw cause;
      await pause(50);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
