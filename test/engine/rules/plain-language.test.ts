import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { formatMoney } from '../../../engine/core/money.ts';
import type { Locale } from '../../../engine/core/text.ts';
import { describeRule, explainTrace, type SpeechOptions, trace } from '../../../engine/rules/index.ts';
import { environment, rule } from './rule-support.ts';

const labels: { [path: string]: [en: string, zh: string] } = {
  amount: ['Amount', '金额'],
  limit: ['Limit', '限额'],
  purpose: ['Purpose', '用途'],
  note: ['Note', '备注'],
  urgent: ['Urgent', '加急'],
  due: ['Due date', '到期日'],
  count: ['Copies', '份数'],
  rate: ['Rate', '利率'],
  tags: ['Tags', '标签'],
  items: ['Cost lines', '费用明细'],
  'items.cost': ['Cost', '费用'],
  'items.what': ['What', '项目'],
  'customer.name': ['Customer', '客户'],
  'actor.unit': ['My branch', '我的机构'],
  actor: ['Initiator', '发起人'],
};
const options: { [purpose: string]: [string, string] } = { loan: ['Loan', '贷款'], other: ['Other', '其他'] };

function speech(locale: Locale): SpeechOptions {
  const side = locale === 'en' ? 0 : 1;
  return {
    locale,
    label: (path) => labels[path]?.[side],
    format(path, value) {
      if (path === 'purpose' && typeof value === 'string') return options[value]?.[side];
      const isAmount = ['amount', 'limit', 'items.cost'].includes(path) && typeof value === 'number';
      return isAmount ? formatMoney(value as number, 'CNY', locale) : undefined;
    },
  };
}

const amount = { var: 'amount' };
const items = { var: 'items' };
const large = { '>': [amount, 5_000_000] };
const loan = { '==': [{ var: 'purpose' }, 'loan'] };

