import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  AccountExport,
  AuditItem,
  IssuedPassword,
  Page,
  PersonRef,
  PersonView,
  RoleItem,
  Unit,
  UnitList,
  UnitView,
  Welcome,
} from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('looking after people', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let admin: Client;
  const input = {
    name: 'xiaoli',
    title: { en: 'Li Xiao', 'zh-CN': '李晓' },
    unit: 'shanghai',
    roles: ['maker'],
    manager: 'manager',
    email: 'li@example.com',
  };
  const person = async (name: string) => {
    const [found] = (await admin.get<Page<PersonView>>(`/people?q=${name}`)).body.items;
    if (!found) throw new Error(`${name} is not there`);
    return found;
  };
  const change = (id: string, body: object, revision: number) =>
    admin.patch<PersonView>(`/people/${id}`, body, { 'If-Match': `"${revision}"` });

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    admin = await server.signIn('admin', { language: 'en' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('adds one, whose issued password works once and must be changed', async () => {
    const reply = await admin.post<IssuedPassword>('/people', input, { 'Idempotency-Key': 'add-1' });
    expect(reply.status).toBe(201);
    expect(reply.body.person).toMatchObject({
      ...input,
      active: true,
      locked: false,
      mustChangePassword: true,
      revision: 1,
    });
    expect(JSON.stringify(reply.body)).not.toContain('passwordHash');
    const client = await server.signIn('xiaoli', { password: reply.body.password });
    expect((await client.get('/home')).status).toBe(403);
    expect(
      (await client.post('/session/password', { current: reply.body.password, next: 'another good one 1' })).status,
    ).toBe(204);
    expect((await client.get('/home')).status).toBe(200);
  });

  it('offers only the demo’s own people for a try', async () => {
    const { demo } = (await server.client().get<Welcome>('/welcome')).body;
    expect(demo?.people.map(({ name }) => name)).toContain('maker');
    expect(demo?.people.map(({ name }) => name)).not.toContain('xiaoli');
  });

  it('never shows an issued password again, not even to a repeated request', async () => {
    const again = await admin.post('/people', input, { 'Idempotency-Key': 'add-1' });
    expect(again.status).toBe(409);
    const kept = JSON.stringify(await server.deps.store.tenant('demo').idempotency.find({}));
    expect(kept).not.toMatch(/"password"/);
  });

  it('tells everything that is wrong with a new one', async () => {
    const reply = await admin.post('/people', {
      name: 'x y',
      title: 'X',
      unit: 'nowhere',
      roles: ['maker', 'makker'],
      manager: 'nobody',
      email: 'x@',
    });
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues.map(({ path }) => path)).toEqual([
      '/name',
      '/email',
      '/unit',
      '/roles/1',
      '/manager',
    ]);
    expect(problemIn(reply).issues[3]?.message).toContain('maker?');
    expect((await admin.post('/people', { ...input, passwordHash: 'x' })).status).toBe(422);
    const twice = await admin.post('/people', input);
    expect([twice.status, problemIn(twice).code]).toEqual([409, 'duplicate']);
  });

  it.each(['Finance', 'fіnance', 'ｆinance', 'finаnce'])(
    'H7: lets no other account be called %s, which reads like one that is there',
    async (name) => {
      const reply = await admin.post('/people', { ...input, name });
      expect([reply.status, problemIn(reply).code]).toEqual([409, 'duplicate']);
      const { id, revision } = await person('xiaoli');
      const renamed = await change(id, { name }, revision);
      expect(renamed.status).toBe(409);
    },
  );

  it('changes one over the revision that was read', async () => {
    const { id, revision } = await person('xiaoli');
    const moved = await change(id, { unit: 'beijing', manager: null }, revision);
    expect(moved.body).toMatchObject({ unit: 'beijing', revision: revision + 1 });
    expect(moved.body.manager).toBeUndefined();
    const late = await change(id, { unit: 'company' }, revision);
    expect([late.status, problemIn(late).current]).toEqual([409, expect.objectContaining({ unit: 'beijing' })]);
    expect((await admin.patch(`/people/${id}`, { unit: 'company' })).status).toBe(428);
  });

  it('lets no line of managers come back to itself', async () => {
    const reply = await change('director', { manager: 'finance' }, 1);
    expect(problemIn(reply).issues).toMatchObject([{ code: 'server/manager-cycle', path: '/manager' }]);
  });

  it('ends the sessions of whoever gets other roles or is deactivated', async () => {
    const first = await server.signIn('deputy');
    const { revision } = await person('deputy');
    expect((await change('deputy', { roles: ['maker', 'maker'] }, revision)).body.roles).toEqual(['maker']);
    expect((await first.get('/session')).status).toBe(401);
    const again = await server.signIn('deputy');
    expect((await change('deputy', { active: false }, revision + 1)).body.active).toBe(false);
    expect((await again.get('/session')).status).toBe(401);
    await expect(server.signIn('deputy')).rejects.toThrow('401');
  });

  it('lets no person widen their own reach: roles, unit, manager, or being a manager or head', async () => {
    const { id, revision } = await person('admin');
    const refused = [{ code: 'server/own-rights' }];
    for (const own of [{ unit: 'group' }, { manager: 'maker' }])
      expect(problemIn(await change(id, own, revision)).issues).toMatchObject(refused);
    const other = await person('finance');
    expect(problemIn(await change('finance', { manager: id }, other.revision)).issues).toMatchObject(refused);
    expect(problemIn(await admin.post('/people', { ...input, name: 'younger', manager: id })).issues).toMatchObject(
      refused,
    );
    const unit = { title: 'x', kind: 'branch', parent: 'company', head: id };
    expect(problemIn(await admin.post('/units', unit)).issues).toMatchObject([
      { code: 'server/own-rights', path: '/head' },
    ]);
    const beijing = await admin.put('/units/beijing', unit, { 'If-Match': '"1"' });
    expect(problemIn(beijing).issues).toMatchObject(refused);
    expect(problemIn(await change(id, { roles: ['admin', 'analyst'] }, revision)).issues).toMatchObject([
      { code: 'server/own-rights', path: '/roles' },
    ]);
    expect(problemIn(await change(id, { active: false }, revision)).issues).toMatchObject([{ path: '/active' }]);
  });

  it('issues no person a password of their own, which would need no proof of who they are', async () => {
    const reply = await admin.post('/people/admin/password', {});
    expect(reply.status).toBe(422);
    expect(problemIn(reply)).toMatchObject({ issues: [{ code: 'server/own-password', path: '' }] });
    expect(problemIn(reply).detail).toContain('your own page');
    expect((await admin.get('/session')).status).toBe(200);
    await expect(server.signIn('admin')).resolves.toBeDefined();
  });

  it('issues a new password that ends every session', async () => {
    const old = await server.signIn('finance');
    const { body } = await admin.post<IssuedPassword>('/people/finance/password', {});
    expect((await old.get('/session')).status).toBe(401);
    await expect(server.signIn('finance')).rejects.toThrow('401');
    const client = await server.signIn('finance', { password: body.password });
    expect(client.session?.mustChangePassword).toBe(true);
  });

  it('is for those who have the permission', async () => {
    const maker = await server.signIn('maker');
    for (const reply of [
      await maker.get('/people'),
      await maker.post('/people', input),
      await maker.post('/people/finance/password', {}),
    ]) {
      expect([reply.status, problemIn(reply).code]).toEqual([403, 'forbidden']);
    }
  });

  it('lists by page, and finds by part of a name in either language', async () => {
    const page = (await admin.get<Page<PersonView>>('/people?size=5&page=2&count=true')).body;
    expect([page.items.length, page.total, page.next]).toEqual([5, 12, 3]);
    expect(
      (await admin.get<Page<PersonView>>(`/people?q=${encodeURIComponent('李')}`)).body.items.map(({ name }) => name),
    ).toEqual(['finance', 'xiaoli']);
  });

  it('tells everybody the names of active people, and nothing else', async () => {
    const maker = await server.signIn('maker');
    const { items } = (await maker.get<Page<PersonRef>>('/people/names?role=finance')).body;
    expect(items).toEqual([
      { id: 'finance', title: { en: 'finance', 'zh-CN': '李静' } },
      { id: 'finance2', title: { en: 'finance2', 'zh-CN': '赵磊' } },
    ]);
    expect((await maker.get<Page<PersonRef>>('/people/names?q=deputy')).body.items).toEqual([]);
  });

  it('H20: a unit is changed and removed only by who has seen its revision', async () => {
    const { body: unit } = await admin.post<UnitView>('/units', { title: 'Harbour', kind: 'branch' });
    const at = (revision: number) => ({ 'If-Match': `"${revision}"` });
    const body = { title: 'Port', kind: 'branch' };
    expect(unit.revision).toBe(1);
    expect((await admin.put(`/units/${unit.id}`, body)).status).toBe(428);
    expect((await admin.del(`/units/${unit.id}`)).status).toBe(428);
    const both = await Promise.all(
      ['Port', 'Quay'].map((title) => admin.put(`/units/${unit.id}`, { ...body, title }, at(1))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = both.find(({ status }) => status === 200)?.body as UnitView;
    const lost = both.find(({ status }) => status === 409);
    expect(won.revision).toBe(2);
    expect(lost && problemIn(lost).current).toEqual(won);
    expect((await admin.get<UnitList>('/units')).body.items).toContainEqual(won);
    expect((await admin.del(`/units/${unit.id}`, at(1))).status).toBe(409);
    expect((await admin.del(`/units/${unit.id}`, at(2))).status).toBe(204);
    expect((await admin.put(`/units/${unit.id}`, body, at(2))).status).toBe(404);
  });

  it('H20: a unit that an earlier build stored has the revision 1', async () => {
    await server.deps.store.tenant('demo').units.insert({ id: 'old', title: 'Old', kind: 'branch' });
    const [old] = (await admin.get<UnitList>('/units')).body.items.filter(({ id }) => id === 'old');
    expect(old).toMatchObject({ title: 'Old', revision: 1 });
    const changed = await admin.put('/units/old', { title: 'New', kind: 'branch' }, { 'If-Match': '"1"' });
    expect(changed.body).toEqual({ id: 'old', title: 'New', kind: 'branch', revision: 2 });
    expect((await admin.del('/units/old', { 'If-Match': '"2"' })).status).toBe(204);
  });

  it('H19: keeps a unit that records or cases belong to', async () => {
    const rows = server.deps.store.tenant('demo');
    await rows.units.insert({ id: 'emptied', title: 'Emptied', kind: 'branch', revision: 1 });
    const removed = () => admin.del('/units/emptied', { 'If-Match': '"1"' });
    const made = await (await server.signIn('maker')).post<{ record: { id: string } }>(
      '/forms/note/records',
      { data: { subject: 'of a unit' } },
      { 'Idempotency-Key': 'of-a-unit' },
    );
    expect(made.status, made.text).toBe(201);
    await rows.records('note').update({ id: made.body.record.id }, { unit: 'emptied' });
    const refused = await removed();
    expect([refused.status, problemIn(refused).issues[0]?.code]).toEqual([422, 'server/unit-in-use']);
    await rows.records('note').remove({ id: made.body.record.id });
    expect((await removed()).status).toBe(204);
  });

  it('keeps the tree of units a tree', async () => {
    const { body: unit, status } = await admin.post<Unit>('/units', {
      title: { en: 'Pudong', 'zh-CN': '浦东' },
      kind: 'department',
      parent: 'shanghai',
    });
    expect(status).toBe(201);
    const put = (id: string, more: object) =>
      admin.put(`/units/${id}`, { title: 'x', kind: 'branch', ...more }, { 'If-Match': '"1"' });
    expect(problemIn(await put('shanghai', { parent: unit.id })).issues).toMatchObject([
      { code: 'server/unit-cycle', path: '/parent' },
    ]);
    expect(problemIn(await put('shanghai', { parent: 'nowhere' })).issues).toMatchObject([{ path: '/parent' }]);
    expect((await admin.del('/units/shanghai', { 'If-Match': '"1"' })).status).toBe(422);
    expect((await admin.del(`/units/${unit.id}`, { 'If-Match': '"1"' })).status).toBe(204);
    const maker = await server.signIn('maker');
    expect((await maker.get<UnitList>('/units')).body.items.map(({ id }) => id)).toEqual([
      'beijing',
      'company',
      'group',
      'shanghai',
    ]);
  });

  it('knows the roles of the current release', async () => {
    const { items } = (await admin.get<{ items: RoleItem[] }>('/roles')).body;
    expect(items).toContainEqual({ key: 'admin', title: { en: 'Administrator', 'zh-CN': '管理员' } });
  });

  it('is told of in the audit chain, with what was before', async () => {
    const auditor = await server.signIn('auditor', { language: 'zh-CN' });
    const { items } = (await auditor.get<Page<AuditItem>>('/audit?size=100')).body;
    const texts = items.map(({ text }) => text);
    expect(texts).toContain('新增人员 李晓（xiaoli）');
    expect(texts).toContain('修改人员 李晓（xiaoli）：unit、manager');
    expect(texts).toContain('停用人员 刘洋（deputy）');
    expect(items.find(({ action }) => action === 'person-created')?.actor).toEqual({
      id: 'admin',
      title: { en: 'admin', 'zh-CN': '高飞' },
    });
  });

  it('hands out what is kept about a person as a user, in numbers and times, and the audit tells of it in words', async () => {
    const { id } = await person('maker');
    await server.signIn('maker', { language: 'en' });
    const reply = await admin.get<AccountExport>(`/people/${id}/personal`);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.person).toMatchObject({ id, name: 'maker' });
    expect(reply.body.sessions.length).toBeGreaterThan(0);
    expect(reply.body.audit).toContainEqual(expect.objectContaining({ action: 'signed-in', own: true }));
    expect(reply.text).not.toMatch(/passwordHash|csrf|caseTitle/);
    expect((await (await server.signIn('maker')).get(`/people/${id}/personal`)).status).toBe(403);
    expect((await admin.get('/people/no-one/personal')).status).toBe(404);
    const auditor = await server.signIn('auditor', { language: 'en' });
    const { items } = (await auditor.get<Page<AuditItem>>('/audit')).body;
    expect(items.find(({ action }) => action === 'account-exported')?.text).toMatch(/^Exported the account data of /);
    expect(items.filter(({ text }) => text === '')).toEqual([]);
  });
});
