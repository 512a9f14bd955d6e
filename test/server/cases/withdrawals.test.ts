import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView, HistoryItem, Page } from '../../../engine/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a withdrawal', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  it('D4: keeps its reason, and shows it in the history of the case', async () => {
    const { case: id } = await bank.submit({ amount: 100_000 });
    const maker = await bank.as('maker');
    const reply = await maker.post<CaseView>(`/cases/${id}/withdraw`, { opinion: 'Typed the wrong account' }, key());
    expect([reply.status, reply.body.status]).toEqual([200, 'cancelled']);
    for (const name of ['maker', 'manager']) {
      const history = await (await bank.as(name)).get<Page<HistoryItem>>(`/cases/${id}/history`);
      expect(history.body.items.find(({ kind }) => kind === 'withdraw')?.opinion).toBe('Typed the wrong account');
    }
  });
});