const described: [rule: Json, en: string, zh: string][] = [
  [large, 'Amount is more than CNY 50,000.00', '金额大于 50,000.00 元'],
  [{ '<': [5_000_000, amount] }, 'CNY 50,000.00 is less than Amount', '50,000.00 元小于金额'],
  [{ '<=': [{ var: 'due' }, { today: [] }] }, 'Due date is not after today', '到期日不晚于今天'],
  [{ '>=': [{ var: 'due' }, '2026-12-01'] }, 'Due date is not before 2026-12-01', '到期日不早于 2026-12-01'],
  [
    { '<': [{ var: 'due' }, { 'date-add': [{ today: [] }, 'P7D'] }] },
    'Due date is before 7 days after today',
    '到期日早于今天之后 7 天',
  ],
  [
    { '<=': [100, amount, 5_000_000] },
    'Amount is between CNY 1.00 and CNY 50,000.00',
    '金额介于 1.00 元与 50,000.00 元之间',
  ],
  [{ '<': [0, { var: 'count' }, 1000] }, 'Copies is more than 0 and less than 1,000', '份数大于 0 且小于 1,000'],
  [loan, 'Purpose is Loan', '用途等于贷款'],
  [{ '!=': [{ var: 'purpose' }, 'other'] }, 'Purpose is not Other', '用途不等于其他'],
  [{ in: [{ var: 'purpose' }, ['loan', 'other']] }, 'Purpose is one of Loan or Other', '用途为贷款或其他之一'],
  [
    { '!': { in: [{ var: 'purpose' }, ['loan', 'other']] } },
    'Purpose is not one of Loan or Other',
    '用途不是贷款或其他之一',
  ],
  [{ in: ['vip', { var: 'tags' }] }, '"vip" is one of Tags', '“vip”属于标签'],
  [{ empty: { var: 'note' } }, 'Note is empty', '备注未填写'],
  [{ '!': { empty: { var: 'note' } } }, 'Note is filled in', '备注已填写'],
  [{ var: 'urgent' }, 'Urgent is yes', '加急为是'],
  [{ '!': { var: 'urgent' } }, 'Urgent is not yes', '加急不为是'],
  [{ '!': large }, 'not (Amount is more than CNY 50,000.00)', '并非（金额大于 50,000.00 元）'],
  [
    { and: [large, { or: [loan, { var: 'urgent' }] }] },
    'Amount is more than CNY 50,000.00 and (Purpose is Loan or Urgent is yes)',
    '金额大于 50,000.00 元且（用途等于贷款或加急为是）',
  ],
  [
    { or: [{ and: [large, loan] }, { var: 'urgent' }] },
    '(Amount is more than CNY 50,000.00 and Purpose is Loan) or Urgent is yes',
    '（金额大于 50,000.00 元且用途等于贷款）或加急为是',
  ],
  [
    { '>': [{ sum: [items, 'cost'] }, 5_000_000] },
    'the total of Cost in Cost lines is more than CNY 50,000.00',
    '费用明细的费用合计大于 50,000.00 元',
  ],
  [
    { some: [items, { and: [{ '>': [{ var: 'cost' }, 100_000] }, { empty: { var: 'what' } }] }] },
    'at least one entry of Cost lines: Cost is more than CNY 1,000.00 and What is empty',
    '费用明细中至少一项：费用大于 1,000.00 元且项目未填写',
  ],
  [
    { '>=': [{ count: [items, { '>': [{ var: 'cost' }, 100_000] }] }, 2] },
    'the number of entries of Cost lines where Cost is more than CNY 1,000.00 is at least 2',
    '费用明细中满足“费用大于 1,000.00 元”的项数不小于 2',
  ],
  [
    { '>': [{ max: [items, 'cost'] }, amount] },
    'the largest of Cost in Cost lines is more than Amount',
    '费用明细的费用最大值大于金额',
  ],
  [
    {
      '>': [
        { '*': [{ '+': [amount, { var: 'limit' }] }, 0.5] },
        { '-': [amount, { '-': [{ var: 'limit' }, amount] }] },
      ],
    },
    '(Amount + Limit) × 0.5 is more than Amount − (Limit − Amount)',
    '（金额 + 限额） × 0.5 大于金额 − （限额 − 金额）',
  ],
  [
    { '>': [amount, { if: [{ var: 'urgent' }, 100_000, 5_000_000] }] },
    'Amount is more than (if Urgent is yes then CNY 1,000.00, otherwise CNY 50,000.00)',
    '金额大于（如果加急为是，则为 1,000.00 元，否则为 50,000.00 元）',
  ],
  [
    { '==': [{ '%': [amount, 10_000] }, 0] },
    'the remainder of Amount ÷ CNY 100.00 is CNY 0.00',
    '金额 ÷ 100.00 元的余数等于 0.00 元',
  ],
  [
    { '>': [{ round: [{ '*': [{ var: 'rate' }, 100] }, 2] }, 5] },
    '(Rate × 100) rounded to 2 decimals is more than 5',
    '（利率 × 100）四舍五入到 2 位小数大于 5',
  ],
  [{ 'starts-with': [{ var: 'note' }, '紧急'] }, 'Note begins with "紧急"', '备注以“紧急”开头'],
  [{ '>': [{ length: { var: 'note' } }, 10] }, 'the length of Note is more than 10', '备注的字数大于 10'],
  [
    { '>': [{ 'date-diff': [{ today: [] }, { var: 'due' }] }, 30] },
    'the days from today to Due date is more than 30',
    '今天到到期日的天数大于 30',
  ],
  [
    { '>': [{ 'working-days-between': [{ today: [] }, { var: 'due' }] }, 2] },
    'the working days from today to Due date is more than 2',
    '今天到到期日的工作日数大于 2',
  ],
  [{ '==': [{ month: { var: 'due' } }, 12] }, 'the month of Due date is 12', '到期日的月份等于 12'],
  [
    { '==': [{ var: ['customer.name', '-'] }, '-'] },
    'Customer (or "-" when empty) is "-"',
    '客户（为空时取“-”）等于“-”',
  ],
  [{ 'is-in-unit': [{ var: 'actor.unit' }, 'east'] }, 'My branch lies in "east"', '我的机构隶属于“east”'],
  [{ 'has-role': [{ var: 'actor' }, 'finance'] }, 'Initiator has the role "finance"', '发起人具有角色“finance”'],
];

describe('a rule in plain language', () => {
  it.each(described)('%j', (json, en, zh) => {
    expect([describeRule(rule(json), speech('en')), describeRule(rule(json), speech('zh-CN'))]).toEqual([en, zh]);
  });

  it('writes out characters that hide or turn round what stands beside them', () => {
    const json = { '==': [{ var: 'note' }, 'a\u202eb\u200b\n'] };
    expect(describeRule(rule(json), speech('en'))).toBe('Note is "a\\u{202e}b\\u{200b}\\u{a}"');
  });

  it('names what has no label by its path', () => {
    expect(describeRule(rule(large), { locale: 'en', label: () => undefined, format: () => undefined })).toBe(
      'amount is more than CNY 50,000.00',
    );
  });
});

