import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import { checkPack } from '../../../engine/packs/check-pack.ts';
import { parsePack } from '../../../engine/packs/parse-pack.ts';
import { type Change, changedFiles, changedPack } from './changed-pack.ts';

const transfer = 'form/transfer';
const customer = 'form/customer';
const encrypt = (form: string, field: string): Change => [form, `/fields/${field}/encrypted`, true];
const workflow = 'workflow/transfer-approval';

const rows: [what: string, changes: Change[], found: string[]][] = [
  [
    'the line that stands for the record',
    [
      encrypt(transfer, 'purposeText'),
      [transfer, '/record/search', ['no']],
      [transfer, '/record/display', '{{no}} {{purposeText}}'],
    ],
    ['pack/encrypted-shown form/transfer /record/display'],
  ],
  [
    'what a reference carries and fills in',
    [encrypt(customer, 'account')],
    [
      'pack/encrypted-copy form/transfer /fields/customer/carry/0',
      'pack/encrypted-copy form/transfer /fields/customer/fill/account',
    ],
  ],
  [
    'a formula',
    [[transfer, '/fields/items/fields/cost/encrypted', true]],
    ['pack/encrypted-copy form/transfer /fields/amount/compute'],
  ],
  ['uploaded files', [encrypt(transfer, 'evidence')], ['pack/encrypted-file form/transfer /fields/evidence/encrypted']],
  [
    'a value that the chart writes',
    [
      encrypt(transfer, 'dueDate'),
      [workflow, '/chart/states/paid/entry/0/params/paidOn', { rule: { var: 'dueDate' } }],
    ],
    ['pack/encrypted-copy workflow/transfer-approval /chart/states/paid/entry/0/params/paidOn'],
  ],
  [
    'the time of a timer',
    [
      encrypt(transfer, 'dueDate'),
      [
        workflow,
        '/chart/states/finance/after',
        { 'field:dueDate': { actions: [{ type: 'notify', params: { template: 'overdue', to: 'assignees' } }] } },
      ],
    ],
    ['pack/encrypted-moves-case workflow/transfer-approval /chart/states/finance/after/field:dueDate'],
  ],
];

describe('an encrypted field (H3)', () => {
  it.each(rows)('is refused by name where %s would keep it in clear', (_, changes, found) => {
    const problems = checkPack(changedPack(changes), []).filter(({ issue }) => issue.code.startsWith('pack/encrypted'));
    expect(problems.map(({ kind, key, issue }) => `${issue.code} ${kind}/${key} ${issue.path}`)).toEqual(found);
    for (const { issue } of problems)
      for (const locale of ['en', 'zh-CN'] as const) expect(messageOf(issue, locale)).not.toMatch(/\{\w+\}|undefined/);
  });

  it.each([
    [{ '==': [{ var: 'idNumber' }, '110101199003074995'] }, []],
    [{ in: [{ var: 'idNumber' }, ['110101199003074995']] }, []],
    [{ '!': [{ empty: [{ var: 'idNumber' }] }] }, []],
    [{ '<': [{ var: 'idNumber' }, '2'] }, ['form/encrypted']],
    [{ '==': [{ substr: [{ var: 'idNumber' }, 0, 6] }, '110101'] }, ['form/encrypted']],
  ])('selects the rows of a view by equality alone: %j', (filter, found) => {
    const { problems } = parsePack(
      changedFiles([encrypt(customer, 'idNumber'), [customer, '/views/key/filter', filter]]),
      [],
    );
    expect(problems.map(({ issue }) => issue.code).filter((code) => code === 'form/encrypted')).toEqual(found);
  });
});
