import mongoose, { type Connection } from 'mongoose';

/** A transaction of a living server takes its next step long before. */
const IDLE_MICROSECONDS = 2_000_000;
/** Between two looks, in milliseconds. */
const PAUSE_MS = 500;

const looked = new WeakMap<Connection, number>();

/**
 * Ends transactions that nobody goes on with. MongoDB keeps the rows of a server that died in the middle of one locked for
 * a minute; a transaction that meets their locks looks here. A server that was only slow runs its transaction again.
 */
export async function endAbandoned(connection: Connection): Promise<void> {
  const client = connection.getClient();
  if (!(client instanceof mongoose.mongo.MongoClient)) return;
  const now = performance.now();
  if (now - (looked.get(connection) ?? -PAUSE_MS) < PAUSE_MS) return;
  looked.set(connection, now);
  const admin = client.db('admin');
  // Own operations and sessions may be listed and ended without any right beyond that to use the database.
  const idle = await admin
    .aggregate(
      [
        { $currentOp: { allUsers: false, idleSessions: true } },
        { $match: { type: 'idleSession', 'transaction.timeInactiveMicros': { $gt: IDLE_MICROSECONDS } } },
        { $project: { lsid: 1 } },
      ],
      // What runs is no stored state: it is refused under the read concern of the connection.
      { readConcern: { level: 'local' } },
    )
    .toArray();
  const sessions = idle.map(({ lsid }) => ({ id: lsid.id }));
  if (sessions.length > 0) await admin.command({ killSessions: sessions });
}
