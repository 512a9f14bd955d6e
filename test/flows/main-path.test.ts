import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryItem, Page, RecordView, TaskItem, Why } from '../../engine/index.ts';
import { problemIn } from '../support/server.ts';
import { describeEachStore } from '../support/stores.ts';
import { type Bank, openBank } from './transfer-bank.ts';

describeEachStore('a transfer', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  const recordOf = async (name: string, id: string) =>
    (await (await bank.as(name)).get<RecordView>(`/forms/transfer/records/${id}`)).body;

  it('of 50,000.00 is paid after one of two in finance', async () => {
    const { record, case: id } = await bank.submit({ amount: 5_000_000 });
    expect(record.status).toBe('finance');
    expect(record.data.no).toMatch(/^ZZ\d{6}-\d{6}$/);
    expect(record.data.amount).toBe(5_000_000);
    expect(await bank.taskOf('finance', id)).toMatchObject({ step: 'finance', status: 'open' });
    expect((await bank.taskOf('finance2', id))?.summary.map(({ field }) => field)).toContain('amount');

    const decided = await bank.decide('finance', id, 'approve', { opinion: 'fine', data: { voucherNo: 'FK000123' } });
    expect(decided.status).toBe(200);
    expect(decided.body.case).toMatchObject({ status: 'done', states: ['paid'] });
    expect(await bank.taskOf('finance2', id)).toBeUndefined();

    const stored = await recordOf('maker', record.id);
    expect(stored.status).toBe('paid');
    expect(stored.data.voucherNo).toBe('FK000123');
    expect(stored.data.paidOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(stored.allowed).toEqual([]);
  });

  it('above 50,000 needs director and deputy both, each with a signature', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance2', id, 'approve');
    expect((await bank.caseOf('maker', id)).states).toEqual(['leadership']);

    const unsigned = await bank.decide('director', id, 'approve', { sign: undefined });
    expect(unsigned.status).toBe(422);
    expect(problemIn(unsigned).issues.map(({ code }) => code)).toContain('workflow/signature-due');
    const wrong = await bank.decide('director', id, 'approve', { sign: 'not his password' });
    expect(problemIn(wrong).issues[0]).toMatchObject({ code: 'case/sign-wrong', path: '/sign' });

    expect((await bank.decide('deputy', id, 'approve')).body.case.states).toEqual(['leadership']);
    expect((await bank.decide('director', id, 'approve')).body.case).toMatchObject({
      status: 'done',
      states: ['paid'],
    });
  });

  it('above 1,000,000 goes on to the president, and says why', async () => {
    const { case: id } = await bank.submit({ amount: 100_000_001 });
    await bank.decide('finance', id, 'approve');
    await bank.decide('director', id, 'approve');
    await bank.decide('deputy', id, 'approve');
    expect((await bank.caseOf('auditor', id)).states).toEqual(['president']);

    const why = (await (await bank.as('auditor')).get<Why>(`/cases/${id}/why`)).body;
    const toPresident = why.entries.find(({ to }) => to === 'President');
    expect(toPresident?.guards.some(({ held, text }) => held && text.includes('1,000,000'))).toBe(true);
    expect(toPresident?.assignments[0]?.people.map(({ id: person }) => person)).toEqual(['president']);

    expect((await bank.decide('president', id, 'approve')).body.case.status).toBe('done');
  });

  it('bugs 5: that is revised after a return is approved again by those who saw something else', async () => {
    const { record, case: id } = await bank.submit({ amount: 7_000_000 });
    await bank.decide('finance', id, 'approve');
    const silent = await bank.decide('director', id, 'return', { to: 'initiator' });
    expect(problemIn(silent).issues.map(({ code }) => code)).toContain('workflow/opinion-due');
    await bank.decide('director', id, 'return', { to: 'initiator', opinion: 'which contract?' });
    expect((await bank.caseOf('maker', id)).states).toEqual(['revise']);
    expect(await bank.taskOf('deputy', id)).toBeUndefined();

    const submitted = await bank.decide('maker', id, 'submit', { data: { note: 'contract 12' } });
    expect(submitted.body.case.states).toEqual(['finance']);
    expect((await recordOf('maker', record.id)).data.note).toBe('contract 12');
    expect((await bank.decide('finance2', id, 'approve')).body.case.states).toEqual(['leadership']);
    expect(await bank.taskOf('director', id)).toBeDefined();
    expect(await bank.taskOf('deputy', id)).toBeDefined();
    expect((await bank.decide('deputy', id, 'approve')).status).toBe(200);
    expect((await bank.decide('director', id, 'approve')).body.case.status).toBe('done');
  });

  it('that is returned and sent again as it was comes straight back to who returned it', async () => {
    const { case: id } = await bank.submit({ amount: 7_000_000 });
    await bank.decide('finance', id, 'approve');
    await bank.decide('director', id, 'return', { to: 'initiator', opinion: 'is this urgent?' });
    expect((await bank.decide('maker', id, 'submit')).body.case.states).toEqual(['leadership']);
  });

  it('can be withdrawn until somebody has decided', async () => {
    const { record, case: id } = await bank.submit({ amount: 100_000 });
    const maker = await bank.as('maker');
    expect((await bank.caseOf('maker', id)).available).toContain('withdraw');
    const withdrawn = await maker.post(`/cases/${id}/withdraw`, {}, { 'Idempotency-Key': `withdraw-${id}` });
    expect(withdrawn.status).toBe(200);
    expect((await recordOf('maker', record.id)).status).not.toBe('finance');
    expect(await bank.taskOf('finance', id)).toBeUndefined();

    const { case: later } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', later, 'approve');
    expect((await bank.caseOf('maker', later)).available).not.toContain('withdraw');
    const late = await maker.post(`/cases/${later}/withdraw`, {}, { 'Idempotency-Key': `withdraw-${later}` });
    expect([late.status, problemIn(late).issues[0]?.code]).toEqual([409, 'workflow/withdraw-not-allowed']);
    expect((await bank.caseOf('maker', later)).states).toEqual(['leadership']);
  });

  it('that is rejected may be mended and sent again', async () => {
    const { record, case: id } = await bank.submit({ amount: 200_000 });
    await bank.decide('finance', id, 'reject', { opinion: 'twice' });
    const rejected = await recordOf('maker', record.id);
    expect(rejected).toMatchObject({ status: 'rejected', allowed: ['update', 'start'] });
    const maker = await bank.as('maker');
    const mended = await maker.patch<RecordView>(
      `/forms/transfer/records/${record.id}`,
      { data: { note: 'again' } },
      { 'If-Match': String(rejected.revision) },
    );
    expect(mended.status).toBe(200);
    const again = await maker.post<{ id: string; states: string[] }>(
      '/cases',
      { workflow: 'transfer-approval', record: record.id },
      { 'Idempotency-Key': `again-${id}` },
    );
    expect(again.body.states).toEqual(['finance']);
    expect(await bank.taskOf('finance', again.body.id)).toBeDefined();
  });

  it('tells its history in the reader’s language, each link following from the one before', async () => {
    const { case: id } = await bank.submit({ amount: 300_000 });
    await bank.decide('finance2', id, 'approve', { opinion: '同意', data: { voucherNo: 'FK000777' } });
    const history = async (language: string) =>
      (await (await bank.as('auditor')).get<Page<HistoryItem>>(`/cases/${id}/history`, { 'Accept-Language': language }))
        .body.items;
    const english = await history('en');
    expect(english.map(({ kind }) => kind)).toEqual(['start', 'decide']);
    expect(english[1]).toMatchObject({ opinion: '同意', step: 'finance', text: 'finance2 approved at Finance review' });
    expect(english[1]?.changes?.find(({ path }) => path === '/voucherNo')).toMatchObject({
      before: '',
      after: 'FK000777',
    });
    expect((await history('zh-CN'))[1]?.text).toBe('赵磊在“财务审核”同意');
  });

  it('stands in the boxes of those concerned', async () => {
    const { case: id } = await bank.submit({ amount: 400_000 });
    const inBox = async (name: string, box: string) =>
      (await (await bank.as(name)).get<Page<TaskItem>>(`/tasks?box=${box}&size=200`)).body.items.find(
        (task) => task.case === id,
      );
    expect(await inBox('maker', 'started')).toMatchObject({ caseStatus: 'running', status: 'open' });
    await bank.decide('finance', id, 'approve');
    expect(await inBox('finance', 'done')).toMatchObject({ decision: 'approve', caseStatus: 'done' });
    expect(await inBox('finance2', 'done')).toBeUndefined();
    expect(await inBox('maker', 'started')).toMatchObject({ caseStatus: 'done', status: 'done' });
  });
});
