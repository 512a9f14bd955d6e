import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import type { Json } from '../../../engine/core/json.ts';
import { operators, parseRule, type RuleType, ruleLimits } from '../../../engine/rules/index.ts';
import { refusals, rule, scope } from './rule-support.ts';

const amount = { var: 'amount' };
const boolean: RuleType = { kind: 'boolean' };

function nested(depth: number): Json {
  let json: Json = true;
  for (let i = 0; i < depth; i++) json = { '!': [json] };
  return json;
}

const refused: [what: string, rule: unknown, issues: string[]][] = [
  ['an unknown operator', { mor: [amount, 1] }, ['rule/unknown-operator /mor']],
  ['an operator of another json-logic', { log: amount }, ['rule/unknown-operator /log']],
  ['two operators at once', { '==': [1, 2], x: 1 }, ['rule/one-operator ']],
  ['no operator', {}, ['rule/one-operator ']],
  ['an empty object as an operand', { and: [{}] }, ['rule/one-operator /and/0']],
  ['too few operands', { '==': [1] }, ['rule/operand-count /==']],
  ['too many operands', { '!': [true, false] }, ['rule/operand-count /!']],
  ['an unknown field', { '>': [{ var: 'amont' }, 1] }, ['rule/unknown-variable />/0/var']],
  ['an unknown field of a reference', { empty: { var: 'customer.nme' } }, ['rule/unknown-variable /empty/var']],
  ['a computed variable name', { var: { cat: ['a', 'b'] } }, ['rule/variable-name /var']],
  ['the whole record', { empty: { var: '' } }, ['rule/variable-name /empty/var']],
  ['a path into a list', { empty: { var: 'items.0.cost' } }, ['rule/unknown-variable /empty/var']],
  [
    'a field of the root inside a list',
    { some: [{ var: 'items' }, { '>': [{ var: 'amount' }, 1] }] },
    ['rule/unknown-variable /some/1/>/0/var'],
  ],
  ['an unknown field named for a total', { sum: [{ var: 'items' }, 'csot'] }, ['rule/unknown-variable /sum/1']],
  ['text compared with money', { '>': [amount, { var: 'purpose' }] }, ['rule/operand-type />/1']],
  ['a date compared with a date-time', { '<': [{ var: 'due' }, { var: 'sentAt' }] }, ['rule/operand-type /</1']],
  ['today compared with a date-time', { '<': [{ var: 'sentAt' }, { today: [] }] }, ['rule/operand-type /</1']],
  ['money compared with a number', { '>': [amount, { var: 'count' }] }, ['rule/operand-type />/1']],
  ['money of two currencies', { '+': [amount, { var: 'dollars' }] }, ['rule/operand-type /+/1']],
  ['money times money', { '*': [amount, amount] }, ['rule/operand-type /*/1']],
  ['a number divided by money', { '/': [{ var: 'count' }, amount] }, ['rule/operand-type /~1/1']],
  ['an order of yes and no', { '<': [{ var: 'urgent' }, true] }, ['rule/operand-type /</0', 'rule/operand-type /</1']],
  ['equality of lists', { '==': [{ var: 'tags' }, ['a']] }, ['rule/operand-type /==/0', 'rule/operand-type /==/1']],
  ['"in" a text', { in: [{ var: 'purpose' }, 'admin,manager'] }, ['rule/operand-type /in/1']],
  ['a list of the wrong things', { in: [{ var: 'purpose' }, ['a', 5]] }, ['rule/operand-type /in/1/1']],
  ['a text as a condition', { and: [{ var: 'purpose' }] }, ['rule/operand-type /and/0']],
  ['a comparison with null', { '==': [amount, null] }, ['rule/null-literal /==/1']],
  ['half a fen', { '>': [amount, 12.5] }, ['rule/literal />/1']],
  ['a date that does not exist', { '<': [{ var: 'due' }, '2026-02-30'] }, ['rule/literal /</1']],
  ['a date as people write it', { '<': [{ var: 'due' }, '2026/2/3'] }, ['rule/literal /</1']],
  ['a date-time without milliseconds', { '<': [{ var: 'sentAt' }, '2026-11-24T07:00:00Z'] }, ['rule/literal /</1']],
  ['hours added to a date', { 'date-add': [{ var: 'due' }, 'PT1H'] }, ['rule/literal /date-add/1']],
  ['working time in plain arithmetic', { 'date-add': [{ var: 'due' }, 'P1D/work'] }, ['rule/literal /date-add/1']],
  [
    'an unknown unit of time',
    { 'date-diff': [{ var: 'due' }, { today: [] }, 'fortnights'] },
    ['rule/word /date-diff/2'],
  ],
  ['hours between dates', { 'date-diff': [{ var: 'due' }, { today: [] }, 'hours'] }, ['rule/word /date-diff/2']],
  ['a computed number of decimals', { round: [{ var: 'rate' }, { var: 'count' }] }, ['rule/literal /round/1']],
  ['money without a currency written as text', { cat: [{ var: 'anyMoney' }] }, ['rule/operand-type /cat/0']],
  ['branches of two types', { if: [true, 'x', amount] }, ['rule/operand-type /if/1']],
  ['a list over what is no list', { some: [amount, true] }, ['rule/operand-type /some/0']],
  ['a unit that is no unit', { 'is-in-unit': [{ var: 'items' }, 'x'] }, ['rule/operand-type /is-in-unit/0']],
  ['a function in place of a rule', () => true, ['rule/not-a-rule ']],
  ['nothing in place of a rule', undefined, ['rule/not-a-rule ']],
  ['a number that is none', { '>': [{ var: 'count' }, Number.NaN] }, ['rule/not-a-rule />/1']],
  [
    'several faults, each told once',
    { and: [{ '>': [{ var: 'amont' }, 1] }, { '==': [{ var: 'due' }, 5] }, { nope: 1 }] },
    ['rule/unknown-variable /and/0/>/0/var', 'rule/operand-type /and/1/==/1', 'rule/unknown-operator /and/2/nope'],
  ],
];

