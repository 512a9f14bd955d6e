// What may not be read cannot be had: each test is one way in which a closed value was told by something else.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CaseView,
  canonicalJson,
  type DashboardResult,
  type HistoryItem,
  type Home,
  type JsonObject,
  type Page,
  type RecordView,
  type TaskItem,
  type TaskView,
  type TimerItem,
} from '../../../engine/index.ts';
import { editDefinition, packsWithout } from '../../flows/pack-variants.ts';
import { type Bank, key, newCustomer, openBank, upload } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

const ACCOUNT = '6228480402564890018';
const ID_NUMBER = '110101197903147660';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

// Finance works blind on the receiving account and on what each line cost.
function blind(pack: string): void {
  editDefinition(pack, 'workflows/transfer-approval.json', (workflow) => {
    const { states } = workflow.chart as { states: { finance: { meta: { step: { fields: JsonObject } } } } };
    Object.assign(states.finance.meta.step.fields, { account: 'masked', 'items.what': 'hidden', evidence: 'hidden' });
  });
}

describeEachStore('a value that is not open', (store) => {
  let bank: Bank;
  let customer: RecordView;
  let made: { record: RecordView; case: string };
  beforeAll(async () => {
    bank = await openBank({ store, packs: packsWithout({}, blind) });
    customer = await newCustomer(await bank.as('manager'), '西安远航科技有限公司', { idNumber: ID_NUMBER });
    made = await bank.submit({ amount: 6_000_000, more: { note: 'zzsecretnote' } });
    // The same person makes transfers and builds forms: the own ones are open, those of others masked.
    const person = await bank.server.deps.store.tenant(bank.server.tenant).people.get('maker2');
    if (person)
      await bank.server.deps.store
        .tenant(bank.server.tenant)
        .people.save({ ...person, unit: 'company', roles: ['maker', 'analyst'] });
    await bank.server.deps.store.tenant(bank.server.tenant).nextNumber('organisation-changes');
  });
  afterAll(() => bank.stop());
  const get = async <T>(name: string, path: string) => (await bank.as(name)).get<T>(path);

  it('H2: is not told by a hash: neither a history nor what a task shows holds one of the data', async () => {
    const path = `/forms/customer/records/${customer.id}`;
    const history = await get<Page<HistoryItem>>('maker', `${path}/history`);
    expect(history.text).not.toMatch(/[0-9a-f]{64}/);
    const stored = await bank.server.deps.store.tenant(bank.server.tenant).records('transfer').get(made.record.id);
    const task = await bank.taskOf('finance', made.case);
    const shown = await get<TaskView>('finance', `/tasks/${task?.id}`);
    expect(shown.text).not.toContain(sha256(canonicalJson(stored?.data ?? {})));
    expect(shown.text).not.toMatch(/[0-9a-f]{64}/);
  });

  it('H2: is not told by a refusal of a decision, and the mark of what was seen still takes one', async () => {
    const task = await bank.taskOf('finance', made.case);
    const finance = await bank.as('finance');
    const refused = await finance.post(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen: 'x' }, key());
    expect([refused.status, problemIn(refused).issues[0]?.code]).toEqual([409, 'workflow/stale']);
    expect(refused.text).not.toMatch(/[0-9a-f]{64}/);
    const second = await bank.submit({ amount: 1_000 });
    expect((await bank.decide('finance', second.case, 'approve')).status).toBe(200);
  });

  it('H8: is not told by the title of a timer to an administrator, who reads no transfer', async () => {
    const timers = await get<Page<TimerItem>>('admin', '/timers?size=200');
    expect(timers.body.items.length).toBeGreaterThan(0);
    expect(timers.text).not.toContain('恒通');
    expect(timers.text).not.toContain(String(made.record.data.no));
  });

  it('H8: is titled anew for each reader, in the home page as in the inbox', async () => {
    const home = await get<Home>('maker', '/home');
    expect(home.body.recent.find(({ id }) => id === made.case)?.title).toContain('恒通');
    const found = await get<Page<TaskItem>>('finance', `/tasks?box=todo&q=${encodeURIComponent('恒通')}`);
    expect(found.body.items.map((task) => task.case)).toContain(made.case);
  });

  it('H9: is open on the rows of the role that opens it, and on no others', async () => {
    const maker2 = await bank.as('maker2');
    const own = await bank.submit({ amount: 1_000, more: { account: '6222021001112223372' } }, 'maker2');
    const list = await maker2.get<Page<RecordView>>('/forms/transfer/records?size=200&count=true');
    const account = (id: string) => list.body.items.find((row) => row.id === id)?.data.account;
    expect(account(own.record.id)).toBe('6222021001112223372');
    expect(account(made.record.id)).toMatch(/\*/);
    const other = await maker2.get<RecordView>(`/forms/transfer/records/${made.record.id}`);
    expect(other.body.data.account).toMatch(/\*/);
    expect((await maker2.get(`/cases/${made.case}`)).text).not.toContain('6222021001112223372');
    // A filter by it finds the rows where it is open; an order would tell of all of them.
    const rule = encodeURIComponent(JSON.stringify({ '==': [{ var: 'account' }, '6222021001112223372'] }));
    const filtered = await maker2.get<Page<RecordView>>(`/forms/transfer/records?filter=${rule}&count=true&size=200`);
    expect(filtered.body.items.map(({ id }) => id)).toContain(own.record.id);
    expect(filtered.body.items.map(({ id }) => id)).not.toContain(made.record.id);
    expect(filtered.body.total).toBe(filtered.body.items.length);
    expect((await maker2.get('/forms/transfer/records?sort=account')).status).toBe(422);
  });

  it('H10: is closed by a step wherever its people look: record, list, case, histories, files', async () => {
    // Another account than the customer's own, which finance reads in the customer's file.
    const held = await bank.submit({ amount: 7_000_000, more: { account: ACCOUNT } });
    const finance = await bank.as('finance');
    const { id } = held.record;
    for (const path of [
      `/forms/transfer/records/${id}`,
      `/forms/transfer/records?size=200&q=${held.record.data.no}`,
      `/cases/${held.case}`,
      `/cases/${held.case}/history`,
      `/forms/transfer/records/${id}/history`,
    ]) {
      const reply = await finance.get(path);
      expect([path, reply.status]).toEqual([path, 200]);
      expect([path, reply.text.includes(ACCOUNT)]).toEqual([path, false]);
      expect([path, reply.text.includes('原材料采购')]).toEqual([path, false]);
    }
    const [file] = held.record.data.evidence as { id: string }[];
    expect((await finance.get(`/files/${file?.id}`)).status).toBe(404);
    expect((await get('director', `/files/${file?.id}`)).status).toBe(200);
    const rule = encodeURIComponent(JSON.stringify({ '==': [{ var: 'account' }, ACCOUNT] }));
    const found = await finance.get<Page<RecordView>>(`/forms/transfer/records?filter=${rule}&size=200`);
    expect(found.body.items.map((row) => row.id)).not.toContain(id);
    expect((await finance.get('/forms/transfer/records?sort=account')).status).toBe(422);
    // Those whose steps show it go on seeing it.
    expect((await get<CaseView>('auditor', `/cases/${held.case}`)).text).toContain(ACCOUNT);
  });

  it('H11: is not counted from histories, by a draft no more than by a release', async () => {
    const analyst = await bank.as('analyst');
    const rows = bank.server.deps.store.tenant(bank.server.tenant);
    const person = await rows.people.get('analyst');
    if (person) await rows.people.save({ ...person, roles: ['analyst', 'admin'] });
    const put = (kind: string, name: string, json: JsonObject) =>
      analyst.put(`/packs/transfer-control/draft/${kind}/${name}`, json, { 'If-Match': '0' });
    await put('dataset', 'chain', {
      kind: 'dataset',
      key: 'chain',
      title: 'Chain',
      from: 'history',
      fields: { what: { path: 'body.data.idNumber', type: 'text' }, kind: { path: 'kind' } },
    });
    await put('dashboard', 'chain', {
      kind: 'dashboard',
      key: 'chain',
      title: 'Chain',
      widgets: {
        all: {
          type: 'table',
          dataset: 'chain',
          title: 'All',
          dimensions: [{ field: 'what' }],
          measures: [{ op: 'count' }],
        },
        kinds: {
          type: 'table',
          dataset: 'chain',
          title: 'Kinds',
          dimensions: [{ field: 'kind' }],
          measures: [{ op: 'count' }],
        },
      },
      layout: [
        { widget: 'all', x: 0, y: 0, w: 6, h: 4 },
        { widget: 'kinds', x: 6, y: 0, w: 6, h: 4 },
      ],
      access: { roles: ['analyst'] },
    });
    const reply = await analyst.post<DashboardResult>('/packs/transfer-control/dashboards/chain/query', {
      filters: {},
    });
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain(ID_NUMBER);
    expect(reply.body.widgets.all).toMatchObject({ widget: 'failed', issue: { code: 'report/hidden-field' } });
    expect(reply.body.widgets.kinds).not.toMatchObject({ widget: 'failed' });
    const checked = await analyst.post<{ problems: { code: string }[] }>('/packs/transfer-control/check', {});
    expect(checked.body.problems.map(({ code }) => code)).toContain('reports/history-data');
  });

  it('keeps an upload that no record holds for its uploader alone', async () => {
    const file = await upload(await bank.as('maker'));
    expect((await get('maker', `/files/${file.id}`)).status).toBe(200);
    expect((await get('finance', `/files/${file.id}`)).status).toBe(404);
  });
});
