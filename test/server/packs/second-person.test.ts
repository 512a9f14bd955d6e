// No person publishes or grants alone what is not theirs to give.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  AuditItem,
  IssuedPassword,
  JsonObject,
  Notice,
  PackDraft,
  Page,
  PersonView,
  Proposed,
  SettingsView,
} from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a second person', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    // A second analyst beside the first.
    const { people } = server.deps.store.tenant(server.tenant);
    const deputy = await people.get('deputy');
    if (deputy) await people.save({ ...deputy, roles: ['analyst'] });
    await server.deps.store.tenant(server.tenant).nextNumber('organisation-changes');
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  const draft = async (name: string) => (await (await as(name)).get<PackDraft>('/packs/notes/draft')).body;
  const edit = async (name: string, kind: string, of: string, change: (json: JsonObject) => void) => {
    const found = (await draft(name)).definitions.find((each) => each.kind === kind && each.key === of);
    const json = structuredClone(found?.json ?? {});
    change(json);
    const path = `/packs/notes/draft/${kind}/${of}`;
    return (await as(name)).put(path, json, { 'If-Match': String(found?.revision ?? 0) });
  };
  const retitled = (title: JsonObject) => (json: JsonObject) => {
    json.title = title;
  };
  const publish = async (name: string) =>
    (await as(name)).post('/packs/notes/publish', { revision: (await draft(name)).revision }, key());
  const settings = async (name: string) => (await (await as(name)).get<SettingsView>('/settings')).body;
  const set = async (name: string, value: string, revision: number) =>
    (await as(name)).put<SettingsView>('/settings', { publish: value }, { 'If-Match': String(revision) });

  it('analyst 7: is needed for a permission that the publisher does not have; the refusal names role and permission', async () => {
    await edit('analyst', 'roles', 'notes-roles', (json) => {
      (json.roles as { analyst: { permissions: string[] } }).analyst.permissions = ['studio', 'publish', 'people'];
    });
    const refused = await publish('analyst');
    expect([refused.status, problemIn(refused).issues[0]]).toMatchObject([
      422,
      { code: 'server/permission-beyond-own', params: { permission: 'people' }, kind: 'roles', key: 'notes-roles' },
    ]);
    await edit('analyst', 'roles', 'notes-roles', (json) => {
      (json.roles as { analyst: { permissions: string[] } }).analyst.permissions = ['studio', 'publish'];
    });
  });

  it('N5: gives people more through a role that they hold only as administrator of people, and not alone under four eyes', async () => {
    const { people, settings: stored } = server.deps.store.tenant(server.tenant);
    const grants = (role: string, permissions: string[]) =>
      edit('analyst', 'roles', 'notes-roles', (json) => {
        const roles = json.roles as { [role: string]: JsonObject };
        roles[role] = { title: 'Role', ...roles[role], permissions };
      });
    const codes = (reply: { body: unknown }) => problemIn(reply as never).issues.map(({ code }) => code);
    await grants('maker', ['studio']);
    expect(codes(await publish('analyst'))).toEqual(['server/permission-to-holders']);
    // What no person holds yet is given to each by an administrator of people.
    await grants('maker', []);
    await grants('unheld', ['studio']);
    expect((await publish('analyst')).status).toBe(201);
    await people.update({ id: 'analyst' }, { roles: ['analyst', 'admin'] });
    await stored.insert({
      id: 'settings',
      values: { people: 'four-eyes' },
      revision: 1,
      changedBy: 'admin',
      changedAt: server.deps.clock.now(),
    });
    await grants('finance', ['people']);
    expect(codes(await publish('analyst'))).toEqual(['server/permission-four-eyes']);
    await people.update({ id: 'deputy' }, { roles: ['analyst', 'admin'] });
    const second = await publish('deputy');
    expect([second.status, second.text]).toEqual([201, expect.anything()]);
    await stored.remove({ id: 'settings' });
    await people.update({ id: 'analyst' }, { roles: ['analyst'] });
    await people.update({ id: 'deputy' }, { roles: ['analyst'] });
  });

  it('publishes alone as delivered; the setting is changed with a revision, by an administrator, and audited', async () => {
    expect(await settings('analyst')).toEqual({ publish: 'alone', people: 'alone', peopleHolds: false, revision: 0 });
    expect((await set('analyst', 'four-eyes', 0)).status).toBe(403);
    const changed = await set('admin', 'four-eyes', 0);
    expect([changed.status, changed.body]).toEqual([
      200,
      { publish: 'four-eyes', people: 'alone', peopleHolds: false, revision: 1 },
    ]);
    expect((await set('admin', 'alone', 0)).status).toBe(409);
    const audit = await (await as('auditor')).get<Page<AuditItem>>('/audit');
    expect(audit.body.items).toContainEqual(
      expect.objectContaining({ action: 'settings-changed', text: 'Changed the settings of the tenant' }),
    );
  });

  it('publishes what its author proposes: nobody who changed the draft does, and the draft says so', async () => {
    await edit('analyst', 'form', 'note', retitled({ en: 'Note of ours', 'zh-CN': '我们的便笺' }));
    const refused = await publish('analyst');
    expect([refused.status, problemIn(refused).code]).toEqual([403, 'forbidden']);
    expect(problemIn(refused).detail).toContain('another person');
    expect((await draft('analyst')).fourEyes).toMatchObject({ authors: [{ id: 'analyst' }], mine: true });
    const { revision } = await draft('analyst');
    const asked = await (await as('analyst')).post<Proposed>('/packs/notes/propose', { revision, note: 'now' }, key());
    expect([asked.status, asked.body.asked.map(({ id }) => id)]).toEqual([201, ['deputy']]);
    const notices = await (await as('deputy')).get<Page<Notice>>('/notices');
    expect(notices.body.items[0]?.text).toContain('now');
    // An earlier editor stays an author, whoever changes the same definition afterwards.
    await edit('manager', 'form', 'note', retitled({ en: 'Our note', 'zh-CN': '我们的便笺' }));
    expect((await publish('analyst')).status).toBe(403);
    expect((await publish('deputy')).status).toBe(201);
    expect((await draft('deputy')).fourEyes).toEqual({ authors: [], mine: false });
  });

  it('brings an earlier release back: neither its author nor its publisher does so alone', async () => {
    await edit('deputy', 'form', 'note', retitled({ en: 'Paper', 'zh-CN': '纸条' }));
    expect((await publish('analyst')).status).toBe(201);
    const roll = async (name: string) => (await as(name)).post('/packs/notes/rollback', { release: 4 }, key());
    expect((await roll('deputy')).status).toBe(403);
    expect((await roll('analyst')).status).toBe(403);
  });

  it('H1: gives a role with permissions that the administrator does not have', async () => {
    const admin = await as('admin');
    const input = { name: 'newbie', title: 'Newbie', unit: 'company', roles: ['analyst'] };
    const refused = await admin.post('/people', input, key());
    expect([refused.status, problemIn(refused).issues[0]?.code]).toEqual([422, 'server/role-beyond-own']);
    expect((await admin.post('/people', { ...input, roles: ['maker'] }, key())).status).toBe(201);
    const person = (await admin.get<Page<PersonView>>('/people?q=newbie')).body.items[0];
    const path = `/people/${person?.id}`;
    const wider = await admin.patch(path, { roles: ['maker', 'auditor'] }, { 'If-Match': String(person?.revision) });
    expect([wider.status, problemIn(wider).issues[0]?.code]).toEqual([422, 'server/role-beyond-own']);
  });

  it('H1: issues a password, or resets a factor, of an account with permissions that the administrator does not have', async () => {
    const admin = await as('admin');
    const refused = await admin.post('/people/auditor/password', {}, key());
    expect([refused.status, problemIn(refused).detail]).toEqual([403, expect.stringContaining('audit')]);
    expect((await admin.del('/people/analyst/second-factor')).status).toBe(403);
  });

  it('H1: sees that a password was issued for the account', async () => {
    const admin = await as('admin');
    const issued = await admin.post<IssuedPassword>('/people/maker/password', {}, key());
    expect(issued.status).toBe(201);
    const told = await server.deps.store.tenant(server.tenant).notices.find({ filter: { person: 'maker' } });
    expect(told.map(({ title }) => title)).toEqual(['您的账户密码已被重置']);
  });
});
