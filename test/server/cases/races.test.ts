import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DecisionResult, HistoryItem, Page } from '../../../engine/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { problemIn, type Reply } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

const ROUNDS = 20;

describeEachStore('two people who decide at once', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  const historyOf = async (id: string) =>
    (await (await bank.as('auditor')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body.items;

  /** Both look first, then both decide in the same instant. */
  async function race(
    id: string,
    people: [string, string],
    decisions: [string, string],
  ): Promise<Reply<DecisionResult>[]> {
    const ready = await Promise.all(
      people.map(async (name, index) => {
        const task = await bank.taskOf(name, id);
        const { seen } = await bank.open(name, task?.id ?? '');
        const input = { decision: decisions[index], seen, opinion: `by ${name}` };
        const client = await bank.as(name);
        return () => client.post<DecisionResult>(`/tasks/${task?.id}/decisions`, input, key());
      }),
    );
    return Promise.all(ready.map((send) => send()));
  }

  it(`have exactly one winner in ${ROUNDS} rounds, and the other is told who and when`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { case: id } = await bank.submit({ amount: 100_000 + round });
      const decisions: [string, string] = round % 2 === 0 ? ['approve', 'approve'] : ['approve', 'reject'];
      const replies = await race(id, ['finance', 'finance2'], decisions);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = problemIn(replies.find(({ status }) => status === 409) as Reply);
      const winner = replies[0]?.status === 200 ? 'finance' : 'finance2';
      expect(lost.issues[0]?.code).toBe('workflow/task-closed');
      expect(lost.detail).toContain(winner);
      expect(lost.detail).toMatch(/\d{4}-\d{2}-\d{2}/);
      const decided = (await historyOf(id)).filter(({ kind }) => kind === 'decide');
      expect(decided.map(({ actor }) => actor?.id)).toEqual([winner]);
    }
  });

  it('of whom each has their own task both count', async () => {
    for (let round = 0; round < 5; round++) {
      const { case: id } = await bank.submit({ amount: 6_000_000, evidence: true });
      await bank.decide('finance', id, 'approve');
      const [director, deputy] = await Promise.all([
        bank.decide('director', id, 'approve'),
        bank.decide('deputy', id, 'approve'),
      ]);
      expect([director?.status, deputy?.status]).toEqual([200, 200]);
      expect((await bank.caseOf('auditor', id)).status).toBe('done');
      expect((await historyOf(id)).filter(({ kind }) => kind === 'decide')).toHaveLength(3);
    }
  });

  it('the maker withdraws while finance approves: one of them comes first, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const { case: id } = await bank.submit({ amount: 200_000 });
      const task = await bank.taskOf('finance', id);
      const { seen } = await bank.open('finance', task?.id ?? '');
      const [maker, finance] = [await bank.as('maker'), await bank.as('finance')];
      const replies = await Promise.all([
        maker.post(`/cases/${id}/withdraw`, {}, key()),
        finance.post(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen }, key()),
      ]);
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.filter(({ status }) => status >= 400 && status < 500)).toHaveLength(1);
      const won = replies[0]?.status === 200 ? 'cancelled' : 'done';
      expect((await bank.caseOf('auditor', id)).status).toBe(won);
      expect(await bank.taskOf('finance2', id)).toBeUndefined();
    }
  });

  it('one person who clicks twice decides once and gets the same answer', async () => {
    const { case: id } = await bank.submit({ amount: 300_000 });
    const task = await bank.taskOf('finance', id);
    const { seen } = await bank.open('finance', task?.id ?? '');
    const finance = await bank.as('finance');
    const same = { 'Idempotency-Key': randomUUID() };
    const send = () =>
      finance.post<DecisionResult>(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen }, same);
    const first = await send();
    const again = await send();
    expect(first.status).toBe(200);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect((await historyOf(id)).filter(({ kind }) => kind === 'decide')).toHaveLength(1);

    const other = await finance.post(`/tasks/${task?.id}/decisions`, { decision: 'reject', seen, opinion: 'no' }, same);
    expect(other.status).toBe(422);
    expect(problemIn(other).detail).toContain('Idempotency-Key');
  });

  it('sixteen makers who submit at once get sixteen numbers without a gap', async () => {
    const data = await bank.transfer({ amount: 100_000 });
    const maker = await bank.as('maker');
    const replies = await Promise.all(
      Array.from({ length: 16 }, () =>
        maker.post<{ record: { data: { no: string } }; case: string }>('/forms/transfer/records', { data }, key()),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 201));
    const numbers = replies.map(({ body }) => Number(body.record.data.no.slice(-6))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => (numbers[0] ?? 0) + index));
  });
});
