import mongoose, { type Connection, type ConnectOptions, type Mongoose } from 'mongoose';
import type { RowTest } from '../deps.ts';
import { judgeServer, reasonRefused, StoreRefused } from './reachable.ts';

/** An open connection of a Mongoose of its own, so that one process can hold both kinds of store. */
export type Opened = {
  kind: 'embedded' | 'mongodb';
  connection: Connection;
  /** Decides about rows in memory as the store does: only of the embedded one. */
  rowTest?: RowTest;
  close(): Promise<void>;
};

/** Opens the store: `mongodb://…` is a server, anything else the embedded store's address. Rejects when nothing answers in time. */
export async function openConnection(uri: string, options: { patienceMs?: number } = {}): Promise<Opened> {
  const own: Mongoose = new mongoose.Mongoose();
  const kind = uri.startsWith('mongodb') ? 'mongodb' : 'embedded';
  let rowTest: RowTest | undefined;
  if (kind === 'embedded') {
    // Loaded only where it is used: a server over MongoDB needs no SQLite.
    const { compileFilter, embeddedDriver } = await import('./embedded/index.ts');
    own.setDriver(embeddedDriver);
    rowTest = compileFilter;
  }
  const connection = own.createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
    ...(kind === 'mongodb' && serverOptions(options.patienceMs ?? SELECTION_MS)),
  });
  if (kind === 'embedded') await connection.asPromise();
  else await reach(connection);
  return { kind, connection, ...(rowTest && { rowTest }), close: () => connection.close() };
}

/** How long an operation waits for a server to be there. */
export const SELECTION_MS = 4_000;

/**
 * Acknowledged is what a majority has in its journals. A server that does not answer is noticed within seconds, so that
 * requests fail soon and clearly; a majority that is not there is not waited for without end. A server that hangs is found
 * out after `heartbeatFrequencyMS` and `connectTimeoutMS`, and then an operation looks for another one: together under ten seconds.
 */
const serverOptions = (patienceMs: number): ConnectOptions => ({
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
  readConcern: { level: 'majority' },
  retryReads: true,
  retryWrites: true,
  serverSelectionTimeoutMS: patienceMs,
  connectTimeoutMS: patienceMs,
  heartbeatFrequencyMS: 1_000,
  maxPoolSize: 50,
});

async function reach(connection: Connection): Promise<void> {
  try {
    await connection.asPromise();
    const admin = connection.db?.admin();
    const [hello, build] = await Promise.all([admin?.command({ hello: 1 }), admin?.buildInfo()]);
    const reason = judgeServer(hello ?? {}, String(build?.version));
    if (reason) throw new StoreRefused(reason);
  } catch (cause) {
    await connection.close().catch(() => undefined);
    throw cause instanceof StoreRefused ? cause : new StoreRefused(reasonRefused(cause));
  }
}
