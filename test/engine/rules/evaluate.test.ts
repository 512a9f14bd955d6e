import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { evaluate, holds } from '../../../engine/rules/index.ts';
import { environment, rule, value } from './rule-support.ts';

type Row = [what: string, rule: Json, data: JsonObject, gives: Json | undefined];

const amount = { var: 'amount' };
const items = { var: 'items' };
const cost = { var: 'cost' };
const lines: JsonObject = {
  items: [
    { what: 'paper', cost: 1250, pieces: 2, day: '2026-11-02' },
    { what: 'ink', cost: 9999, pieces: 1, day: '2026-11-20' },
    { what: 'free sample', pieces: 5 },
  ],
};

const tables: { [group: string]: Row[] } = {
  'reading data': [
    ['a field', amount, { amount: 5 }, 5],
    ['a field of a reference', { var: 'customer.name' }, { customer: { name: 'Li' } }, 'Li'],
    ['an absent field is missing', amount, {}, undefined],
    ['null is missing', amount, { amount: null }, undefined],
    ['below an absent object all is missing', { var: 'customer.name' }, {}, undefined],
    ['a default stands for what is missing', { var: ['amount', 100] }, {}, 100],
    ['a default gives way to a value', { var: ['amount', 100] }, { amount: 7 }, 7],
    ['today is that of the zone', { var: 'today' }, {}, '2026-11-24'],
    ['now is the environment’s', { now: [] }, {}, '2026-11-24T07:00:00.000Z'],
    ['data cannot set the clock', { var: 'today' }, { today: '1999-01-01' }, '2026-11-24'],
  ],
  comparison: [
    ['more', { '>': [amount, 5_000_000] }, { amount: 5_000_001 }, true],
    ['not more at the limit itself', { '>': [amount, 5_000_000] }, { amount: 5_000_000 }, false],
    ['at least at the limit itself', { '>=': [amount, 5_000_000] }, { amount: 5_000_000 }, true],
    ['a missing operand is never more', { '>': [amount, 1] }, {}, false],
    ['a missing operand is never less', { '<': [amount, 1] }, {}, false],
    ['a missing operand equals nothing', { '==': [{ var: 'purpose' }, 'x'] }, {}, false],
    ['a missing operand is unequal to nothing', { '!=': [{ var: 'purpose' }, 'x'] }, {}, false],
    ['two missing operands are not equal', { '==': [{ var: 'purpose' }, { var: 'note' }] }, {}, false],
    ['between the bounds', { '<=': [1, { var: 'count' }, 3] }, { count: 3 }, true],
    ['strictly between the bounds', { '<': [1, { var: 'count' }, 3] }, { count: 3 }, false],
    ['between, bounds included', { between: [{ var: 'count' }, 1, 3] }, { count: 1 }, true],
    ['a missing bound holds nothing', { between: [{ var: 'count' }, { var: 'rate' }, 3] }, { count: 1 }, false],
    ['dates in time order', { '<': [{ var: 'due' }, '2026-11-25'] }, { due: '2026-11-24' }, true],
    [
      'date-times in time order',
      { '<': [{ var: 'sentAt' }, { now: [] }] },
      { sentAt: '2026-11-24T06:59:59.999Z' },
      true,
    ],
    ['text is compared whole', { '==': [{ var: 'purpose' }, 'admin'] }, { purpose: 'administrator' }, false],
    ['one of a list', { in: [{ var: 'purpose' }, ['a', 'b']] }, { purpose: 'b' }, true],
    ['no part of a text is in a list', { in: [{ var: 'purpose' }, ['admin', 'manager']] }, { purpose: 'a' }, false],
    ['in a list of the data', { in: ['vip', { var: 'tags' }] }, { tags: ['new', 'vip'] }, true],
    ['in an absent list is nothing', { in: ['vip', { var: 'tags' }] }, {}, false],
    [
      'a list of rules',
      { in: [{ var: 'actor.id' }, [{ var: 'customer.id' }, 'p9']] },
      { actor: { id: 'p1' }, customer: { id: 'p1' } },
      true,
    ],
    [
      'values of unknown type are compared as what they are',
      { '==': [{ var: 'free' }, { var: 'free' }] },
      { free: 'x' },
      true,
    ],
  ],
  presence: [
    ['an absent value is empty', { empty: amount }, {}, true],
    ['zero is not empty', { empty: amount }, { amount: 0 }, false],
    ['no is not empty', { empty: { var: 'urgent' } }, { urgent: false }, false],
    ['an empty text is empty', { empty: { var: 'note' } }, { note: '' }, true],
    ['an empty list is empty', { empty: items }, { items: [] }, true],
  ],
  logic: [
    ['all conditions', { and: [{ var: 'urgent' }, { '>': [amount, 1] }] }, { urgent: true, amount: 2 }, true],
    ['a missing yes/no does not hold', { and: [{ var: 'urgent' }, true] }, {}, false],
    ['one of the conditions', { or: [{ var: 'urgent' }, { '>': [amount, 1] }] }, { amount: 2 }, true],
    ['not of a missing yes/no holds', { '!': { var: 'urgent' } }, {}, true],
    ['not of a comparison with a missing operand holds', { '!': { '>': [amount, 1] } }, {}, true],
    ['is true', { '!!': [{ var: 'urgent' }] }, { urgent: true }, true],
    [
      'the branch whose condition holds',
      { if: [{ '>': [amount, 9] }, 'high', { '>': [amount, 5] }, 'middle', 'low'] },
      { amount: 7 },
      'middle',
    ],
    ['otherwise', { if: [{ '>': [amount, 9] }, 'high', { '>': [amount, 5] }, 'middle', 'low'] }, {}, 'low'],
    ['no branch is a missing value', { if: [{ '>': [amount, 9] }, 'high'] }, {}, undefined],
    ['what is not needed is not evaluated', { or: [{ '==': [1, 1] }, { '==': [{ '/': [1, 0] }, 1] }] }, {}, true],
  ],
  arithmetic: [
    ['numbers add as people write them', { '+': [0.1, 0.2] }, {}, 0.3],
    ['numbers multiply as people write them', { '*': [{ var: 'rate' }, 3] }, { rate: 1.1 }, 3.3],
    ['a missing operand makes the sum missing', { '+': [amount, 100] }, {}, undefined],
    ['amounts subtract', { '-': [amount, { var: 'limit' }] }, { amount: 500, limit: 800 }, -300],
    ['the negative', { '-': [amount] }, { amount: 5 }, -5],
    ['an amount times a share rounds half up', { '*': [amount, 0.5] }, { amount: 101 }, 51],
    ['a negative amount rounds away from zero', { '*': [amount, 0.5] }, { amount: -101 }, -51],
    ['1.005 of an amount is exact', { '*': [amount, 1.005] }, { amount: 100_000 }, 100_500],
    ['an amount divided', { '/': [amount, 3] }, { amount: 1000 }, 333],
    [
      'an amount divided by an amount is a number',
      { '/': [amount, { var: 'limit' }] },
      { amount: 300, limit: 200 },
      1.5,
    ],
    ['the remainder of an amount', { '==': [{ '%': [amount, 10_000] }, 0] }, { amount: 120_000 }, true],
    ['division by zero is told', { '/': [{ var: 'count' }, 0] }, { count: 1 }, '! rule/division-by-zero'],
    [
      'an amount past what is exact is told',
      { '*': [amount, 2] },
      { amount: Number.MAX_SAFE_INTEGER },
      '! rule/overflow',
    ],
    [
      'a sum past what is exact is told',
      { '+': [amount, amount] },
      { amount: Number.MAX_SAFE_INTEGER },
      '! rule/overflow',
    ],
    ['a number past what can be held is told', { '*': [{ var: 'count' }, 10] }, { count: 1.7e308 }, '! rule/overflow'],
    ['the absolute value', { abs: { var: 'count' } }, { count: -3 }, 3],
    ['rounding half up', { round: [{ var: 'rate' }, 2] }, { rate: 1.005 }, 1.01],
    ['rounding to whole', { round: { var: 'rate' } }, { rate: 2.5 }, 3],
    ['rounding an amount to whole yuan', { round: [amount, 0] }, { amount: 150 }, 200],
    ['the smaller', { min: [amount, 100] }, { amount: 300 }, 100],
    ['the larger passes over what is missing', { max: [amount, { var: 'limit' }] }, { limit: 3 }, 3],
    ['the later date', { max: [{ var: 'due' }, '2026-01-01'] }, { due: '2026-02-01' }, '2026-02-01'],
  ],
  text: [
    ['joined', { cat: [{ var: 'purpose' }, '-', { var: 'count' }] }, { purpose: 'x', count: 2 }, 'x-2'],
    ['an amount joins in major units', { cat: [amount, ' ', { var: 'note' }] }, { amount: 1234567 }, '12345.67 '],
    ['contains', { contains: [{ var: 'note' }, 'urgent'] }, { note: 'an urgent case' }, true],
    ['a missing text contains nothing', { contains: [{ var: 'note' }, ''] }, {}, false],
    ['begins with', { 'starts-with': [{ var: 'note' }, '银行'] }, { note: '银行卡' }, true],
    ['ends with', { 'ends-with': [{ var: 'note' }, '卡'] }, { note: '银行卡' }, true],
    ['characters as people count them', { length: { var: 'note' } }, { note: '𠮷野家' }, 3],
    ['a list has a length', { length: items }, lines, 3],
    ['an absent list has none', { length: items }, {}, 0],
    ['an absent text has no length at all', { length: { var: 'note' } }, {}, undefined],
    ['part of a text', { substr: [{ var: 'note' }, 0, 2] }, { note: '𠮷野家' }, '𠮷野'],
    ['part from the end', { substr: [{ var: 'note' }, -2] }, { note: 'abcd' }, 'cd'],
    ['part without the end', { substr: [{ var: 'note' }, 1, -1] }, { note: 'abcd' }, 'bc'],
    ['lower case', { lower: { var: 'note' } }, { note: 'Ab' }, 'ab'],
    ['upper case', { upper: { var: 'note' } }, { note: 'ab' }, 'AB'],
    ['trimmed', { trim: { var: 'note' } }, { note: ' ab\t' }, 'ab'],
  ],
  dates: [
    ['a week later', { 'date-add': [{ var: 'due' }, 'P7D'] }, { due: '2026-12-28' }, '2027-01-04'],
    [
      'a month after the 31st is the last of the month',
      { 'date-add': [{ var: 'due' }, 'P1M'] },
      { due: '2026-01-31' },
      '2026-02-28',
    ],
    [
      'a number of days later',
      { 'date-add': [{ var: 'due' }, { var: 'count' }, 'days'] },
      { due: '2026-11-24', count: -24 },
      '2026-10-31',
    ],
    [
      'hours after a date-time',
      { 'date-add': [{ var: 'sentAt' }, 'PT36H'] },
      { sentAt: '2026-11-24T07:00:00.000Z' },
      '2026-11-25T19:00:00.000Z',
    ],
    [
      'a date past the year 9999 is told',
      { 'date-add': [{ var: 'due' }, 'P9999Y'] },
      { due: '2026-11-24' },
      '! rule/date-range',
    ],
    ['days from one date to another', { 'date-diff': [{ var: 'due' }, { today: [] }] }, { due: '2026-11-20' }, 4],
    ['whole months', { 'date-diff': ['2026-01-31', { var: 'due' }, 'months'] }, { due: '2026-02-27' }, 0],
    [
      'days of a date-time are the zone’s',
      { 'date-diff': [{ var: 'sentAt' }, { now: [] }, 'days'] },
      { sentAt: '2026-11-23T15:59:00.000Z' },
      1,
    ],
    [
      'hours of a date-time are the clock’s',
      { 'date-diff': [{ var: 'sentAt' }, { now: [] }, 'hours'] },
      { sentAt: '2026-11-23T15:59:00.000Z' },
      15,
    ],
    [
      'working days over a holiday',
      { 'working-days-between': [{ var: 'due' }, '2026-10-12'] },
      { due: '2026-09-30' },
      4,
    ],
    [
      'a working day later, over the weekend',
      { 'add-working-days': [{ var: 'due' }, 1] },
      { due: '2026-11-20' },
      '2026-11-23',
    ],
    [
      'bugs 19: a year without a calendar counts Monday to Friday',
      { 'add-working-days': [{ var: 'due' }, 1] },
      { due: '2027-05-01' },
      '2027-05-03',
    ],
    ['the year', { year: { var: 'due' } }, { due: '2026-11-24' }, 2026],
    ['the month', { month: { var: 'due' } }, { due: '2026-11-24' }, 11],
    ['the day of a date-time is the zone’s', { day: { var: 'sentAt' } }, { sentAt: '2026-11-23T16:00:00.000Z' }, 24],
  ],
  lists: [
    ['the total of a field', { sum: [items, 'cost'] }, lines, 11249],
    ['the total of a rule', { sum: [items, { '*': [cost, { var: 'pieces' }] }] }, lines, 12499],
    ['the total of nothing is zero', { sum: [items, 'cost'] }, {}, 0],
    ['the total of plain numbers', { sum: { var: 'scores' } }, { scores: [1, 2.5] }, 3.5],
    [
      'a total past what is exact is told',
      { sum: [items, 'cost'] },
      { items: [{ cost: 9e15 }, { cost: 9e15 }] },
      '! rule/overflow',
    ],
    ['the number of rows', { count: items }, lines, 3],
    ['the number of rows that meet a condition', { count: [items, { '>': [cost, 1000] }] }, lines, 2],
    ['the largest of a field', { max: [items, 'cost'] }, lines, 9999],
    ['the latest of a field', { max: [items, 'day'] }, lines, '2026-11-20'],
    ['the largest of nothing is missing', { max: [items, 'cost'] }, {}, undefined],
    ['some row', { some: [items, { '>': [cost, 9000] }] }, lines, true],
    ['no row', { none: [items, { '>': [cost, 10_000] }] }, lines, true],
    ['every row: one has no cost', { all: [items, { '>': [cost, 1000] }] }, lines, false],
    ['every row of nothing is false', { all: [items, { '>': [cost, 1000] }] }, {}, false],
    ['no row of nothing is true', { none: [items, { '>': [cost, 1000] }] }, {}, true],
    ['rows that meet a condition', { count: { filter: [items, { empty: cost }] } }, lines, 1],
    ['each row’s field', { map: [items, { var: 'what' }] }, lines, ['paper', 'ink', 'free sample']],
    ['the element itself', { some: [{ var: 'tags' }, { '==': [{ var: '' }, 'vip'] }] }, { tags: ['vip'] }, true],
    ['a list in a list body reads the row', { some: [items, { in: [{ var: 'what' }, ['ink']] }] }, lines, true],
    [
      'after a list, var reads the root again',
      { and: [{ some: [items, { '>': [cost, 1] }] }, { '>': [amount, 1] }] },
      { ...lines, amount: 2 },
      true,
    ],
  ],
  organisation: [
    ['in a unit below', { 'is-in-unit': [{ var: 'actor.unit' }, 'group'] }, { actor: { unit: 'shanghai' } }, true],
    [
      'not in a unit beside',
      { 'is-in-unit': [{ var: 'unit' }, 'west'] },
      { unit: { id: 'shanghai', title: 'Shanghai' } },
      false,
    ],
    ['a missing unit lies nowhere', { 'is-in-unit': [{ var: 'unit' }, 'west'] }, {}, false],
    ['the actor’s roles', { 'has-role': [{ var: 'actor' }, 'maker'] }, { actor: { id: 'p2', roles: ['maker'] } }, true],
    [
      'a person’s role is asked of the organisation',
      { 'has-role': [{ var: 'customer.id' }, 'finance'] },
      { customer: { id: 'p1' } },
      true,
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (_what, json, data, gives) => {
    expect(value(json, data)).toEqual(gives);
  });
});

