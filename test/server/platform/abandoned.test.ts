import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectStore } from '../../../server/store/connect-store.ts';
import { type Servers, startSet } from '../../support/mongod-processes.ts';
import { hasMongo } from '../../support/stores.ts';

describe.skipIf(!hasMongo)('a transaction that its server left behind (mongodb)', () => {
  let servers: Servers;
  let uri: string;
  beforeAll(async () => {
    servers = await startSet(1, { auth: true });
    const as = (user: string) => servers.uri.replace('//', `//${user}@`).replace('?', '?authSource=admin&');
    const admin = await mongoose.createConnection(as('admin:adminsecret')).asPromise();
    const user = { createUser: 'app', pwd: 'appsecret', roles: [{ role: 'readWrite', db: 'test' }] };
    await admin.useDb('admin').db?.command(user);
    await admin.close();
    uri = as('app:appsecret');
  });
  afterAll(() => servers.stop());

  // The user may only use the database, as in production.
  it('holds up nobody for long', async () => {
    const store = await connectStore(uri);
    const dead = await mongoose.createConnection(uri).asPromise();
    expect(await store.transaction('demo', (tx) => tx.nextNumber('orders'))).toBe(1);
    const session = await dead.startSession();
    session.startTransaction();
    await dead.collection('counters').updateOne({ _id: 'demo/orders' as never }, { $inc: { value: 1 } }, { session });
    // It neither commits nor aborts: a killed server does nothing any more, and MongoDB would wait a minute for it.
    expect(await store.transaction('demo', (tx) => tx.nextNumber('orders'))).toBe(2);
    await expect(session.commitTransaction()).rejects.toThrow(/aborted|NoSuchTransaction|killed/i);
    await session.endSession();
    await dead.close();
    await store.close();
  });
});
