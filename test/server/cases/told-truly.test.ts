import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditItem,
  FormScreen,
  HistoryItem,
  JsonObject,
  Notice,
  Page,
  RecordView,
  TaskItem,
} from '../../../engine/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('what is told of a case', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  const get = async <T>(name: string, path: string) => (await (await bank.as(name)).get<T>(path)).body;
  const historyOf = async (name: string, id: string) =>
    (await get<Page<HistoryItem>>(name, `/cases/${id}/history`)).items;
  const noticesOf = async (name: string, about: string) =>
    (await get<Page<Notice>>(name, '/notices?size=200')).items.filter(({ link }) => link?.id.startsWith(about));
  const startedBy = async (name: string, id: string) =>
    (await get<Page<TaskItem>>(name, '/tasks?box=started&size=200')).items.find((task) => task.case === id);

  describe('where it stands', () => {
    it('users F8: a request that was withdrawn has a title, and its status can be looked for', async () => {
      const { case: id, record } = await bank.submit({ amount: 100_000 });
      await (await bank.as('maker')).post(`/cases/${id}/withdraw`, {}, key());
      const { statuses } = await get<FormScreen>('manager', '/forms/transfer');
      const { status } = await get<RecordView>('manager', `/forms/transfer/records/${record.id}`);
      expect(statuses?.[status]).toEqual({
        title: { en: 'Withdrawn', 'zh-CN': '已撤回' },
        outcome: 'cancelled',
      });
      const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'record.status' }, status] }));
      const list = await get<Page<RecordView>>('manager', `/forms/transfer/records?filter=${filter}`);
      expect(list.items.map((one) => one.id)).toContain(record.id);
    });

    it('users F9: paid, rejected and returned requests are told apart in the maker’s own list', async () => {
      const paid = await bank.submit({ amount: 100_000 });
      await bank.decide('finance', paid.case, 'approve');
      const rejected = await bank.submit({ amount: 100_000 });
      await bank.decide('finance', rejected.case, 'reject', { opinion: 'No' });
      const returned = await bank.submit({ amount: 100_000 });
      await bank.decide('finance', returned.case, 'return', { to: 'initiator', opinion: 'Look again' });
      const standing = async (id: string) => (await startedBy('maker', id))?.standing;
      expect(await standing(paid.case)).toMatchObject([{ title: { 'zh-CN': '已付款' }, outcome: 'approved' }]);
      expect(await standing(rejected.case)).toMatchObject([{ title: { 'zh-CN': '已驳回' }, outcome: 'rejected' }]);
      const [open] = (await standing(returned.case)) ?? [];
      expect(open?.title).toMatchObject({ 'zh-CN': expect.stringContaining('退回') });
      expect(open?.outcome).toBeUndefined();
      expect((await bank.caseOf('manager', paid.case)).standing).toMatchObject([{ outcome: 'approved' }]);
    });
  });

  describe('its history', () => {
    it('users F14: a signature is seen by those who read it, and a failed one stands in the audit', async () => {
      const { case: id } = await bank.submit({ amount: 6_000_000 });
      await bank.decide('finance', id, 'approve');
      const wrong = await bank.decide('director', id, 'approve', { sign: 'not the password' });
      expect(problemIn(wrong).issues.map(({ code }) => code)).toEqual(['case/sign-wrong']);
      await bank.decide('director', id, 'approve');
      const decisions = (await historyOf('maker', id)).filter(({ kind }) => kind === 'decide');
      expect(decisions.map(({ signed }) => signed)).toEqual([undefined, 'password']);
      const { items } = await get<Page<AuditItem>>('auditor', '/audit?size=50');
      const failed = items.filter(({ action }) => action === 'signature-failed');
      expect(failed.map(({ actor }) => actor?.id)).toEqual([(await bank.as('director')).session?.actor.id]);
      expect(failed[0]?.text).toMatch(/wrong password/);
    });

    it('users F15: what the chart sets is not told as typed by the person whose decision led to it', async () => {
      const { case: id, record } = await bank.submit({ amount: 100_000 });
      await bank.decide('finance', id, 'approve');
      const approved = (await historyOf('manager', id)).find(({ kind }) => kind === 'decide');
      expect(approved?.changes?.map(({ path, system }) => [path, system])).toEqual([['/paidOn', true]]);
      const { items } = await get<Page<HistoryItem>>('manager', `/forms/transfer/records/${record.id}/history`);
      const set = items.find(({ changes }) => changes?.some(({ path }) => path === '/paidOn'));
      expect([set?.actor, set?.text]).toEqual([undefined, expect.stringContaining('The system changed')]);
    });

    it('users F16: changed rows are told line by line', async () => {
      const row = (what: string, cost: number): JsonObject => ({ what, cost });
      const first = [row('A', 1000), row('B', 2000), row('C', 3000)];
      const { case: id } = await bank.submit({ amount: 6000, more: { items: first } });
      await bank.decide('finance', id, 'return', { to: 'initiator', opinion: 'Look again' });
      const items = [row('A', 1000), row('B', 2500), row('D', 400), row('C', 3000)];
      await bank.decide('maker', id, 'submit', { data: { items } });
      const submitted = (await historyOf('manager', id)).at(-1);
      const rows = submitted?.changes?.filter(({ path }) => path.startsWith('/items'));
      expect(rows?.map(({ path }) => path)).toEqual(['/items/1/cost', '/items/2']);
      expect(rows?.[0]?.title).toMatchObject({ en: expect.stringContaining(', row 2: ') });
      expect([rows?.[0]?.before, rows?.[0]?.after]).toEqual([
        expect.stringContaining('20.00'),
        expect.stringContaining('25.00'),
      ]);
      expect([rows?.[1]?.before, rows?.[1]?.after]).toEqual(['', expect.stringContaining('D')]);
    });
  });

  it('C39: a suspended request tells its approver who holds it up, and why', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const reason = 'Waiting for the legal department';
    const act = async (verb: string) =>
      (await bank.as('admin')).post(`/admin/cases/${verb}`, { cases: [id], reason }, key());
    await act('suspend');
    const view = await bank.caseOf('finance', id);
    expect(view.suspended).toMatchObject({ by: { id: 'admin' }, reason });
    expect((await bank.taskOf('finance', id))?.caseStatus).toBe('suspended');
    await act('resume');
    expect((await bank.caseOf('finance', id)).suspended).toBeUndefined();
    expect((await bank.open('finance', (await bank.taskOf('finance', id))?.id ?? '')).allowed).toContain('approve');
  });

  it('users F30: nobody is offered, or may send, a reminder of their own task', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    expect((await bank.caseOf('maker', id)).available).toContain('remind');
    await bank.decide('finance', id, 'return', { opinion: 'Once more', to: 'initiator' });
    const returned = await bank.caseOf('maker', id);
    expect(returned.waitingFor.map(({ person }) => person?.id)).toEqual(['maker']);
    expect(returned.available).not.toContain('remind');
    // What is back with its initiator may be taken back (B18).
    expect(returned.available).toContain('withdraw');
    const reply = await (await bank.as('maker')).post(`/cases/${id}/remind`, {}, key());
    expect(reply.status).toBeGreaterThanOrEqual(400);
    const withdrawn = await (await bank.as('maker')).post(`/cases/${id}/withdraw`, {}, key());
    expect(withdrawn.status).toBe(200);
  });

  describe('its notices', () => {
    it('users F20: are read once their task is decided or withdrawn', async () => {
      const decided = await bank.submit({ amount: 100_000 });
      const withdrawn = await bank.submit({ amount: 100_000 });
      for (const { case: id } of [decided, withdrawn])
        expect((await noticesOf('finance', id)).map(({ read }) => read)).toEqual([false]);
      await bank.decide('finance', decided.case, 'approve');
      await (await bank.as('maker')).post(`/cases/${withdrawn.case}/withdraw`, {}, key());
      for (const { case: id } of [decided, withdrawn])
        expect((await noticesOf('finance', id)).filter(({ read }) => !read)).toEqual([]);
    });

    it('users F20: a reminder is called as the task is called and leads to it', async () => {
      const { case: id } = await bank.submit({ amount: 100_000 });
      const task = await bank.taskOf('finance', id);
      await (await bank.as('maker')).post(`/cases/${id}/remind`, {}, key());
      const [reminder] = await noticesOf('finance', id);
      expect(reminder?.title).toContain(task?.caseTitle);
      expect(reminder?.link).toEqual({ kind: 'task', id: task?.id });
    });

    it('users F20: a comment tells those who take part, and not the person who made it', async () => {
      const { case: id } = await bank.submit({ amount: 100_000 });
      const before = (await noticesOf('maker', id)).length;
      await (await bank.as('finance')).post(`/cases/${id}/comment`, { text: 'Which contract?' }, key());
      const told = await noticesOf('maker', id);
      expect(told.length).toBe(before + 1);
      expect(told[0]?.text).toContain('Which contract?');
      expect((await noticesOf('finance', id)).some(({ text }) => text.includes('Which contract?'))).toBe(false);
    });
  });
});
