import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import type { JsonObject } from '../../../engine/core/json.ts';
import { checkPack } from '../../../engine/packs/check-pack.ts';
import { type Change, changedPack } from './changed-pack.ts';

const form = 'form/transfer';
const mail = (body: string): Change => [
  'template/approved',
  '',
  { kind: 'template', key: 'approved', title: 'Approved', channel: 'mail', subject: 'Paid', body },
];
const scenario = 'scenario/small-is-paid-after-finance';

const laterParams: { [type: string]: JsonObject } = {
  call: { connector: 'core-banking' },
  'start-case': { workflow: 'transfer-approval' },
  emit: { event: 'paid' },
};
const entry = (action: JsonObject): Change => ['workflow/transfer-approval', '/chart/states/rejected/exit', [action]];

const rows: [what: string, changes: Change[], found: string[], says: string][] = [
  [
    'a role that there is not',
    [[form, '/access/boss', { read: 'all' }]],
    ['error form/transfer pack/unknown-role /access/boss'],
    'The role "boss" does not exist',
  ],
  [
    'a right to export, which nothing carries out',
    [[form, '/access/manager/export', true]],
    ['error form/transfer pack/export-not-supported /access/manager/export'],
    'The right to export is not carried out yet: take it out',
  ],
  ...['apply-change', 'call', 'start-case', 'emit'].map((type): (typeof rows)[number] => [
    `an action ${type}, which nothing carries out`,
    [entry({ type, params: laterParams[type] ?? {} })],
    [`error workflow/transfer-approval workflow/not-supported /chart/states/rejected/exit/0/type`],
    `action "${type}" is not supported`,
  ]),
  [
    'a record that an action makes of no form',
    [entry({ type: 'create-record', params: { form: 'ledger' } })],
    ['error workflow/transfer-approval workflow/unknown-form /chart/states/rejected/exit/0/params/form'],
    'ledger',
  ],
  [
    'a field that an action writes and the form does not have',
    [
      entry({
        type: 'update-record',
        params: { form: 'customer', record: { rule: { var: 'customer.id' } }, data: { nmae: 'x' } },
      }),
    ],
    ['error workflow/transfer-approval workflow/unknown-field /chart/states/rejected/exit/0/params/data/nmae'],
    '(did you mean "name"?)',
  ],
  [
    'a link to a new record in a field that links to another form',
    [entry({ type: 'create-record', params: { form: 'transfer', data: { note: 'x' }, link: 'customer' } })],
    ['error workflow/transfer-approval workflow/link-field /chart/states/rejected/exit/0/params/link'],
    'Customer',
  ],
  [
    'a role that starts what it may not create',
    [[form, '/access/maker/create', undefined]],
    ['error workflow/transfer-approval pack/start-without-create /start/roles/0'],
    'The role Maker may start the workflow but not create a Transfer',
  ],
  [
    'a role that decides about what it may not read',
    [[form, '/access/president', undefined]],
    ['warning workflow/transfer-approval pack/step-without-read /chart/states/president/meta/step/assign'],
    'The role President acts in the step President but may not read any Transfer',
  ],
  [
    'two workflows for one record',
    [
      [
        'workflow/zz',
        '',
        {
          kind: 'workflow',
          key: 'zz',
          title: 'Twin',
          form: 'transfer',
          start: { on: 'create', roles: ['maker'] },
          summary: [],
          withdraw: 'never',
          chart: { initial: 'paid', states: { paid: { type: 'final', meta: { title: 'Paid', outcome: 'approved' } } } },
        },
      ],
    ],
    ['error workflow/zz pack/two-workflows /start/roles/0'],
    'Maker creating a Transfer would start "Transfer approval" as well as this workflow',
  ],
  [
    'a value that no message has',
    [['template/overdue', '/subject', 'Late: {{record.titel}}']],
    ['warning template/overdue template/unknown-value /subject'],
    '(did you mean "record.title"?)',
  ],
  [
    'a field that the form does not have',
    [['template/overdue', '/subject', 'Late: {{data.amuont}}']],
    ['error template/overdue pack/unknown-data /subject'],
    '(did you mean "amount"?)',
  ],
  [
    'a message that nobody sends',
    [
      [
        'template/spare',
        '',
        { kind: 'template', key: 'spare', title: 'Spare', channel: 'notice', subject: 'x', body: 'y' },
      ],
    ],
    ['warning template/spare pack/unused-template '],
    'No workflow sends this template',
  ],
  [
    'personal data in a mail',
    [[form, '/fields/account/personal', true], mail('{{data.account}}')],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: Receiving account of Transfer',
  ],
  [
    'B7: personal data in the display line of a mail',
    [
      [form, '/fields/account/personal', true],
      [form, '/record/display', '{{no}} {{account}}'],
      mail('{{record.title}}'),
    ],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: Receiving account of Transfer',
  ],
  [
    'B7: personal data in the number of a mail',
    [[form, '/fields/no/personal', true], mail('{{record.no}}')],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: No. of Transfer',
  ],
  [
    'B7: personal data of a linked record in a mail',
    [['form/customer', '/fields/name/personal', true], mail('{{data.customer}}')],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: Name of Transfer',
  ],
  [
    'B7: personal data carried into the display line of a mail',
    [['form/customer', '/fields/name/personal', true], mail('{{record.title}}')],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: Name of Transfer',
  ],
  [
    'B7: personal data in all data of a mail',
    [[form, '/fields/account/personal', true], mail('{{#each data}}{{this}}{{/each}}')],
    ['error template/approved pack/personal-in-mail /body'],
    'A mail would carry personal data: Receiving account of Transfer',
  ],
  [
    'a template that is gone',
    [['template/overdue', '', undefined]],
    [
      'error workflow/transfer-approval workflow/unknown-template /chart/states/finance/after/P1D~1work/actions/0/params/template',
      'error workflow/transfer-approval workflow/unknown-template /chart/states/leadership/after/P2D~1work/actions/0/params/template',
    ],
    'overdue',
  ],
  [
    'a scenario that does not come true',
    [[scenario, '/data/amount', 5_000_001]],
    [`error ${scenario} pack/scenario-not-reached /expect`],
    'Expected done: Paid, but the case is running: Director',
  ],
  [
    'a scenario in which nobody has the task',
    [[scenario, '/decisions/0/by/role', 'director']],
    [`error ${scenario} pack/scenario-no-task /decisions/0`],
    'Decision 1: nobody like that has a task at "Finance review"; waiting are Finance review',
  ],
  [
    'a scenario whose case ends too early',
    [['scenario/large-needs-both-leaders', '/data/amount', 1]],
    ['error scenario/large-needs-both-leaders pack/scenario-ended /decisions/1'],
    'Decision 2 at "Director and deputy" does not come about: the case ends before it, as "Paid"',
  ],
];

describe('a pack', () => {
  it('that ships is found to mean what it says', () => expect(checkPack(changedPack(), [])).toEqual([]));

  it.each(rows)('is told of %s', (_, changes, found, says) => {
    const problems = checkPack(changedPack(changes), []);
    expect(
      problems.map(({ kind, key, issue }) => `${issue.severity} ${kind}/${key} ${issue.code} ${issue.path}`),
    ).toEqual(found);
    expect(problems.map(({ issue }) => messageOf(issue, 'en')).join('\n')).toContain(says);
    for (const { issue } of problems) expect(messageOf(issue, 'zh-CN')).not.toMatch(/\{\w+\}|undefined/);
  });

  it('may send personal data as a notice, which stays in the house', () => {
    const problems = checkPack(
      changedPack([
        [form, '/fields/account/personal', true],
        ['template/approved', '/body', '{{data.account}}'],
      ]),
      [],
    );
    expect(problems).toEqual([]);
  });
});