describe('a rule is refused, with the place, for', () => {
  it.each(refused)('%s', (_, json, issues) => {
    expect(refusals(json)).toEqual(issues);
  });

  it('a rule of the wrong result', () => {
    expect(refusals(amount, boolean)).toEqual(['rule/result-type ']);
    expect(refusals({ '+': [{ var: 'count' }, 1] }, { kind: 'money', currency: 'CNY' })).toEqual(['rule/result-type ']);
  });

  it('a path that lies under where the rule stands', () => {
    const parsed = parseRule({ '>': [{ var: 'amont' }, 1] }, { scope, path: '/rules/large/when' });
    expect(parsed).toMatchObject({ ok: false, issues: [{ path: '/rules/large/when/>/0/var' }] });
  });
});

describe('a refusal says what would be legal', () => {
  it.each([
    [
      { '>': [{ var: 'amont' }, 1] },
      '"amont" cannot be read here (did you mean "amount"?)',
      '此处没有可读取的“amont”（是否想写“amount”？）',
    ],
    [{ equals: [1, 1] }, 'The operator "equals" is not known', '未知的运算符“equals”'],
    [
      { 'start-with': ['a', 'b'] },
      'The operator "start-with" is not known (did you mean "starts-with"?)',
      '未知的运算符“start-with”（是否想写“starts-with”？）',
    ],
    [{ '>': [amount, { var: 'due' }] }, '">" needs money (CNY) here, found date', '“>”此处需要金额（CNY），实际为日期'],
    [{ in: [{ var: 'purpose' }, 'a'] }, '"in" needs list here, found text', '“in”此处需要列表，实际为文本'],
    [
      { empty: { var: 'items.cost' } },
      '"items.cost" cannot be read here: a list is read with some, all, sum, count …',
      '此处没有可读取的“items.cost”：列表请用 some、all、sum、count 等读取',
    ],
    [
      { '==': [amount, null] },
      'Nothing is equal to "null" here: ask with "empty" whether a value is absent',
      '不能与 null 比较：请用“empty”判断是否为空',
    ],
    [
      { '>': [amount, 1.5] },
      '1.5 cannot be read as money (CNY) in whole minor units',
      '1.5 不能作为以最小单位计的整数金额（CNY）',
    ],
  ] as [Json, string, string][])('%j', (json, en, zh) => {
    const parsed = parseRule(json, { scope });
    if (parsed.ok) throw new Error('it parsed');
    const [first] = parsed.issues;
    if (!first) throw new Error('no issue');
    expect([messageOf(first, 'en'), messageOf(first, 'zh-CN')]).toEqual([en, zh]);
  });
});

