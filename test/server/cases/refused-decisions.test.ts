import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordView } from '../../../engine/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a decision', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  async function taskIn(amount: number, who = 'finance') {
    const { case: id, record } = await bank.submit({ amount });
    const task = await bank.taskOf(who, id);
    if (!task) throw new Error('no task');
    return { id, record, task, seen: (await bank.open(who, task.id)).seen };
  }
  const post = async (name: string, task: string, body: object) =>
    (await bank.as(name)).post(`/tasks/${task}/decisions`, body, key());

  it('by somebody else’s hand is refused, and to strangers the task does not exist', async () => {
    const { task, seen } = await taskIn(100_000);
    const ofOther = await post('finance2', task.id, { decision: 'approve', seen });
    expect([ofOther.status, problemIn(ofOther).issues[0]?.code]).toEqual([403, 'workflow/not-yours']);
    const ofMaker = await post('maker', task.id, { decision: 'approve', seen });
    expect(ofMaker.status).toBe(403);
    const ofStranger = await post('maker2', task.id, { decision: 'approve', seen });
    expect(ofStranger.status).toBe(404);
    expect((await post('finance', 'no-such-task', { decision: 'approve', seen })).status).toBe(404);
  });

  it('without an Idempotency-Key is not taken', async () => {
    const { task, seen } = await taskIn(100_000);
    const reply = await (await bank.as('finance')).post(`/tasks/${task.id}/decisions`, { decision: 'approve', seen });
    expect(reply.status).toBe(428);
  });

  it('about data that have changed since they were seen is refused with what changed', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    const task = await bank.taskOf('director', id);
    const { seen } = await bank.open('director', task?.id ?? '');
    await bank.decide('deputy', id, 'return', { to: 'initiator', opinion: 'look again' });
    await bank.decide('maker', id, 'submit', { data: { note: 'looked' } });
    await bank.decide('finance2', id, 'approve');
    const fresh = await bank.taskOf('director', id);
    const stale = await post('director', fresh?.id ?? '', { decision: 'approve', seen, sign: 'Dougong-demo-1' });
    expect([stale.status, problemIn(stale).issues[0]?.code]).toEqual([409, 'workflow/stale']);
    expect(problemIn(stale).detail).toContain('Note');
  });

  it.each([
    ['a decision that the step does not have', { decision: 'submit' }, 422, 'workflow/decision-not-allowed'],
    ['a rejection without a reason', { decision: 'reject' }, 422, 'workflow/opinion-due'],
    ['a return to nowhere', { decision: 'return', opinion: 'x', to: 'president' }, 422, 'workflow/return-target'],
    ['a transfer to a stranger', { decision: 'transfer', to: 'nobody' }, 422, undefined],
    ['a transfer to oneself', { decision: 'transfer', to: 'finance' }, 422, 'workflow/to-oneself'],
  ])('%s is refused', async (_what, body, status, code) => {
    const { task, seen } = await taskIn(100_000);
    const reply = await post('finance', task.id, { seen, ...body });
    expect(reply.status).toBe(status);
    if (code) expect(problemIn(reply).issues.map((issue) => issue.code)).toContain(code);
  });

  it('writes only what its step lets it write', async () => {
    const { task, seen, id, record } = await taskIn(100_000);
    for (const [data, path] of [
      [{ note: 'mine' }, '/note'],
      [{ items: [{ what: 'x', cost: 1 }] }, '/items/0/cost'],
      [{ paidOn: '2026-01-01' }, '/paidOn'],
      [{ voucherNo: 'not a voucher' }, '/voucherNo'],
      [{ voucherNo: 12 }, '/voucherNo'],
      [{ unheardOf: true }, '/unheardOf'],
    ] as const) {
      const reply = await post('finance', task.id, { decision: 'approve', seen, data });
      expect([JSON.stringify(data), reply.status]).toEqual([JSON.stringify(data), 422]);
      expect(problemIn(reply).issues.map((issue) => issue.path)).toContain(`/data${path}`);
    }
    const stored = (await (await bank.as('maker')).get<RecordView>(`/forms/transfer/records/${record.id}`)).body;
    expect(stored.data).toEqual(record.data);
    expect((await bank.caseOf('maker', id)).states).toEqual(['finance']);
  });

  it('cannot talk a computed field into another value', async () => {
    const { task, seen, record } = await taskIn(100_000);
    const reply = await post('finance', task.id, { decision: 'approve', seen, data: { amount: 1 } });
    expect(reply.status).toBe(200);
    const stored = (await (await bank.as('maker')).get<RecordView>(`/forms/transfer/records/${record.id}`)).body;
    expect(stored.data.amount).toBe(100_000);
  });

  it('handed to a colleague is theirs', async () => {
    const { id, task, seen } = await taskIn(100_000);
    expect((await post('finance', task.id, { decision: 'transfer', to: 'finance2', seen })).status).toBe(422);
    await bank.decide('finance', id, 'approve');

    const { case: large } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', large, 'approve');
    const people = await (await bank.as('director')).get<{ items: { id: string }[] }>(
      `/tasks/${(await bank.taskOf('director', large))?.id}/people?for=add-signer&q=`,
    );
    expect(people.body.items.map((person) => person.id)).not.toContain('maker');
    expect(people.body.items.map((person) => person.id)).not.toContain('finance');
  });

  it('of several in a batch each stands for itself', async () => {
    const [one, two, three] = [await taskIn(100_000), await taskIn(110_000), await taskIn(120_000)];
    await bank.decide('finance2', two.id, 'approve');
    const reply = await (await bank.as('finance')).post<{ items: { ok: boolean; problem?: { code: string } }[] }>(
      '/tasks/decisions',
      { decision: 'approve', tasks: [one, two, three].map(({ task, seen }) => ({ task: task.id, seen })) },
      key(),
    );
    expect(reply.status).toBe(200);
    expect(reply.body.items.map(({ ok, problem }) => (ok ? 'ok' : problem?.code))).toEqual(['ok', 'conflict', 'ok']);
    expect((await bank.caseOf('maker', three.id)).status).toBe('done');
  });

  it('signed too often with a wrong password has to wait', async () => {
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    const task = await bank.taskOf('deputy', id);
    const { seen } = await bank.open('deputy', task?.id ?? '');
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) {
      statuses.push((await post('deputy', task?.id ?? '', { decision: 'approve', seen, sign: `guess ${n}` })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await post('deputy', task?.id ?? '', { decision: 'approve', seen, sign: 'Dougong-demo-1' })).status).toBe(
      429,
    );
    expect((await bank.caseOf('maker', id)).states).toEqual(['leadership']);
  });
});
