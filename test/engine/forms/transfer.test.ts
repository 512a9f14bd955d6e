import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { initialData, settle } from '../../../engine/forms/index.ts';
import { clerk, contextOf, definition, formOf, told } from './sample.ts';

// The form that ships, as the people of its story fill it in.
const form = formOf(definition('forms/transfer.json'));
const ctx = contextOf(form, { actor: { ...clerk, roles: ['maker'] } });
const evidence = [{ id: 'f1', name: 'contract.pdf', size: 20_000, type: 'application/pdf' }];
const row = (what: string, cost: number | string): JsonObject => ({ what, cost });
const good: JsonObject = {
  ...initialData(form, ctx),
  customer: { id: 'c1', name: '恒通商贸' },
  bankName: '上海银行徐汇支行',
  account: '4111111111111111',
  purpose: 'goods',
  items: [row('Desks', 3_000_000), row('Chairs', 2_000_000)],
};

const settled = (change: JsonObject) => settle(form, { ...good, ...change }, ctx);

describe('a transfer', () => {
  it('is the sum of its cost lines, whatever amount is sent along', () => {
    expect(settled({ amount: 1 })).toMatchObject({ data: { amount: 5_000_000 }, issues: [] });
  });

  it.each<[string, JsonObject, string[]]>([
    ['of 50,000.00 needs no evidence', {}, []],
    ['of 50,000.01 needs evidence', { items: [row('Desks', 5_000_001)] }, ['field/required /evidence']],
    ['has it with a file', { items: [row('Desks', 5_000_001)], evidence }, []],
    [
      'takes no other kind of file',
      { evidence: [{ ...evidence[0], name: 'contract.exe' }] },
      ['field/file-type /evidence/0'],
    ],
    ['for something else says for what', { purpose: 'other' }, ['field/required /purposeText']],
    ['for a retired purpose is refused', { purpose: 'advance' }, ['field/option-retired /purpose']],
    ['that is urgent says by when', { urgent: true }, ['field/required /dueDate']],
    ['is not due before it is requested', { dueDate: '2026-11-23' }, ['form/check /dueDate']],
    ['is not requested tomorrow', { applyDate: '2026-11-25' }, ['field/too-late /applyDate']],
    ['does not go to the account that it comes from', { account: '6222 0210 0111 2223 331' }, ['form/check /account']],
    ['goes to an account that can exist', { account: '4111111111111112' }, ['field/account-check /account']],
    ['goes to a customer', { customer: null }, ['field/required /customer']],
    ['has a cost line', { items: null }, ['field/too-few-rows /items']],
    ['has costs above nothing', { items: [row('Gift', 0)] }, ['field/too-small /items/0/cost']],
    ['has costs in yuan and fen', { items: [row('Gift', '1.005')] }, ['money/too-precise /items/0/cost']],
    ['has a voucher number as vouchers have', { voucherNo: 'ab1' }, ['field/pattern /voucherNo']],
  ])('%s', (_name, change, expected) => {
    expect(told(settled(change).issues).sort()).toEqual(expected);
  });

  it('forgets what was said for another purpose', () => {
    expect(settled({ purpose: 'goods', purposeText: 'Something else' }).data).not.toHaveProperty('purposeText');
    expect(settled({ purpose: 'other', purposeText: 'Something else' }).data.purposeText).toBe('Something else');
  });

  it('shows when it was paid once it was', () => {
    expect(settled({}).states['/paidOn']).toMatchObject({ visible: false });
    expect(settled({ paidOn: '2026-11-24' }).states['/paidOn']).toMatchObject({ visible: true, readonly: true });
  });

  it('may have its voucher corrected by finance, and nothing else', () => {
    const finance = contextOf(form, {
      actor: { ...clerk, roles: ['finance'] },
      exists: true,
      step: { voucherNo: 'edit' },
    });
    const { states } = settle(form, good, finance);
    const open = Object.entries(states).flatMap(([at, state]) => (state.readonly ? [] : [at]));
    expect(open).toEqual(['/voucherNo']);
  });
});
