// The ways through accounts: nothing that an administrator of people gives makes one person two, or gives themselves more.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, Page, PersonView } from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('four eyes through accounts', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let admin: Client;

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    admin = await server.signIn('admin', { language: 'en' });
    await server.deps.store.tenant(server.tenant).people.update({ id: 'deputy' }, { roles: ['admin'] });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const match = (revision: number | undefined) => ({ 'If-Match': String(revision) });
  const person = async (id: string, change: JsonObject) => {
    const { items } = (await admin.get<Page<PersonView>>('/people?size=200')).body;
    return admin.patch(`/people/${id}`, change, match(items.find((one) => one.id === id)?.revision));
  };

  it.each<[string, () => Promise<{ status: number; body: unknown }>, string]>([
    ['a role to oneself', () => person('admin', { roles: ['admin', 'finance'] }), 'server/own-rights'],
    ['a wider unit to oneself', () => person('admin', { unit: 'group' }), 'server/own-rights'],
    ['another manager to oneself', () => person('admin', { manager: 'director' }), 'server/own-rights'],
    ['oneself as manager to another', () => person('maker', { manager: 'admin' }), 'server/own-rights'],
    ['a password to oneself', () => admin.post('/people/admin/password', {}), 'server/own-password'],
    ['up a second factor of oneself', () => admin.del('/people/admin/second-factor'), 'server/own-second-factor'],
  ])('H1, R14: nobody gives %s', async (_, gives, code) => {
    const reply = await gives();
    expect([reply.status, problemIn(reply as never).issues.map((one) => one.code)]).toEqual([422, [code]]);
  });

  describe('with an own place in the organisation', () => {
    beforeAll(async () => {
      const { people, units } = server.deps.store.tenant(server.tenant);
      await people.update({ id: 'admin' }, { unit: 'shanghai' });
      await units.insert({ id: 'desk', title: 'Desk', kind: 'department', parent: 'beijing', head: 'admin' });
      await units.insert({ id: 'yard', title: 'Yard', kind: 'department', parent: 'shanghai' });
      await people.update({ id: 'finance' }, { unit: 'beijing' });
    });
    const unit = (id: string, change: JsonObject) =>
      admin.put(`/units/${id}`, { title: 'x', kind: 'branch', ...change }, match(1));

    it.each<[string, () => Promise<{ status: number; body: unknown }>, string]>([
      ['a unit below their own', () => unit('beijing', { parent: 'shanghai' }), '/parent'],
      ['a unit below one that lies below their own', () => unit('beijing', { parent: 'yard' }), '/parent'],
      ['their own unit below another', () => unit('shanghai', { parent: 'beijing' }), '/parent'],
      ['a person into their own unit', () => person('finance', { unit: 'shanghai' }), '/unit'],
      ['a person into a unit below their own', () => person('finance', { unit: 'yard' }), '/unit'],
      ['a person into a unit above their own', () => person('finance', { unit: 'group' }), '/unit'],
      ['a person into a unit that they head', () => person('finance', { unit: 'desk' }), '/unit'],
    ])('N4: nobody brings %s', async (_, brings, path) => {
      const reply = await brings();
      expect([reply.status, problemIn(reply as never).issues]).toMatchObject([
        422,
        [{ code: 'server/own-reach', path }],
      ]);
    });

    it('N4: what lies elsewhere is moved, and out of the own part too', async () => {
      expect((await unit('yard', { parent: 'beijing' })).status).toBe(200);
      expect((await person('finance', { unit: 'yard' })).status).toBe(200);
    });
  });
});