describe('a rule is bounded', () => {
  it(`in depth: ${ruleLimits.depth} levels and no more`, () => {
    expect(refusals(nested(ruleLimits.depth - 1))).toEqual([]);
    expect(refusals(nested(ruleLimits.depth))).toEqual([expect.stringMatching(/^rule\/too-deep/)]);
    expect(refusals(nested(100_000))).toEqual(['rule/too-deep ']);
  });

  it('in size', () => {
    expect(refusals({ '==': ['x'.repeat(70_000), 'y'] })).toEqual(['rule/too-large ']);
    expect(
      refusals({
        and: Array.from({ length: 999 }, () => ({ or: [true, true, true, true, true, true, true, true, true, true] })),
      }),
    ).toEqual([expect.stringMatching(/^rule\/too-many-parts/)]);
  });

  it('in the length of a list', () => {
    const list = (length: number) => ({ in: [{ var: 'count' }, Array.from({ length }, (_, index) => index)] });
    expect(refusals(list(1000))).toEqual([]);
    expect(refusals(list(1001))).toEqual(['rule/too-long-list /in/1']);
  });

  it('whatever is given as JSON, even what points at itself', () => {
    const loop: { [key: string]: unknown } = {};
    loop['!'] = loop;
    expect(refusals(loop)).toEqual(['rule/too-deep ']);
  });
});

describe('a parsed rule', () => {
  it('knows its type', () => {
    expect(rule({ sum: [{ var: 'items' }, 'cost'] }).type).toEqual({ kind: 'money', currency: 'CNY' });
    expect(rule({ '/': [amount, { var: 'limit' }] }).type).toEqual({ kind: 'number' });
    expect(rule({ map: [{ var: 'items' }, { var: 'what' }] }).type).toEqual({ kind: 'list', of: { kind: 'text' } });
    expect(rule({ if: [true, '2026-01-01', { var: 'due' }] }).type).toEqual({ kind: 'date' });
  });

  it('knows what it may read', () => {
    const json = {
      and: [
        { '>': [{ sum: [{ var: 'items' }, 'cost'] }, amount] },
        { some: [{ var: 'tags' }, { '==': [{ var: '' }, 'x'] }] },
        { '>=': [{ var: 'due' }, { var: 'today' }] },
      ],
    };
    expect(rule(json).reads).toEqual(['amount', 'due', 'items', 'items.cost', 'tags', 'today']);
  });

  it('takes constants as the type of the other side', () => {
    expect(rule({ '>': [amount, { if: [{ var: 'urgent' }, 100, 200] }] }).type).toEqual(boolean);
    expect(rule({ '<': [{ 'date-add': [{ var: 'due' }, 'P1D'] }, '2026-11-24'] }).type).toEqual(boolean);
    expect(rule({ '>': [amount, { '*': [50_000, 100] }] }).type).toEqual(boolean);
    expect(refusals(500, { kind: 'money', currency: 'CNY' })).toEqual([]);
    expect(refusals('2026-11-24', { kind: 'date' })).toEqual([]);
    expect(refusals('soon', { kind: 'date' })).toEqual(['rule/literal ']);
  });
});

describe('the operators', () => {
  it('are each named, grouped and described in both languages', () => {
    for (const { name, label, operands } of operators) {
      expect(label, name).toMatchObject({ en: expect.stringMatching(/./), 'zh-CN': expect.stringMatching(/./) });
      for (const operand of operands) expect(operand.types.length, name).toBeGreaterThan(0);
    }
    expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
  });
});
