import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import { checkPack } from '../../../engine/packs/check-pack.ts';
import { type Change, changedPack } from './changed-pack.ts';

const form = 'form/transfer';
const fields = (changes: [at: string, value: Change[2]][]): Change[] =>
  changes.map(([at, value]) => [form, `/fields/${at}`, value]);
const board = 'dashboard/transfer-overview';
const data = 'dataset/transfers';
const scenario = 'scenario/small-is-paid-after-finance';
const filter = (more: object): Change => [
  board,
  '/filters/extra',
  { title: 'Extra', field: 'purpose', ...more } as Change[2],
];

const rows: [title: string, changes: Change[], found: string[]][] = [
  [
    'a field of files, rows, long text or yes and no says that no two are alike',
    fields([
      ['evidence/unique', true],
      ['items/unique', true],
      ['note/unique', true],
      ['urgent/unique', true],
    ]),
    ['items', 'evidence', 'urgent', 'note'].map((name) => `${form} definition/no-effect /fields/${name}/unique`),
  ],
  [
    'a field into which nobody types has a placeholder',
    fields([
      ['evidence/placeholder', 'x'],
      ['items/placeholder', 'x'],
      ['urgent/placeholder', 'x'],
      ['no/placeholder', 'x'],
      ['amount/placeholder', 'x'],
    ]),
    ['no', 'items', 'amount', 'evidence', 'urgent'].map(
      (name) => `${form} definition/no-effect /fields/${name}/placeholder`,
    ),
  ],
  ['a serial has a default', fields([['no/default', 'X1']]), [`${form} definition/no-effect /fields/no/default`]],
  [
    'a column has what its type does nothing with',
    fields([['items/fields/flag', { type: 'boolean', unique: true }]]),
    [`${form} definition/no-effect /fields/items/fields/flag/unique`],
  ],
  [
    'rows have a column that the server numbers, or one of files',
    fields([
      ['items/fields/line', { type: 'serial', pattern: '{seq:4}' }],
      ['items/fields/proof', { type: 'attachment' }],
    ]),
    [
      `${form} field/not-in-rows /fields/items/fields/line/type`,
      `${form} field/not-in-rows /fields/items/fields/proof/type`,
    ],
  ],
  [
    'a field takes larger files than the server, or kinds that it never takes',
    fields([
      ['evidence/maxSize', '90MB'],
      ['evidence/accept', ['.pdf', '.exe', '.doc']],
    ]),
    [
      `${form} field/file-size /fields/evidence/maxSize`,
      `${form} field/file-ending /fields/evidence/accept/1`,
      `${form} field/file-ending /fields/evidence/accept/2`,
    ],
  ],
  [
    'a field of a person names a role that there is not',
    fields([['checker', { type: 'person', role: 'nobody' }]]),
    [`${form} pack/unknown-role /fields/checker/role`],
  ],
  [
    'an entry of the menu or a quick action has a sign that there is not',
    [
      ['pack', '/home/navigation/0/icon', 'rocket'],
      ['pack', '/home/quickActions/0/icon', 'bankk'],
    ],
    [
      'pack/transfer-control pack/unknown-icon /home/navigation/0/icon',
      'pack/transfer-control pack/unknown-icon /home/quickActions/0/icon',
    ],
  ],
  [
    'a decision of a scenario says to whom and where without need',
    [
      [scenario, '/decisions/0/where', 'before'],
      [scenario, '/decisions/0/to', 'director'],
    ],
    [`${scenario} definition/no-effect /decisions/0/to`, `${scenario} definition/no-effect /decisions/0/where`],
  ],
  [
    'a period filter has options, a role and several values',
    [
      [board, '/filters/period/options', 'transfer-purposes'],
      [board, '/filters/period/role', 'maker'],
      [board, '/filters/period/multiple', true],
    ],
    ['multiple', 'options', 'role'].map((key) => `${board} definition/no-effect /filters/period/${key}`),
  ],
  [
    'a filter by choice begins with what cannot be chosen',
    [filter({ type: 'choice', options: 'transfer-purposes', default: 'bribes' })],
    [`${board} reports/default-unknown /filters/extra/default`],
  ],
  [
    'a filter of one choice begins with two',
    [filter({ type: 'choice', options: 'transfer-purposes', default: ['a', 'b'] })],
    [`${board} reports/several-defaults /filters/extra/default`],
  ],
  [
    'a single figure is sorted and cut',
    [
      [board, '/widgets/count/limit', 3],
      [board, '/widgets/count/sort', ['count']],
    ],
    [`${board} definition/no-effect /widgets/count/sort`, `${board} definition/no-effect /widgets/count/limit`],
  ],
  [
    'the rest is one group although nothing is cut off',
    [[board, '/widgets/by-purpose/dimensions/0/others', true]],
    [`${board} definition/no-effect /widgets/by-purpose/dimensions/0/others`],
  ],
  [
    'what is put in order cannot be chosen',
    [[board, '/widgets/by-purpose/dimensions/0/order', ['bribes']]],
    [`${board} reports/order-unknown /widgets/by-purpose/dimensions/0/order/0`],
  ],
  [
    'a number has a currency, an amount has decimals and none',
    [
      [board, '/widgets/count/measures/0/format', { kind: 'number', currency: 'CNY' }],
      [board, '/widgets/total/measures/0/format', { kind: 'money', digits: 1 }],
    ],
    [
      `${board} definition/no-effect /widgets/total/measures/0/format/digits`,
      `${board} definition/required /widgets/total/measures/0/format`,
      `${board} definition/no-effect /widgets/count/measures/0/format/currency`,
    ],
  ],
  [
    'a field of a dataset has what its type does not show',
    [
      [data, '/fields/applyDate/digits', 2],
      [data, '/fields/purpose/workflow', 'transfer-approval'],
      [data, '/fields/purpose/currency', 'CNY'],
      [data, '/fields/amount/options', 'transfer-purposes'],
      [data, '/fields/amount/label', 'data.amount'],
    ],
    [
      `${data} definition/no-effect /fields/applyDate/digits`,
      `${data} definition/no-effect /fields/amount/options`,
      `${data} definition/no-effect /fields/amount/label`,
      `${data} definition/no-effect /fields/purpose/currency`,
      `${data} definition/no-effect /fields/purpose/workflow`,
    ],
  ],
  [
    'an amount in yuan is taken for dollars',
    [[data, '/fields/amount/currency', 'USD']],
    [`${data} reports/other-currency /fields/amount/currency`],
  ],
  [
    'a number is taken for an amount',
    [
      [form, '/fields/pieces', { type: 'number' }],
      [data, '/fields/pieces', { path: 'data.pieces', type: 'money', currency: 'CNY' }],
    ],
    [`${data} reports/field-type /fields/pieces/type`],
  ],
];

describe('what does nothing is read in stored releases and refused by name in a new draft', () => {
  it.each(rows)('%s', (_, changes, found) => {
    // Parsed without an issue: a release that has it opens.
    const problems = checkPack(changedPack(changes), []).filter(({ issue }) => issue.severity === 'error');
    expect(problems.map(({ kind, key, issue }) => `${kind}/${key} ${issue.code} ${issue.path}`)).toEqual(found);
    for (const { issue } of problems)
      for (const locale of ['en', 'zh-CN'] as const)
        expect(messageOf(issue, locale)).not.toMatch(/\{\w+\}|undefined|^$/);
  });

  it('nothing is said of the pack that ships', () => expect(checkPack(changedPack(), [])).toEqual([]));
});
