// The ways through accounts: nothing that an administrator of people gives makes one person two, or gives themselves more.
import { afterAll, beforeAll, expect, it } from 'vitest';
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
});
