import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CaseView,
  FormScreen,
  HistoryItem,
  JsonObject,
  LookupItem,
  Page,
  RecordView,
  TaskItem,
} from '../../../engine/index.ts';
import { type Bank, key, newCustomer, openBank } from '../../flows/transfer-bank.ts';
import { describeEachStore } from '../../support/stores.ts';

const ID_NUMBER = '110101199003076632';
const PHONE = '13812345678';

describeEachStore('rights', (store) => {
  let bank: Bank;
  let secret: RecordView;
  let own: { record: RecordView; case: string };
  beforeAll(async () => {
    bank = await openBank({ store });
    secret = await newCustomer(await bank.as('manager'), '天津宏达化工有限公司', { idNumber: ID_NUMBER, phone: PHONE });
    own = await bank.submit({ amount: 6_000_000 });
  });
  afterAll(() => bank.stop());

  const get = async <T>(name: string, path: string) => (await bank.as(name)).get<T>(path);
  const transfers = async (name: string) =>
    (await get<Page<RecordView>>(name, '/forms/transfer/records?size=200&count=true')).body;

  it('of an auditor: they read everything and write nothing', async () => {
    expect((await transfers('auditor')).total).toBe(1);
    expect((await get('auditor', `/forms/customer/records/${secret.id}`)).status).toBe(200);
    expect((await get<CaseView>('auditor', `/cases/${own.case}`)).body.available).toEqual([]);
    const auditor = await bank.as('auditor');
    const data = await bank.transfer({ amount: 1_000 });
    const attempts = await Promise.all([
      auditor.post('/forms/transfer/records', { data }, key()),
      auditor.patch(`/forms/customer/records/${secret.id}`, { data: { note: 'x' } }, { 'If-Match': '1' }),
      auditor.del(`/forms/customer/records/${secret.id}`, { 'If-Match': '1' }),
      auditor.post(`/cases/${own.case}/withdraw`, {}, key()),
      auditor.post(`/cases/${own.case}/comment`, { text: 'hm' }, key()),
      auditor.post('/admin/cases/cancel', { cases: [own.case], reason: 'x' }, key()),
      auditor.post('/workflows/transfer-approval/preview', { data }),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect((await get<Page<TaskItem>>('auditor', '/tasks?box=todo')).body.items).toEqual([]);
  });

  it('of another unit: neither list, search, lookup, record, case, task nor history gives anything away', async () => {
    expect(await transfers('maker2')).toEqual({ items: [], total: 0 });
    const { no } = own.record.data;
    expect((await get<Page<RecordView>>('maker2', `/forms/transfer/records?q=${no}`)).body.items).toEqual([]);
    const task = await bank.taskOf('finance', own.case);
    for (const path of [
      `/forms/transfer/records/${own.record.id}`,
      `/forms/transfer/records/${own.record.id}/history`,
      `/cases/${own.case}`,
      `/cases/${own.case}/history`,
      `/cases/${own.case}/why`,
      `/tasks/${task?.id}`,
      `/tasks/${task?.id}/people?for=transfer`,
    ]) {
      const reply = await get('maker2', path);
      expect([path, reply.status]).toEqual([path, 404]);
      expect(reply.text).not.toContain(String(no));
    }
  });

  it('of a masked field: it is shown as stars, everywhere', async () => {
    const seen = (await get<RecordView>('maker', `/forms/customer/records/${secret.id}`)).body;
    expect(seen.data.idNumber).toMatch(/^110101\*+/);
    expect(seen.data.phone).toBe(PHONE);
    const list = await get('maker', '/forms/customer/records?size=200');
    expect(list.text).not.toContain(ID_NUMBER);
    const manager = await bank.as('manager');
    await manager.patch(
      `/forms/customer/records/${secret.id}`,
      { data: { idNumber: '110101199003070134' } },
      { 'If-Match': '1' },
    );
    const history = await get<Page<HistoryItem>>('maker', `/forms/customer/records/${secret.id}/history`);
    expect(history.body.items.map(({ kind }) => kind)).toEqual(['created', 'changed']);
    expect(history.text).not.toContain('110101199003070134');
    expect((await get('manager', `/forms/customer/records/${secret.id}/history`)).text).toContain('110101199003070134');
  });

  it('of a hidden field: it has no name on the screen and no value in any answer', async () => {
    const screen = (await get<FormScreen>('analyst', '/forms/customer')).body;
    const { fields, layout } = screen.definition as { fields: JsonObject; layout: JsonObject[] };
    expect(fields).not.toHaveProperty('idNumber');
    expect(JSON.stringify(layout)).not.toContain('idNumber');
    expect(JSON.stringify(screen)).not.toContain('large-credit-needs-id');
    expect(screen.fields.idNumber).toBeUndefined();
    const list = await get('analyst', '/forms/customer/records?size=200');
    expect(list.text).not.toContain('idNumber');
    expect(list.text).not.toContain(PHONE);
  });

  it.each([
    ['analyst', 'idNumber'],
    ['analyst', 'account'],
    ['maker', 'idNumber'],
  ])('let %s neither filter nor sort by %s, which is not open to him', async (name, field) => {
    const rule = encodeURIComponent(JSON.stringify({ '==': [{ var: field }, ID_NUMBER] }));
    expect((await get(name, `/forms/customer/records?filter=${rule}`)).status).toBe(422);
    expect((await get(name, `/forms/customer/records?sort=${field}`)).status).toBe(422);
  });

  it('of a masked field: a mask is not taken for a value', async () => {
    const lookup = await get<{ items: LookupItem[] }>('analyst', '/forms/transfer/lookup/customer?q=宏达');
    expect(lookup.body.items[0]?.title).toBe('天津宏达化工有限公司');
    expect(lookup.body.items[0]?.fill.account ?? null).toBeNull();
    const maker = await bank.as('maker');
    const customer = await maker.post<{ record: RecordView }>(
      '/forms/customer/records',
      {
        data: {
          name: '厦门晨光贸易有限公司',
          level: 'b',
          bankName: 'x',
          account: '6222021001112223372',
          idNumber: '110101********6632',
        },
      },
      key(),
    );
    expect(customer.status).toBe(422);
  });

  it('of a person to whom a task was given: they read what they decide about, whether their roles show it or not', async () => {
    expect((await get('finance', `/forms/transfer/records/${own.record.id}`)).status).toBe(200);
    await bank.decide('finance', own.case, 'approve');
    const task = await bank.taskOf('director', own.case);
    expect((await get('director', `/tasks/${task?.id}`)).status).toBe(200);
    expect((await get('deputy', `/tasks/${task?.id}`)).status).toBe(200);
  });

  it('of an administrator: they run cases without reading what these are about', async () => {
    const view = (await get<CaseView>('admin', `/cases/${own.case}`)).body;
    expect(view.available).toContain('suspend');
    expect(view.record.data).toEqual({});
    expect((await get('admin', '/forms/transfer/records')).status).toBe(403);
  });

  it('of another tenant: nothing of this one exists there', async () => {
    const { deps } = bank.server;
    const { DEMO_PASSWORD } = await import('../../../server/auth/demo-access.ts');
    const { importFolder } = await import('../../../server/domain/packs/import-folder.ts');
    const rows = deps.store.tenant('other');
    await rows.units.insert({ id: 'group', kind: 'group', title: 'Other' });
    await rows.people.insert({
      id: 'stranger',
      name: 'stranger',
      title: 'Stranger',
      unit: 'group',
      roles: ['manager', 'auditor', 'admin', 'maker'],
      active: true,
      passwordHash: await deps.passwords.hash(DEMO_PASSWORD),
      mustChangePassword: false,
      failedSignIns: 0,
      revision: 1,
    });
    await importFolder(deps, 'other');
    const stranger = await bank.server.signIn('stranger', { tenant: 'other' });
    const lists = await Promise.all(
      ['/forms/transfer/records', '/forms/customer/records', '/tasks?box=todo', '/incidents', '/timers'].map((path) =>
        stranger.get<Page<unknown>>(path),
      ),
    );
    expect(lists.map(({ body }) => body.items)).toEqual([[], [], [], [], []]);
    const task = await bank.taskOf('deputy', own.case);
    for (const path of [
      `/forms/transfer/records/${own.record.id}`,
      `/forms/customer/records/${secret.id}`,
      `/cases/${own.case}`,
      `/tasks/${task?.id}`,
      `/cases/${own.case}/why`,
    ]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    const data = await bank.transfer({ amount: 1_000 });
    const linked = await stranger.post('/forms/transfer/records', { data }, key());
    expect([linked.status, linked.text]).toEqual([422, expect.stringContaining('record/linked-missing')]);
    const cancelled = await stranger.post<{ items: { ok: boolean }[] }>(
      '/admin/cases/cancel',
      { cases: [own.case], reason: 'x' },
      key(),
    );
    expect(cancelled.body.items.map(({ ok }) => ok)).toEqual([false]);
  });
});
