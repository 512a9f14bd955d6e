// Sensitive acts ask again who is there: an open session, or a stolen cookie, is not enough for them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a sensitive act', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  beforeAll(async () => {
    folder = await packFolder(smallPack());
    const clock = { now: () => new Date(now).toISOString() };
    const session = { idleSeconds: 3_600, absoluteSeconds: 36_000, proofSeconds: 300 };
    server = await startServer({ store, packs: folder.path, clock, config: { session } });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });
  const json = (client: Client, method: string, path: string, body?: unknown) =>
    client.raw(method, `/api${path}`, body === undefined ? undefined : JSON.stringify(body), {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      'If-Match': '1',
      ...key(),
    });
  const person = { name: 'newcomer', title: 'New', unit: 'company', roles: ['maker'] };
  const acts: [string, string, string, unknown?][] = [
    ['admin', 'POST', '/people', person],
    ['admin', 'PATCH', '/people/maker', { roles: ['maker', 'finance'] }],
    ['admin', 'POST', '/people/maker/password', {}],
    ['admin', 'DELETE', '/people/maker/second-factor'],
    ['admin', 'GET', '/people/maker/personal'],
    ['admin', 'GET', '/forms/note/records/x/personal'],
    ['admin', 'POST', '/forms/note/records/x/erase', { reason: 'asked for' }],
    ['admin', 'POST', '/units', { title: 'New', kind: 'branch' }],
    ['admin', 'PUT', '/units/beijing', { title: 'New', kind: 'branch' }],
    ['admin', 'DELETE', '/units/beijing'],
    ['admin', 'PUT', '/settings', { publish: 'alone' }],
    ['analyst', 'POST', '/packs/notes/publish', { revision: 1 }],
    ['analyst', 'POST', '/packs/notes/rollback', { release: 1 }],
  ];

  it('H20: is refused by name once the last proof is some minutes old, and changes nothing', async () => {
    const clients = { admin: await server.signIn('admin'), analyst: await server.signIn('analyst') };
    now += 301_000;
    for (const [who, method, path, body] of acts) {
      const reply = await json(clients[who as 'admin'], method, path, body);
      expect([path, reply.status, problemIn(reply).code]).toEqual([path, 403, 'proof-needed']);
    }
    const people = server.deps.store.tenant('demo').people;
    expect([await people.count({ name: 'newcomer' }), (await people.get('maker'))?.revision]).toEqual([0, 1]);
    // What is not sensitive goes on, and who may not do it at all is told that.
    expect((await clients.admin.get('/people')).status).toBe(200);
    const maker = await server.signIn('maker');
    now += 301_000;
    expect(problemIn(await json(maker, 'POST', '/people', person)).code).toBe('forbidden');
  });

  it('H20: is taken as it was sent, under the same key, after the password was given; and asks again later', async () => {
    const admin = await server.signIn('admin');
    now += 301_000;
    const one = key();
    expect(problemIn(await admin.post('/people', person, one)).code).toBe('proof-needed');
    expect((await admin.post('/session/proof', { password: DEMO_PASSWORD })).status).toBe(204);
    expect((await admin.post('/people', person, one)).status).toBe(201);
    now += 299_000;
    expect((await json(admin, 'POST', '/people/maker2/password', {})).status).toBe(201);
    now += 2_000;
    expect(problemIn(await json(admin, 'POST', '/people/maker2/password', {})).code).toBe('proof-needed');
    // The proof is of one session.
    const other = await server.signIn('admin');
    now += 301_000;
    await admin.post('/session/proof', { password: DEMO_PASSWORD });
    expect(problemIn(await json(other, 'POST', '/people/maker2/password', {})).code).toBe('proof-needed');
  });

  it('H20: is not opened by guesses, which are counted with all others', async () => {
    const analyst = await server.signIn('analyst');
    now += 301_000;
    const wrong = await analyst.post('/session/proof', { password: 'guess' });
    expect([wrong.status, problemIn(wrong).issues[0]?.path]).toEqual([422, '/password']);
    for (let n = 0; n < 5; n++) await analyst.post('/session/proof', { password: `guess ${n}` });
    expect((await analyst.post('/session/proof', { password: DEMO_PASSWORD })).status).toBe(429);
    expect(problemIn(await json(analyst, 'POST', '/packs/notes/publish', { revision: 1 })).code).toBe('proof-needed');
  });
});