const twoLines: JsonObject = { items: [{ what: 'ink', cost: 40_000 }, { cost: 6_000_000 }] };
const explained: [rule: Json, data: JsonObject, en: string, zh: string][] = [
  [large, { amount: 6_000_000 }, 'Amount CNY 60,000.00 > CNY 50,000.00', '金额 60,000.00 元 > 50,000.00 元'],
  [large, { amount: 5_000_000 }, 'Amount CNY 50,000.00 ≤ CNY 50,000.00', '金额 50,000.00 元 ≤ 50,000.00 元'],
  [large, {}, 'Amount is empty', '金额为空'],
  [
    { '>': [amount, { var: 'limit' }] },
    { amount: 2, limit: 1 },
    'Amount CNY 0.02 > Limit CNY 0.01',
    '金额 0.02 元 > 限额 0.01 元',
  ],
  [loan, { purpose: 'loan' }, 'Purpose = Loan', '用途 = 贷款'],
  [loan, { purpose: 'other' }, 'Purpose Other ≠ Loan', '用途其他 ≠ 贷款'],
  [
    { and: [large, loan] },
    { amount: 6_000_000, purpose: 'loan' },
    'Amount CNY 60,000.00 > CNY 50,000.00 and Purpose = Loan',
    '金额 60,000.00 元 > 50,000.00 元且用途 = 贷款',
  ],
  [{ and: [large, loan] }, { amount: 6_000_000, purpose: 'other' }, 'Purpose Other ≠ Loan', '用途其他 ≠ 贷款'],
  [{ or: [large, loan] }, { amount: 1, purpose: 'loan' }, 'Purpose = Loan', '用途 = 贷款'],
  [
    { or: [large, loan] },
    { amount: 100 },
    'Amount CNY 1.00 ≤ CNY 50,000.00 and Purpose is empty',
    '金额 1.00 元 ≤ 50,000.00 元且用途为空',
  ],
  [{ '!': large }, { amount: 100 }, 'Amount CNY 1.00 ≤ CNY 50,000.00', '金额 1.00 元 ≤ 50,000.00 元'],
  [
    { '>': [{ sum: [items, 'cost'] }, 5_000_000] },
    twoLines,
    'total Cost CNY 60,400.00 > CNY 50,000.00',
    '费用合计 60,400.00 元 > 50,000.00 元',
  ],
  [
    { some: [items, { '>': [{ var: 'cost' }, 5_000_000] }] },
    twoLines,
    'Cost CNY 60,000.00 > CNY 50,000.00',
    '费用 60,000.00 元 > 50,000.00 元',
  ],
  [
    { some: [items, { '>': [{ var: 'cost' }, 9_000_000] }] },
    twoLines,
    'no entry of Cost lines meets the condition',
    '费用明细没有一项满足条件',
  ],
  [
    { all: [items, { '>': [{ var: 'cost' }, 1] }] },
    twoLines,
    'every entry of Cost lines meets the condition',
    '费用明细的每一项都满足条件',
  ],
  [{ all: [items, { '!': { empty: { var: 'what' } } }] }, twoLines, 'What is empty', '项目未填写'],
  [{ none: [items, { '>': [{ var: 'cost' }, 1] }] }, {}, 'Cost lines is empty', '费用明细为空'],
  [{ empty: { var: 'note' } }, { note: 'x' }, 'Note is filled in', '备注已填写'],
  [
    { in: [{ var: 'purpose' }, ['loan', 'other']] },
    { purpose: 'loan' },
    'Purpose Loan is one of "loan", "other"',
    '用途贷款属于“loan”、“other”',
  ],
  [
    { between: [amount, 100, 200] },
    { amount: 300 },
    'Amount CNY 3.00 is not between CNY 1.00 and CNY 2.00',
    '金额 3.00 元不在 1.00 元与 2.00 元之间',
  ],
  [
    { '<=': [100, amount, 200] },
    { amount: 150 },
    'CNY 1.00 ≤ Amount CNY 1.50 ≤ CNY 2.00',
    '1.00 元 ≤ 金额 1.50 元 ≤ 2.00 元',
  ],
  [
    { '<': [{ var: 'due' }, { 'date-add': [{ today: [] }, 'P7D'] }] },
    { due: '2026-11-30' },
    'Due date 2026-11-30 < 2026-12-01',
    '到期日 2026-11-30 < 2026-12-01',
  ],
  [{ var: 'urgent' }, { urgent: false }, 'Urgent is no', '加急为否'],
  [
    { if: [large, loan, true] },
    { amount: 1 },
    'Amount CNY 0.01 ≤ CNY 50,000.00 and always',
    '金额 0.01 元 ≤ 50,000.00 元且始终成立',
  ],
  [
    { 'has-role': [{ var: 'actor' }, 'finance'] },
    { actor: { roles: ['maker'] } },
    'Initiator does not have the role "finance"',
    '发起人不具有角色“finance”',
  ],
  [
    large,
    { amount: '60,000' },
    'Amount has a value of the wrong type: expected money (CNY), found "60,000"',
    '金额的值类型不符：应为金额（CNY），实际为“60,000”',
  ],
];

describe('why a rule came out as it did', () => {
  it.each(explained)('%j of %j', (json, data, en, zh) => {
    const why = trace(rule(json), environment(data));
    expect([explainTrace(why, speech('en')), explainTrace(why, speech('zh-CN'))]).toEqual([en, zh]);
  });
});
