// With `people: four-eyes` no administrator acts through accounts that they have made, opened or given a password.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssuedPassword, Page, PersonView, Session, SettingsView } from '../../../engine/index.ts';
import { confirmInStore } from '../../../server/commands/confirm-account.ts';
import { brokenLink } from '../../../server/domain/audit/append-audit.ts';
import { loadSurroundings } from '../../../server/domain/surroundings/load-surroundings.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('accounts that need a second administrator', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let admin: Client;
  let second: Client;

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    const { people } = server.deps.store.tenant(server.tenant);
    admin = await server.signIn('admin', { language: 'en' });
    await people.update({ id: 'deputy' }, { roles: ['admin'] });
    second = await server.signIn('deputy', { language: 'en' });
    expect((await set('four-eyes')).body).toMatchObject({
      people: 'four-eyes',
      publish: 'alone',
      peopleHolds: true,
    });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const set = async (people: 'alone' | 'four-eyes') => {
    const { revision } = (await admin.get<SettingsView>('/settings')).body;
    return admin.put<SettingsView>('/settings', { people }, { 'If-Match': String(revision) });
  };
  const person = async (name: string) => {
    const { items } = (await admin.get<Page<PersonView>>(`/people?q=${name}`)).body;
    const found = items.find((one) => one.name === name);
    if (!found) throw new Error(`${name} is not there`);
    return found;
  };
  const confirm = async (client: Client, name: string) => {
    const { id, revision } = await person(name);
    return client.post<PersonView>(`/people/${id}/confirm`, {}, { 'If-Match': String(revision) });
  };
  const signIn = (name: string, password: string) =>
    server.client({ language: 'en' }).post<Session>('/session', { tenant: server.tenant, name, password });
  const codeOf = (reply: { body: unknown }) =>
    problemIn(reply as never).issues[0]?.code ?? problemIn(reply as never).code;

  it('H1: a new account signs in only once another administrator has confirmed it', async () => {
    const input = { name: 'fresh', title: 'Fresh', unit: 'company', roles: ['admin'] };
    const made = await admin.post<IssuedPassword>('/people', input);
    expect(made.body.person.awaits).toMatchObject({ by: ['admin'], gifts: ['account'] });
    const early = await signIn('fresh', made.body.password);
    expect([early.status, problemIn(early).detail]).toEqual([403, expect.stringContaining('second administrator')]);
    expect(problemIn(await confirm(admin, 'fresh')).issues).toMatchObject([{ code: 'server/second-person' }]);
    expect((await confirm(second, 'fresh')).body.awaits).toBeUndefined();
    expect((await signIn('fresh', made.body.password)).status).toBe(201);
  });

  it('N8: no case waits for an account that waits for a second administrator, and its tasks are looked after', async () => {
    const acts = async () =>
      (await loadSurroundings(server.deps, server.tenant)).organisation.person('finance2')?.active;
    const { outbox } = server.deps.store.tenant(server.tenant);
    const attended = async () =>
      (await outbox.find({ filter: { type: 'attend' } })).filter(({ params }) => params.person === 'finance2').length;
    expect([await acts(), await attended()]).toEqual([true, 0]);
    await admin.post('/people/finance2/password', {});
    expect([await acts(), await attended()]).toEqual([false, 1]);
    expect((await confirm(second, 'finance2')).status).toBe(200);
    expect([await acts(), await attended()]).toEqual([true, 2]);
  });

  it('H1: an issued password, and who gave something else before it, wait for a third person where two had a hand in it', async () => {
    const issued = await admin.post<IssuedPassword>('/people/finance/password', {});
    expect((await signIn('finance', issued.body.password)).status).toBe(403);
    const { revision } = await person('finance');
    const granted = await second.patch(
      '/people/finance',
      { roles: ['finance', 'maker'] },
      { 'If-Match': String(revision) },
    );
    expect(granted.body).toMatchObject({ awaits: { by: ['admin', 'deputy'], gifts: ['password', 'roles'] } });
    for (const client of [admin, second])
      expect(problemIn(await confirm(client, 'finance')).issues).toMatchObject([{ code: 'server/second-person' }]);
  });

  it('H1: new roles and a second opening end what the account can do until they are confirmed', async () => {
    const open = await server.signIn('maker');
    const { revision } = await person('maker');
    await admin.patch('/people/maker', { roles: ['maker', 'finance'] }, { 'If-Match': String(revision) });
    expect((await open.get('/session')).status).toBe(401);
    await server.deps.store.tenant(server.tenant).people.update({ id: 'maker2' }, { active: false });
    const closed = await person('maker2');
    const opened = await admin.patch<PersonView>(
      '/people/maker2',
      { active: true },
      { 'If-Match': String(closed.revision) },
    );
    expect(opened.body.awaits?.gifts).toEqual(['activation']);
    expect((await confirm(second, 'maker2')).status).toBe(200);
    await expect(server.signIn('maker2')).resolves.toBeDefined();
    expect(codeOf(await confirm(second, 'maker2'))).toBe('server/nothing-awaits');
  });

  it('R38: one administrator asks to switch it off, and it stays on until another one agrees', async () => {
    const asked = await set('alone');
    expect(asked.body).toMatchObject({ people: 'four-eyes', peopleHolds: true, asksAlone: { by: { id: 'admin' } } });
    const agree = async (client: Client) => {
      const { revision } = (await admin.get<SettingsView>('/settings')).body;
      return client.post<SettingsView>('/settings/agree', {}, { 'If-Match': String(revision) });
    };
    expect(problemIn(await agree(admin)).issues).toMatchObject([{ code: 'server/second-for-setting' }]);
    const kept = await set('four-eyes');
    expect([kept.body.people, kept.body.asksAlone]).toEqual(['four-eyes', undefined]);
    expect(problemIn(await agree(second)).issues).toMatchObject([{ code: 'server/nothing-asked' }]);
    await set('alone');
    expect((await agree(second)).body).toMatchObject({ people: 'alone', peopleHolds: false });
    expect((await set('four-eyes')).body).toMatchObject({ people: 'four-eyes', peopleHolds: true });
  });

  it('R38: the operator confirms an account by the command where no second administrator is left', async () => {
    const issued = await admin.post<IssuedPassword>('/people/maker2/password', {});
    const refused = problemIn(await confirm(admin, 'maker2'));
    expect(refused.issues[0]?.message).toContain('npm run store -- confirm-account');
    await confirmInStore(server.deps, server.tenant, 'maker2');
    expect((await signIn('maker2', issued.body.password)).status).toBe(201);
    await expect(confirmInStore(server.deps, server.tenant, 'maker2')).rejects.toThrow('Nothing of the account');
    await expect(confirmInStore(server.deps, server.tenant, 'none')).rejects.toThrow('no account "none"');
    const rows = await server.deps.store.tenant(server.tenant).audit.find({ sort: ['seq'] });
    expect(rows.at(-2)).toMatchObject({ action: 'person-confirmed', params: { name: 'maker2' } });
    expect([rows.at(-2)?.actor, brokenLink(rows)]).toEqual([undefined, undefined]);
  });
});