describe('a value of the wrong type', () => {
  it('stops the rule and says where, what was expected and what was found', () => {
    const result = evaluate(rule({ and: [true, { '>': [amount, 1] }] }), environment({ amount: '１００' }));
    expect(result).toMatchObject({
      ok: false,
      issue: { code: 'rule/type', path: '/and/1/>/0', params: { name: 'amount', found: { en: '"１００"' } } },
    });
  });

  it('makes a rule fail to hold, and its issue says why', () => {
    const result = holds(rule({ '>': [amount, 1] }), environment({ amount: '5' }));
    expect(result.holds).toBe(false);
    expect(result.issue?.code).toBe('rule/type');
  });

  it.each([
    ['a row that is no row', { some: [items, { '>': [cost, 1] }] }, { items: ['x'] }],
    ['a field of a row', { sum: [items, 'cost'] }, { items: [{ cost: 1.5 }] }],
    ['an element of a list', { in: ['vip', { var: 'tags' }] }, { tags: [1] }],
    ['a list that is no list', { count: items }, { items: { length: 3 } }],
    ['a date that does not exist', { '<': [{ var: 'due' }, '2026-03-01'] }, { due: '2026-02-30' }],
    ['a date-time without its zone', { '<': [{ var: 'sentAt' }, { now: [] }] }, { sentAt: '2026-11-24T07:00:00' }],
    ['an unknown value where a number is needed', { '+': [{ var: 'free' }, 1] }, { free: '1' }],
    ['two unknown values of two kinds', { '==': [{ var: 'free.a' }, { var: 'free.b' }] }, { free: { a: 1, b: '1' } }],
  ] as [string, Json, JsonObject][])('%s', (_what, json, data) => {
    expect(value(json, data)).toBe('! rule/type');
  });
});
