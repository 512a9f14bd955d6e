// Differences between two versions of the pack that ships, as sentences in both languages. One row: what was changed, what is said.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { diffPacks } from '../../../engine/packs/diff-packs.ts';
import { type Change, changedPack } from './changed-pack.ts';

const form = 'form/transfer';
const workflow = 'workflow/transfer-approval';
const dashboard = 'dashboard/transfer-overview';
const guard = '/chart/states/finance/on/approve/0/guard/params/if';
const leadership = '/chart/states/leadership/meta/step';
const above = (amount: number): Json => ({ '>': [{ var: 'amount' }, amount] });
const large = above(5_000_000);
const step = (title: string, role: string): Json => ({
  type: 'approval',
  title,
  assign: [{ by: 'role', role }],
  decisions: ['approve', 'reject'],
});

type Row = [what: string, changes: Change[], en: string[], zh: string[]];

const behaviour: Row[] = [
  [
    'a higher threshold',
    [[workflow, guard, above(8_000_000)]],
    ['Total amount of 50,000.01–80,000.00 no longer reaches Director and deputy'],
    ['合计金额为 50,000.01–80,000.00 时不再经过总监与副总监会签'],
  ],
  [
    'a lower threshold',
    [[workflow, guard, above(3_000_000)]],
    ['Total amount of 30,000.01–50,000.00 now also reaches Director and deputy'],
    ['合计金额为 30,000.01–50,000.00 时新增经过总监与副总监会签'],
  ],
  [
    'a bound that is included now',
    [[workflow, guard, { '>=': [{ var: 'amount' }, 5_000_000] }]],
    ['Total amount of 50,000.00 now also reaches Director and deputy'],
    ['合计金额为 50,000.00 时新增经过总监与副总监会签'],
  ],
  [
    'the other way round',
    [[workflow, guard, { '<=': [{ var: 'amount' }, 5_000_000] }]],
    [
      'Total amount of up to 50,000.00 now also reaches Director and deputy',
      'Total amount of 50,000.01–1,000,000.00 no longer reaches Director and deputy',
      'Total amount from 1,000,000.01 upwards no longer reaches Director and deputy, President',
    ],
    [
      '合计金额不超过 50,000.00 时新增经过总监与副总监会签',
      '合计金额为 50,000.01–1,000,000.00 时不再经过总监与副总监会签',
      '合计金额不低于 1,000,000.01 时不再经过总监与副总监会签、总裁审批',
    ],
  ],
  [
    'an exception for one choice',
    [[workflow, guard, { and: [large, { '!': [{ '==': [{ var: 'purpose' }, 'rent'] }] }] }]],
    [
      'Total amount of 50,000.01–1,000,000.00 (when Purpose is Rent) no longer reaches Director and deputy',
      'Total amount from 1,000,000.01 upwards (when Purpose is Rent) no longer reaches Director and deputy, President',
    ],
    [
      '合计金额为 50,000.01–1,000,000.00 时（用途为租金）不再经过总监与副总监会签',
      '合计金额不低于 1,000,000.01 时（用途为租金）不再经过总监与副总监会签、总裁审批',
    ],
  ],
  [
    'an exception until a day',
    [[workflow, guard, { and: [large, { '>=': [{ var: 'applyDate' }, '2026-06-01'] }] }]],
    [
      'Total amount of 50,000.01–1,000,000.00 (when Date of request is ≤ 2026-05-31) no longer reaches Director and deputy',
      'Total amount from 1,000,000.01 upwards (when Date of request is ≤ 2026-05-31) no longer reaches Director and deputy, President',
    ],
    [
      '合计金额为 50,000.01–1,000,000.00 时（申请日期为≤ 2026-05-31）不再经过总监与副总监会签',
      '合计金额不低于 1,000,000.01 时（申请日期为≤ 2026-05-31）不再经过总监与副总监会签、总裁审批',
    ],
  ],
  [
    'a condition that is computed',
    [[workflow, guard, { '>': [{ '*': [{ var: 'amount' }, 2] }, 10_000_000] }]],
    [
      'From Finance review to Director and deputy: the condition is now "Total amount × 2 is more than CNY 100,000.00" (was "Total amount is more than CNY 50,000.00")',
    ],
    ['从财务审核到总监与副总监会签的条件改为“合计金额 × 2 大于 100,000.00 元”（原为“合计金额大于 50,000.00 元”）'],
  ],
  [
    'a step on everybody’s way',
    [
      [
        workflow,
        '/chart/states/registry',
        { meta: { title: 'Registry', step: step('Registry', 'manager') }, on: { approve: 'paid', reject: 'rejected' } },
      ],
      [workflow, '/chart/states/finance/on/approve/1/target', 'registry'],
      [workflow, '/chart/states/leadership/on/approve/1/target', 'registry'],
      [workflow, '/chart/states/president/on/approve', 'registry'],
    ],
    [
      'New step Registry, done by Manager',
      'Finance review: "approve" now leads to Director and deputy, Registry (was Director and deputy, Paid)',
      'Director and deputy: "approve" now leads to President, Registry (was President, Paid)',
      'President: "approve" now leads to Registry (was Paid)',
    ],
    [
      '新增环节“Registry”，由业务经理处理',
      '“财务审核”选择“同意”后改为到总监与副总监会签、Registry（原为总监与副总监会签、已付款）',
      '“总监与副总监会签”选择“同意”后改为到总裁审批、Registry（原为总裁审批、已付款）',
      '“总裁审批”选择“同意”后改为到Registry（原为已付款）',
    ],
  ],
  [
    'who acts, and how many must agree',
    [
      [workflow, `${leadership}/assign`, [{ by: 'role', role: 'director', within: 'initiator.unit' }]],
      [workflow, `${leadership}/decide`, 'any'],
    ],
    [
      'Director and deputy now goes to Director of the initiator’s unit (was Director and Deputy director)',
      'Director and deputy: who must agree is now "any one" (was "all")',
    ],
    [
      '“总监与副总监会签”改由发起人所在机构的总监处理（原为总监、副总监）',
      '“总监与副总监会签”的通过条件改为“任一人”（原为“全部”）',
    ],
  ],
  [
    'separation, signature and a field of a step',
    [
      [workflow, `${leadership}/separate`, ['initiator']],
      [workflow, `${leadership}/sign`, undefined],
      [workflow, `${leadership}/fields`, { voucherNo: 'required' }],
    ],
    [
      'Director and deputy: signature is now "none" (was "by password")',
      'Director and deputy: not the same person as is now "the initiator" (was "the initiator, Finance review")',
      'Director and deputy: Voucher no. is now required (was as usual)',
    ],
    [
      '“总监与副总监会签”的签名改为“不需要”（原为“需输入密码”）',
      '“总监与副总监会签”的须不同于改为“发起人”（原为“发起人、财务审核”）',
      '“总监与副总监会签”中“凭证号”改为必填（原为默认）',
    ],
  ],
  [
    'a time limit',
    [
      [workflow, '/chart/states/finance/after', undefined],
      [
        workflow,
        '/chart/states/finance/after',
        { 'PT8H/work': { actions: [{ type: 'notify', params: { template: 'overdue', to: 'assignees' } }] } },
      ],
    ],
    ['Finance review: the time limit is now 8 working hours (was 1 working day)'],
    ['“财务审核”的时限改为8 个工作小时（原为1 个工作日）'],
  ],
  [
    'withdrawing',
    [[workflow, '/withdraw', 'never']],
    ['The workflow: withdrawing is now "never" (was "until a person has decided")'],
    ['流程的撤回改为“不可撤回”（原为“无人处理前”）'],
  ],
  [
    'where a decision leads',
    [[workflow, '/chart/states/revise/on/cancel', 'rejected']],
    ['Revise the request: "cancel" now leads to Rejected (was Cancelled)'],
    ['“修改申请”选择“取消”后改为到已驳回（原为已取消）'],
  ],
  [
    'a new field',
    [[form, '/fields/reference', { type: 'text', title: { en: 'Reference', 'zh-CN': '参考号' } }]],
    ['New field Reference (Text)'],
    ['新增字段“参考号”（单行文本）'],
  ],
  [
    'a new required field',
    [[form, '/fields/reference', { type: 'text', title: { en: 'Reference', 'zh-CN': '参考号' }, required: true }]],
    ['New required field Reference (Text)'],
    ['新增必填字段“参考号”（单行文本）'],
  ],
  [
    'a column of rows',
    [[form, '/fields/items/fields/note', undefined]],
    ['The field Cost lines › Note is gone'],
    ['删除字段“费用明细 › 说明”'],
  ],
  [
    'another type',
    [[form, '/fields/note/type', 'text']],
    ['Note is now Text (was Long text)'],
    ['“备注”的类型改为单行文本（原为多行文本）'],
  ],
  [
    'a field that must be filled in',
    [[form, '/fields/dueDate/required', true]],
    ['Pay by is now required'],
    ['“要求付款日”改为必填'],
  ],
  [
    'a field that need not be filled in',
    [[form, '/fields/purpose/required', undefined]],
    ['Purpose is no longer required'],
    ['“用途”不再必填'],
  ],
  [
    'a bound',
    [[form, '/fields/note/maxLength', 200]],
    ['Note: "At most … characters" is now 200 (was 500)'],
    ['“备注”的最多字符数改为 200（原为 500）'],
  ],
  [
    'a rule that is gone',
    [[form, '/rules/urgent-needs-date', undefined]],
    ['No longer holds: when Urgent is Yes, Pay by is required'],
    ['删除规则：当加急等于是时，要求付款日必填'],
  ],
  [
    'a rule that is new',
    [
      [
        form,
        '/rules/note-for-rent',
        { when: { '==': [{ var: 'purpose' }, 'rent'] }, then: { note: { required: true } } },
      ],
    ],
    ['New rule: when Purpose is Rent, Note is required'],
    ['新增规则：当用途等于租金时，备注必填'],
  ],
  [
    'a check',
    [[form, '/checks/due-after-request', undefined]],
    ['No longer refused: Pay by is before Date of request'],
    ['删除校验：要求付款日早于申请日期时不能提交'],
  ],
  [
    'B5: a check that only warns now',
    [[form, '/checks/due-after-request/level', 'warning']],
    ['No longer refused, only warned about: Pay by is before Date of request'],
    ['由不能提交改为仅警告：要求付款日早于申请日期'],
  ],
  [
    'B5: a check of another condition that only warns now',
    [
      [form, '/checks/due-after-request/level', 'warning'],
      [form, '/checks/due-after-request/fail', { '<=': [{ var: 'dueDate' }, { var: 'applyDate' }] }],
    ],
    [
      'No longer refused, only warned about: Pay by is not after Date of request',
      'Now warned about: Pay by is not after Date of request (was: Pay by is before Date of request)',
    ],
    [
      '由不能提交改为仅警告：要求付款日不晚于申请日期',
      '警告条件改为：要求付款日不晚于申请日期（原为：要求付款日早于申请日期）',
    ],
  ],
  [
    'B5: a new warning',
    [[form, '/checks/urgent', { fail: { var: 'urgent' }, path: '/urgent', level: 'warning', message: 'Urgent' }]],
    ['Now warned about: Urgent is yes'],
    ['新增提示：加急为是时给出警告'],
  ],
  [
    'B5: what becomes of a hidden value',
    [[form, '/rules/other-purpose/then/purposeText/onHide', 'keep']],
    [
      'Now: when not (Purpose is Other), What for is hidden, with its value kept. Before: when not (Purpose is Other), What for is hidden, with its value cleared',
    ],
    [
      '规则改为：当并非（用途等于其他）时，用途说明隐藏（保留已填内容）；原为：当并非（用途等于其他）时，用途说明隐藏（清除已填内容）',
    ],
  ],
  [
    'B5: a formula',
    [[form, '/fields/amount/compute', { max: [{ var: 'items' }, { var: 'cost' }] }]],
    [
      'Total amount: "Computed as" is now the largest of Cost lines › Cost in Cost lines (was the total of Cost lines › Cost in Cost lines)',
    ],
    ['“合计金额”的计算公式改为 费用明细的费用明细 › 金额最大值（原为 费用明细的费用明细 › 金额合计）'],
  ],
  [
    'B5: a default that a rule gives',
    [[form, '/fields/applyDate/default', { rule: { 'date-add': [{ today: [] }, '-P1D'] } }]],
    ['Date of request: "Default" is now 1 day before today (was today)'],
    ['“申请日期”的默认值改为 今天之前 1 天（原为 今天）'],
  ],
  [
    'rights',
    [[form, '/access/manager/read', 'all']],
    ['Manager may now read all (was those of their unit and below)'],
    ['业务经理可查看的范围改为全部（原为本机构及下级）'],
  ],
  [
    'rights to a field',
    [[form, '/access/analyst/fields/account', 'hidden']],
    ['Receiving account is now hidden for Business analyst (was masked)'],
    ['业务分析师对“收款账号”的权限改为不可见（原为脱敏）'],
  ],
  [
    'what becomes of an approved record',
    [[form, '/afterApproval', 'editable']],
    ['An approved record can be changed by people who may change records (was: cannot be changed)'],
    ['审批通过的数据改为有修改权限的人可以修改（原为不可修改）'],
  ],
  [
    'what must be unique',
    [[form, '/record/unique', [['no'], ['voucherNo']]]],
    ['No two records may now have the same No., Voucher no. (was No.)'],
    ['不可重复的字段改为编号、凭证号（原为编号）'],
  ],
  [
    'a widget that is gone',
    [
      [dashboard, '/widgets/states', undefined],
      [dashboard, '/layout/6', undefined],
    ],
    ['The widget How far transfers get is gone'],
    ['删除组件“审批漏斗”'],
  ],
  [
    'what a widget counts',
    [[dashboard, '/widgets/by-purpose/dimensions', [{ field: 'customer' }]]],
    ['Amount by purpose shows other figures: grouping'],
    ['“用途占比”的统计口径有改动：维度'],
  ],
  [
    'who sees a dashboard',
    [[dashboard, '/access/roles', ['auditor', 'manager']]],
    ['Seen by Auditor, Manager (was Manager, President, Director, Auditor, Business analyst)'],
    ['可查看的角色改为审计、业务经理（原为业务经理、总裁、总监、审计、业务分析师）'],
  ],
  [
    'the rows behind reports',
    [['dataset/transfers', '/filter', { '!': [{ '==': [{ var: 'status' }, 'cancelled'] }] }]],
    ['Other rows are counted'],
    ['统计的数据范围有改动'],
  ],
  [
    'a retired choice',
    [['options/transfer-purposes', '/items/3/retired', true]],
    ['Rent can no longer be chosen'],
    ['选项“租金”停用'],
  ],
  [
    'permissions',
    [['roles/roles', '/roles/auditor/permissions', ['audit', 'operations']]],
    ['Auditor may now use the audit log, operations (was the audit log)'],
    ['角色“审计”的权限改为审计日志、运行管理（原为审计日志）'],
  ],
  [
    'a second factor at sign-in',
    [['roles/roles', '/roles/auditor/mfa', 'required']],
    ['Auditor must sign in with a second factor from now on'],
    ['角色“审计”今后登录须两步验证'],
  ],
  [
    'a definition that is gone',
    [['scenario/small-is-paid-after-finance', '', undefined]],
    ['The scenario "50,000.00 needs finance only" is gone'],
    ['删除场景“50,000.00 元仅需财务审核”'],
  ],
];

