import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/deps.ts';
import { connectStore } from '../../../server/store/connect-store.ts';
import { hasMongo, mongoDatabase, type TestDatabase } from '../../support/stores.ts';

describe.skipIf(!hasMongo)('a transaction that its server left behind (mongodb)', () => {
  let database: TestDatabase;
  let store: Store;
  let dead: mongoose.Connection;
  beforeAll(async () => {
    database = await mongoDatabase();
    store = await connectStore(database.uri);
    dead = await mongoose.createConnection(database.uri).asPromise();
  });
  afterAll(async () => {
    await store.close();
    await dead.close();
    await database.stop();
  });

  it('holds up nobody for long', async () => {
    expect(await store.transaction('demo', (tx) => tx.nextNumber('orders'))).toBe(1);
    const session = await dead.startSession();
    session.startTransaction();
    await dead.collection('counters').updateOne({ tenant: 'demo' }, { $inc: { value: 1 } }, { session });
    // It neither commits nor aborts: a killed server does nothing any more, and MongoDB would wait a minute for it.
    expect(await store.transaction('demo', (tx) => tx.nextNumber('orders'))).toBe(2);
    await expect(session.commitTransaction()).rejects.toThrow(/aborted|NoSuchTransaction|killed/i);
    await session.endSession();
  });
});
