import mongoose, { type Connection, type Mongoose } from 'mongoose';

/** An open connection of a Mongoose of its own, so that one process can hold both kinds of store. */
export type Opened = { kind: 'embedded' | 'mongodb'; connection: Connection; close(): Promise<void> };

/** Opens the store: `mongodb://…` is a server, anything else the embedded store's address. Rejects when nothing answers in time. */
export async function openConnection(uri: string, options: { patienceMs?: number } = {}): Promise<Opened> {
  const own: Mongoose = new mongoose.Mongoose();
  const kind = uri.startsWith('mongodb') ? 'mongodb' : 'embedded';
  if (kind === 'embedded') {
    // Loaded only where it is used: a server over MongoDB needs no SQLite.
    const { embeddedDriver } = await import('./embedded/index.ts');
    own.setDriver(embeddedDriver);
  }
  const connection = own.createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ...(kind === 'mongodb' && {
      ignoreUndefined: true,
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: options.patienceMs ?? 5_000,
      maxPoolSize: 50,
    }),
  });
  await connection.asPromise();
  if (kind === 'mongodb') await expectTransactions(connection);
  return { kind, connection, close: () => connection.close() };
}

/** A lone mongod has no transactions, and every change here is one: said at the start, not at the first change. */
async function expectTransactions(connection: Connection): Promise<void> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (hello?.setName !== undefined || hello?.msg === 'isdbgrid') return;
  await connection.close();
  throw new Error(
    'MongoDB must run as a replica set (one member is enough) or a sharded cluster: a lone server has no transactions',
  );
}
