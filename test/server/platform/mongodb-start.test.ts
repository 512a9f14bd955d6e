import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectStore } from '../../../server/store/connect-store.ts';
import { judgeServer } from '../../../server/store/reachable.ts';
import { type Servers, startLone, startSet } from '../../support/mongod-processes.ts';
import { startServer } from '../../support/server.ts';
import { hasMongo } from '../../support/stores.ts';

const refusal = async (uri: string): Promise<string> => {
  const opened = await connectStore(uri).catch((cause: Error) => cause.message);
  if (typeof opened === 'string') return opened;
  await opened.close();
  return 'opened';
};

describe('a MongoDB that cannot be used', () => {
  it.each([
    ['5.0.14', { setName: 'rs0' }, /^MongoDB 5\.0\.14 is too old: use 6\.0 or later$/],
    ['4.4.1', { msg: 'isdbgrid' }, /too old/],
    ['6.0.5', {}, /^MongoDB must run as a replica set .* --replSet and run rs\.initiate\(\) once$/],
  ])('%s %j is judged so', (version, hello, reason) => {
    expect(judgeServer(hello, version)).toMatch(reason);
  });

  it.each([
    ['6.0.5', { setName: 'rs0' }],
    ['10.1.0', { msg: 'isdbgrid' }],
  ])('is not %s %j', (version, hello) => {
    expect(judgeServer(hello, version)).toBeUndefined();
  });

  it.each([
    [
      'nobody there',
      'mongodb://127.0.0.1:1/x',
      /^MongoDB does not answer \(.*ECONNREFUSED.*\): start it, or correct MONGODB_URI$/,
    ],
    [
      'a host that is not known',
      'mongodb://nowhere.invalid/x',
      /^The host in MONGODB_URI is not known \(.*\): correct/,
    ],
    [
      'an unknown option',
      'mongodb://127.0.0.1/x?colour=red',
      /^MONGODB_URI is not an address of MongoDB \(.*colour.*\)/,
    ],
    ['no host', 'mongodb://', /^MONGODB_URI is not an address of MongoDB \(/],
  ])('with %s is told in one line', async (_what, uri, reason) => {
    expect(await refusal(uri)).toMatch(reason);
  });
});

describe.skipIf(!hasMongo)('a server of MongoDB', () => {
  let lone: Servers;
  let guarded: Servers;
  beforeAll(async () => {
    [lone, guarded] = await Promise.all([startLone(), startSet(1, { auth: true })]);
  });
  afterAll(async () => {
    await lone.stop();
    await guarded.stop();
  });
  const as = (user: string) => guarded.uri.replace('//', `//${user}@`).replace('?', '?authSource=admin&');

  it('that is alone is refused', async () => {
    expect(await refusal(lone.uri)).toMatch(/^MongoDB must run as a replica set/);
  });

  it('of a set that is called otherwise is refused', async () => {
    expect(await refusal(lone.uri.concat('?replicaSet=other'))).toMatch(/^MongoDB .*\(.*\): .*MONGODB_URI$/);
  });

  it('says what is wrong with name, password and rights', async () => {
    const admin = await mongoose.createConnection(as('admin:adminsecret')).asPromise();
    const roles = (role: string) => [{ role, db: 'test' }];
    await admin.useDb('admin').db?.command({ createUser: 'reader', pwd: 'readersecret', roles: roles('read') });
    await admin.useDb('admin').db?.command({ createUser: 'writer', pwd: 'writersecret', roles: roles('readWrite') });
    await admin.close();
    const unknown = await refusal(as('admin:wrongsecret'));
    expect(unknown).toMatch(
      /^MongoDB refused the name or the password in MONGODB_URI \(.*\): correct them, or authSource$/,
    );
    for (const uri of [guarded.uri, as('reader:readersecret')]) {
      const told = await refusal(uri);
      expect(told).toMatch(/^MongoDB does not let this user do what is needed \(.*\): give it the role readWrite .*$/);
      expect(told).not.toMatch(/secret/);
    }
    expect(await refusal(as('writer:writersecret'))).toBe('opened');
  });

  it('that does not answer for a while is told to those who ask, and served again afterwards', async () => {
    const set = await startSet(1);
    const server = await startServer({ store: { kind: 'mongodb', uri: set.uri, stop: async () => undefined } });
    const client = await server.signIn('finance');
    set.members[0]?.pause();
    const [inbox, ready] = await Promise.all([client.get('/tasks?box=todo'), client.raw('GET', '/readyz')]);
    set.members[0]?.resume();
    for (const reply of [inbox, ready]) {
      expect(reply.status).toBe(503);
      expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    await expect.poll(async () => (await client.get('/tasks?box=todo')).status, { timeout: 30_000 }).toBe(200);
    await server.stop();
    await set.stop();
  }, 120_000);
});
