import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssuedPassword, PackItem, Session, SettingsView } from '../../../engine/index.ts';
import { checkProductionStore } from '../../../server/boot-checks.ts';
import { setUpLink } from '../../../server/operations/setup/set-up-link.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a new production installation', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let token: string;
  const input = () => ({
    token,
    tenant: 'bank',
    organisation: '恒远银行',
    name: 'root1',
    title: '高飞',
    password: 'quite a long one 7',
  });

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({
      store,
      people: false,
      packs: false,
      config: { mode: 'production', packs: folder.path },
    });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('tells nobody anything and lets nobody in', async () => {
    expect((await server.client().get('/welcome')).body).toEqual({});
    expect(
      (await server.client().post('/session', { tenant: 'demo', name: 'maker', password: 'Dougong-demo-1' })).status,
    ).toBe(401);
  });

  it('prints a link, whose page has no script of its own in it', async () => {
    const link = await setUpLink(server.deps);
    token = link?.split('/').pop() ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const page = await server.client({ language: 'zh-CN' }).raw('GET', `/set-up/${token}`);
    expect(page.text).toContain('初始化 Dougong');
    expect(page.text).not.toMatch(/<script(?![^>]*src="\/set-up\.js")|\son\w+=/);
    expect((await server.client().raw('GET', '/set-up.js')).headers.get('content-type')).toContain('text/javascript');
  });

  it.each([
    ['another token', { token: 'A'.repeat(43) }, 404],
    ['a short password', { password: 'short' }, 422],
    ['a key that is none', { tenant: 'Bank One' }, 422],
    ['the tenant of the demo', { tenant: 'demo' }, 404],
  ])('is not set up with %s', async (_what, change, status) => {
    expect((await server.client().post('/set-up', { ...input(), ...change })).status).toBe(status);
  });

  it('is set up once, however many ask at once: a tenant, its first administrator and the packs of the folder', async () => {
    const [first, ...others] = await Promise.all(
      ['bank', 'bank2', 'bank3'].map((tenant) => server.client().post('/set-up', { ...input(), tenant })),
    );
    expect([first?.status, ...others.map(({ status }) => status)].sort()).toEqual([201, 404, 404]);
    const [tenant = '', ...more] = await server.deps.store.tenants();
    expect([tenant, more]).toEqual([expect.stringMatching(/^bank[23]?$/), []]);
    const client = server.client();
    const session = await client.post<Session>('/session', {
      tenant,
      name: 'root1',
      password: input().password,
    });
    expect(session.body).toMatchObject({
      actor: {
        tenant,
        roles: ['people-administrator', 'operations-administrator', 'security-auditor', 'builder', 'publisher'],
      },
      mustChangePassword: false,
    });
    expect(session.body.permissions.sort()).toEqual(['audit', 'operations', 'people', 'publish', 'studio']);
    expect((await client.get<{ items: PackItem[] }>('/packs')).body.items).toMatchObject([
      { key: 'notes', release: 1 },
    ]);
    expect(problemIn(await server.client().post('/set-up', { ...input(), tenant: 'other' })).code).toBe('not-found');
    expect(await setUpLink(server.deps)).toBeUndefined();
  });

  it('R2, R38: needs a second administrator for accounts from the moment there is one, also after that one has left', async () => {
    const [tenant = ''] = await server.deps.store.tenants();
    const root = server.client({ language: 'en' });
    await root.post('/session', { tenant, name: 'root1', password: input().password });
    const make = async (name: string, roles: string[]) => {
      const made = await root.post<IssuedPassword>('/people', { name, title: name, unit: 'head', roles });
      return made.body.person;
    };
    const holds = async () => (await root.get<SettingsView>('/settings')).body;
    const patch = (id: string, revision: number, change: object) =>
      root.patch(`/people/${id}`, change, { 'If-Match': String(revision) });
    expect(await holds()).toMatchObject({ people: 'four-eyes', peopleHolds: false });
    const clerk = await make('clerk', []);
    expect(clerk.awaits).toBeUndefined();
    const second = await make('root2', ['people-administrator']);
    expect([second.awaits, (await holds()).peopleHolds]).toEqual([undefined, true]);
    expect((await make('clerk2', [])).awaits?.gifts).toEqual(['account']);
    expect((await patch(second.id, second.revision, { active: false })).status).toBe(200);
    expect((await make('clerk3', [])).awaits?.gifts).toEqual(['account']);
    expect((await root.post<IssuedPassword>(`/people/${clerk.id}/password`, {})).body.person.awaits?.gifts).toEqual([
      'password',
    ]);
    const { revision } = await holds();
    const off = await root.put<SettingsView>('/settings', { people: 'alone' }, { 'If-Match': String(revision) });
    expect(off.body).toMatchObject({ people: 'four-eyes', peopleHolds: true, asksAlone: { by: { title: '高飞' } } });
  });

  it('does not start over a store with demo people', async () => {
    await expect(checkProductionStore(server.deps)).resolves.toBeUndefined();
    const demo = server.deps.store.tenant('demo');
    const passwordHash = await server.deps.passwords.hash('Dougong-demo-1');
    const person = {
      name: 'maker',
      title: 'x',
      unit: 'u',
      roles: [],
      passwordHash,
      mustChangePassword: false,
      failedSignIns: 0,
      revision: 1,
    };
    await demo.people.insert({ id: 'maker', ...person, active: true });
    await expect(checkProductionStore(server.deps)).rejects.toThrow('maker');
    await demo.people.update({ id: 'maker' }, { active: false });
    await expect(checkProductionStore(server.deps)).resolves.toBeUndefined();
  });
});
