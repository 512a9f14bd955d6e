// A person who is thrown out has nothing left that works: no request under way, no sign-in under way.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssuedPassword, PersonView } from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

const FIRST = 'a first secret of 26 words';
const SECOND = 'another secret of 27 words';

describeEachStore('access that has ended', (store) => {
  let server: TestServer;
  let admin: Client;
  beforeAll(async () => {
    server = await startServer({ store });
    admin = await server.signIn('admin', { language: 'en' });
  });
  afterAll(() => server.stop());

  /** A new person who has signed in and chosen a password. */
  const join = async (name: string, role: string): Promise<{ person: PersonView; client: Client }> => {
    const input = { name, title: name, unit: 'company', roles: [role] };
    const made = await admin.post<IssuedPassword>('/people', input);
    expect(made.status, made.text).toBe(201);
    const { person, password } = made.body;
    const client = await server.signIn(name, { password });
    expect((await client.post('/session/password', { current: password, next: FIRST })).status).toBe(204);
    return { person, client: await server.signIn(name, { password: FIRST }) };
  };
  const revisionOf = async ({ id }: PersonView) =>
    (await server.deps.store.tenant(server.tenant).people.get(id))?.revision ?? 0;

  /** Sends the head of a request and the first byte of its body; `finish` sends the rest. */
  const hold = (client: Client, path: string, body: object) => {
    const text = JSON.stringify(body);
    const headers = {
      cookie: client.cookie,
      'x-csrf-token': client.session?.csrf ?? '',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    };
    const held = request(`${server.url}/api${path}`, { method: 'POST', headers });
    const status = new Promise<number | undefined>((resolve, reject) => {
      held.once('error', reject);
      held.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    held.write(text.slice(0, 1));
    return {
      finish: () => {
        held.end(text.slice(1));
        return status;
      },
    };
  };

  it('H7: carries out no request whose body was held back until its sender was deactivated', async () => {
    const { person, client } = await join('mallory', 'admin');
    const back = { name: 'backdoor', title: 'Back', unit: 'company', roles: ['admin'] };
    const held = hold(client, '/people', back);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const off = await admin.patch(
      `/people/${person.id}`,
      { active: false },
      { 'If-Match': String(await revisionOf(person)) },
    );
    expect(off.status, off.text).toBe(200);
    expect(await held.finish()).toBe(401);
    expect(
      await server.deps.store.tenant(server.tenant).people.first({ filter: { name: 'backdoor' } }),
    ).toBeUndefined();
  });

  it('H7: carries out no request whose body was held back until its sender lost the role', async () => {
    const { person, client } = await join('oscar', 'admin');
    const held = hold(client, '/people', { name: 'backdoor', title: 'Back', unit: 'company', roles: ['admin'] });
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { people } = server.deps.store.tenant(server.tenant);
    await people.update({ id: person.id }, { roles: ['maker'] });
    expect(await held.finish()).toBe(403);
    expect(await people.first({ filter: { name: 'backdoor' } })).toBeUndefined();
  });

  it.each(['the person', 'an administrator'])(
    'H7: opens no session for a password that %s replaced while the sign-in was under way',
    async (who) => {
      const name = who === 'the person' ? 'peggy' : 'victor';
      const { person, client } = await join(name, 'maker');
      const { passwords } = server.deps;
      const { verify } = passwords;
      const replace = async () => {
        passwords.verify = verify;
        const reply =
          who === 'the person'
            ? await client.post('/session/password', { current: FIRST, next: SECOND })
            : await admin.post(`/people/${person.id}/password`, {});
        expect(reply.status, reply.text).toBeLessThan(300);
      };
      // The password is proved, and replaced before the session opens.
      passwords.verify = async (hash, password) => {
        const proved = await verify(hash, password);
        await replace();
        return proved;
      };
      try {
        const late = server.client();
        const reply = await late.post('/session', { tenant: server.tenant, name, password: FIRST });
        expect(reply.status).toBe(401);
      } finally {
        passwords.verify = verify;
      }
      const left = await server.deps.store.tenant(server.tenant).sessions.count({ person: person.id });
      expect(left).toBe(who === 'the person' ? 1 : 0);
    },
  );

  it('H7: lets only one of two changes of a password count that prove the same one', async () => {
    const { client } = await join('trent', 'maker');
    const { passwords } = server.deps;
    const { verify } = passwords;
    passwords.verify = async (hash, password) => {
      const proved = await verify(hash, password);
      passwords.verify = verify;
      expect((await client.post('/session/password', { current: FIRST, next: SECOND })).status).toBe(204);
      return proved;
    };
    const thief = server.client();
    thief.cookie = client.cookie;
    thief.session = client.session;
    const reply = await thief.post('/session/password', { current: FIRST, next: 'the secret of a thief 28' });
    passwords.verify = verify;
    expect(reply.status).toBe(401);
    expect(
      (await server.client().post('/session', { tenant: server.tenant, name: 'trent', password: SECOND })).status,
    ).toBe(201);
  });
});
