import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/deps.ts';
import { Fault } from '../../../server/fault.ts';
import { connectStore } from '../../../server/store/connect-store.ts';
import { type Servers, startSet } from '../../support/mongod-processes.ts';
import { hasMongo } from '../../support/stores.ts';

type Failing = { failCommands: string[]; closeConnection?: true; errorCode?: number; errorLabels?: string[] };

describe.skipIf(!hasMongo)('a transaction on MongoDB', () => {
  let servers: Servers;
  let store: Store;
  let admin: mongoose.Connection;
  beforeAll(async () => {
    servers = await startSet(1, { testCommands: true });
    store = await connectStore(servers.uri);
    admin = await mongoose.createConnection(servers.uri).asPromise();
  });
  afterAll(async () => {
    await store.close();
    await admin.close();
    await servers.stop();
  });
  const fail = (mode: 'off' | 'alwaysOn' | { times: number }, data: Failing = { failCommands: [] }) =>
    admin.getClient().db('admin').command({ configureFailPoint: 'failCommand', mode, data });
  afterEach(() => fail('off'));

  it.each<[string, number, Failing]>([
    ['the answer of its commit is lost', 2, { failCommands: ['commitTransaction'], closeConnection: true }],
    ['its primary steps down in its commit', 1, { failCommands: ['commitTransaction'], errorCode: 189 }],
    [
      'another one is in its way',
      6,
      { failCommands: ['findAndModify'], errorCode: 112, errorLabels: ['TransientTransactionError'] },
    ],
    ['its connection breaks', 2, { failCommands: ['findAndModify'], closeConnection: true }],
  ])('happens once when %s', async (what, times, data) => {
    const next = () => store.transaction('demo', (tx) => tx.nextNumber(what));
    expect(await next()).toBe(1);
    await fail({ times }, data);
    expect(await next()).toBe(2);
    expect(await store.tenant('demo').currentNumber(what)).toBe(2);
  });

  it('whose fate stays unknown is told to be tried again, not to have failed', async () => {
    await fail('alwaysOn', { failCommands: ['commitTransaction'], closeConnection: true });
    const refused = await store.transaction('demo', (tx) => tx.nextNumber('unknown')).catch((cause: Fault) => cause);
    expect(refused).toBeInstanceOf(Fault);
    expect(refused).toMatchObject({ code: 'unavailable', retryAfter: 2 });
  }, 60_000);
});