const appearance: Row[] = [
  [
    'the same condition in other words',
    [[workflow, guard, { '<': [5_000_000, { var: 'amount' }] }]],
    ['From Finance review to Director and deputy: the condition is written differently and lets the same through'],
    ['从财务审核到总监与副总监会签的条件写法不同，效果相同'],
  ],
  [
    'a new name',
    [[form, '/fields/note/title', { en: 'Remark', 'zh-CN': '附注' }]],
    ['The field Note is now called Remark'],
    ['字段“备注”更名为“附注”'],
  ],
  [
    'a help text',
    [[form, '/fields/evidence/help', 'Contract']],
    ['Evidence: "Help" is worded differently'],
    ['“证明材料”的填写说明文字有改动'],
  ],
  [
    'the arrangement of fields',
    [[form, '/layout/3/fields', ['note', 'paidOn', 'voucherNo']]],
    ['The fields are arranged differently'],
    ['字段布局有改动'],
  ],
  [
    'a view',
    [[form, '/views/large/sort', ['amount']]],
    ['The view Above 50,000 has changed'],
    ['视图“超过 5 万元”有改动'],
  ],
  [
    'the arrangement of widgets',
    [[dashboard, '/layout/0/h', 1]],
    ['The widgets are arranged differently'],
    ['组件布局有改动'],
  ],
  [
    'how a widget is drawn',
    [[dashboard, '/widgets/by-month-purpose/stack', undefined]],
    ['Transfers per month and purpose is drawn differently: stack'],
    ['“按月按用途的转账笔数”的显示方式有改动：stack'],
  ],
  [
    'the wording of a message',
    [['template/approved', '/body', 'Paid.']],
    ['The message is worded differently'],
    ['消息文字有改动'],
  ],
  [
    'the order of choices',
    [
      ['options/customer-levels', '/items/0', undefined],
      ['options/customer-levels', '/items/-', { key: 'a', title: { en: 'A – key', 'zh-CN': 'A 级 重点' } }],
    ],
    ['The choices stand in another order'],
    ['选项顺序有改动'],
  ],
  [
    'what a list of tasks shows',
    [[workflow, '/summary', ['customer']]],
    ['Tasks show other fields in lists'],
    ['任务列表显示的字段有改动'],
  ],
  [
    'navigation',
    [['pack', '/home/navigation/0/icon', 'bank']],
    ['Navigation or quick actions have changed'],
    ['导航或快捷入口有改动'],
  ],
];

const before = changedPack();

describe.each([
  ['behaviour', behaviour],
  ['appearance', appearance],
] as const)('a change of %s', (importance, rows) => {
  it.each(rows)('is told: %s', (_, changes, en, zh) => {
    const after = changedPack(changes);
    const told = diffPacks(before, after, 'en').filter((sentence) => sentence.importance === importance);
    expect(told.map(({ text }) => text)).toEqual(en);
    expect(
      diffPacks(before, after, 'zh-CN')
        .filter((sentence) => sentence.importance === importance)
        .map(({ text }) => text),
    ).toEqual(zh);
  });
});

describe('the differences', () => {
  it('of the same pack are none', () => expect(diffPacks(before, changedPack(), 'en')).toEqual([]));

  it('of a first release are what there is', () => {
    const told = diffPacks(undefined, before, 'zh-CN').map(({ text }) => text);
    expect(told).toContain('新增流程“转账审批”');
    expect(told).toContain('新增角色“审计”：审计日志');
  });

  it('tell behaviour first', () => {
    const told = diffPacks(
      before,
      changedPack([
        [form, '/title', 'Payment'],
        [form, '/fields/note/required', true],
      ]),
      'en',
    );
    expect(told.map(({ importance }) => importance)).toEqual(['behaviour', 'appearance']);
  });

  it('never leave a place of a sentence unfilled', () => {
    for (const [, changes] of [...behaviour, ...appearance]) {
      for (const { text } of diffPacks(before, changedPack(changes), 'en'))
        expect(text).not.toMatch(/\{\w+\}|undefined|\[object/);
    }
  });
});

describe('a definition that cannot be read', () => {
  const template = 'template/overdue';
  const without = changedPack([[template, '', undefined]]);
  const filedWith = (ref: string) => {
    const [kind = '', key = ''] = ref.split('/');
    return [{ kind: kind as 'template', key, json: { kind, key } }];
  };
  const isGone = ({ kind, key, text }: { kind: string; key: string; text: string }) =>
    `${kind}/${key}` === template && text.includes('is gone');

  it('is gone when it is not there any more', () =>
    expect(diffPacks(changedPack(), without, 'en').filter(isGone)).toHaveLength(1));

  it('is not gone while it is only broken', () =>
    expect(diffPacks(changedPack(), without, 'en', filedWith(template)).filter(isGone)).toEqual([]));

  it('analyst 25: is told to have changed, or to be new, though what differs cannot be told', () => {
    const told = (json: JsonObject, key: string) =>
      diffPacks(changedPack(), without, 'en', [{ kind: 'template', key, json }])
        .filter(({ kind }) => kind === 'template')
        .map(({ text }) => text)
        .filter((text) => text.includes('errors'));
    const known = changedPack().templates.overdue?.json ?? {};
    expect(told(known, 'overdue')).toEqual([]);
    expect(told({ ...known, subject: '{{' }, 'overdue')).toEqual([
      'The template "A task is overdue" has changed, and has errors: what is different in it cannot be told yet',
    ]);
    expect(told({ kind: 'template', key: 'fresh', title: 'Fresh' }, 'fresh')).toEqual([
      'The template "Fresh" is new, and has errors: what it does cannot be told yet',
    ]);
  });

  it('analyst 25: of roles is told as one, instead of every role as gone', () => {
    const roles = {
      kind: 'roles' as const,
      key: 'roles',
      json: { kind: 'roles', title: 'Roles', roles: { maker: 1, x: 1 } },
    };
    const told = diffPacks(changedPack(), { ...changedPack(), roles: {} }, 'en', [roles]);
    expect(told.filter(({ kind }) => kind === 'roles').map(({ text }) => text)).toEqual([
      'The set of roles "Roles" has changed, and has errors: what is different in it cannot be told yet',
    ]);
  });
});

describe('a guard that the ways of those who agree do not meet', () => {
  const finance = '/chart/states/finance';
  const rejects = (amount: number): Change => [
    workflow,
    `${finance}/on/reject`,
    [{ target: 'rejected', guard: { type: 'rule', params: { if: above(amount) } } }, { target: 'paid' }],
  ];
  const times = (amount: number): Change => [
    workflow,
    `${finance}/after`,
    { P1D: [{ target: 'rejected', guard: { type: 'rule', params: { if: above(amount) } } }] },
  ];
  const sentences = (was: Change[], is: Change[]) =>
    diffPacks(changedPack(was), changedPack(is), 'en').map(({ text }) => text);

  it.each([
    ['of a rejection', rejects],
    ['of a deadline', times],
  ])('B3: %s is never said to let the same through', (_what, change) => {
    const told = sentences([change(100)], [change(900)]);
    expect(told).toEqual([
      'From Finance review to Rejected: the condition is now "Total amount is more than CNY 9.00" (was "Total amount is more than CNY 1.00")',
    ]);
  });

  it('B4: is told beside the bound of an approval that moved as well', () => {
    const told = sentences([rejects(100)], [rejects(900), [workflow, guard, above(8_000_000)]]);
    expect(told).toContain('Total amount of 50,000.01–80,000.00 no longer reaches Director and deputy');
    expect(told).toContain(
      'From Finance review to Rejected: the condition is now "Total amount is more than CNY 9.00" (was "Total amount is more than CNY 1.00")',
    );
  });

  it.each<[string, Change[], Change[], string]>([
    [
      'a deadline that now approves',
      [[workflow, `${finance}/after`, { P1D: 'rejected' }]],
      [[workflow, `${finance}/after`, { P1D: 'paid' }]],
      'Finance review: "deadline" now leads to Paid (was Rejected)',
    ],
    [
      'the outcome of an end',
      [],
      [[workflow, '/chart/states/rejected/meta/outcome', 'cancelled']],
      'The workflow: Rejected · outcome is now "cancelled" (was "rejected")',
    ],
    [
      'how far added signers add signers',
      [],
      [[workflow, `${leadership}/addSigner`, { role: 'deputy', depth: 2 }]],
      'Director and deputy: signers added one after another',
    ],
  ])('B4: %s is told', (_what, was, is, sentence) => {
    expect(sentences(was, is).join('\n')).toContain(sentence);
  });
});
