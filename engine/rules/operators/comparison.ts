import { issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { allOf, type Filter, nothing } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import { type Evaluator, RuleFailure } from '../run.ts';
import { nameOfValue } from '../run-time-type.ts';
import { zh } from '../speech.ts';
import { membership } from './membership.ts';
import {
  type Checking,
  type OperandInfo,
  type Operator,
  rank,
  type Saying,
  type Telling,
  type Trace,
} from './operator.ts';

const boolean: RuleType = { kind: 'boolean' };
const equalKinds: readonly TypeKind[] = ['boolean', 'number', 'money', 'text', 'date', 'date-time'];
const orderKinds: readonly TypeKind[] = ['number', 'money', 'text', 'date', 'date-time'];

// Of one kind all through: text order is time order for dates, so one comparison serves every kind.
type Ordered = number & string;
type Compare = (a: Ordered, b: Ordered) => boolean;
type QueryWord = '$eq' | '$ne' | '$gt' | '$gte' | '$lt' | '$lte';
type Words = { en: string; 'zh-CN': string };

function operand(types: readonly TypeKind[], more: Partial<OperandInfo> = {}): OperandInfo {
  return { name: { en: 'value', 'zh-CN': '值' }, types, ...more };
}

function checkAll(call: Checking, kinds: readonly TypeKind[]) {
  const operands = Array.from({ length: call.count }, (_, index) => call.among(call.operand(index), kinds));
  const { nodes, like } = call.unify(operands);
  return { type: boolean, operands: nodes, ...(like === undefined ? {} : { like }) };
}

// A missing operand never satisfies a comparison: not even `!=`.
function compilePair(call: CallNode, operands: Evaluator[], compare: Compare): Evaluator {
  const [left, right] = operands as [Evaluator, Evaluator];
  const same = agreement(call);
  return (run) => {
    const a = left(run);
    if (a === undefined) return false;
    const b = right(run);
    if (b === undefined) return false;
    if (same) same(a, b);
    return compare(a as Ordered, b as Ordered);
  };
}

// `order`: which operands are the lower bound, the middle and the higher bound. They are evaluated as they are written.
function compileBetween(call: CallNode, operands: Evaluator[], order: Three<0 | 1 | 2>, compare: Compare): Evaluator {
  const [first, second, third] = operands as Three<Evaluator>;
  const [low, middle, high] = order;
  const same = agreement(call);
  return (run) => {
    const values = [first(run), second(run), third(run)] as const;
    const [a, b, c] = [values[low], values[middle], values[high]];
    if (a === undefined || b === undefined || c === undefined) return false;
    if (same) {
      same(a, b);
      same(b, c);
    }
    return compare(a as Ordered, b as Ordered) && compare(b as Ordered, c as Ordered);
  };
}

// Where no type is known beforehand, both sides must turn out to be the same kind of plain value.
function agreement(call: CallNode): ((a: Json, b: Json) => void) | undefined {
  if (call.operands.some((node) => node.type.kind !== 'unknown')) return undefined;
  return (a, b) => {
    if (typeof a !== typeof b || typeof a === 'object') throw wrongPair(call, a, b);
  };
}

function wrongPair(call: CallNode, a: Json, b: Json): RuleFailure {
  const params = { name: call.operator.name, expected: nameOfValue(a), found: nameOfValue(b) };
  return new RuleFailure(issue('rule/type', call.at, params));
}

const turned: { [W in QueryWord]: QueryWord } = {
  $eq: '$eq',
  $ne: '$ne',
  $gt: '$lt',
  $gte: '$lte',
  $lt: '$gt',
  $lte: '$gte',
};

type Ask = Parameters<NonNullable<Operator['query']>>[1];

function pairQuery(call: CallNode, left: Node, right: Node, word: QueryWord, ask: Ask): Filter {
  const path = ask.field(left) ?? ask.field(right);
  if (path === undefined) return ask.refuse(call);
  const isLeft = ask.field(left) !== undefined;
  const constant = ask.constant(isLeft ? right : left);
  if (!constant) return ask.refuse(call, { en: ' compared with another field', 'zh-CN': '（与另一字段比较）' });
  if (constant.value === undefined) return nothing;
  const order = isLeft ? word : turned[word];
  return order === '$ne' ? { [path]: { $nin: [constant.value, null] } } : { [path]: { [order]: constant.value } };
}

type Pair = {
  name: string;
  label: Words;
  /** How it reads between two values; of dates, between two points in time. */
  words: Words;
  time: Words;
  /** Between two values where it holds, and where it does not. */
  symbol: string;
  opposite: string;
  query: QueryWord;
  compare: Compare;
};

/** The record of a comparison of two operands. */
function pair({ name, label, words, time, symbol, opposite, query, compare }: Pair): Operator {
  const kinds = query === '$eq' || query === '$ne' ? equalKinds : orderKinds;
  return {
    name,
    group: 'comparison',
    label,
    operands: [operand(kinds), operand(kinds)],
    result: 'boolean',
    check: (call) => checkAll(call, kinds),
    compile: (call, operands) => compilePair(call, operands, compare),
    query: (call, ask) => pairQuery(call, call.operands[0] as Node, call.operands[1] as Node, query, ask),
    describe: (call, say) => {
      const [left, right] = call.operands.map((each) => say.operand(each, rank.sum)) as [string, string];
      const word = isTime(call) ? time : words;
      return {
        text: say.pick(`${left} ${word.en} ${right}`, zh`${left}${word['zh-CN']}${right}`),
        rank: rank.comparison,
      };
    },
    explain: (trace, tell) => explained(trace, symbol, opposite, tell),
  };
}

function isTime(call: CallNode): boolean {
  return call.operands.some(({ type }) => type.kind === 'date' || type.kind === 'date-time');
}

function explained(trace: Trace, symbol: string, opposite: string, tell: Telling) {
  const absent = trace.operands.find((each) => each.value === undefined);
  if (absent) {
    const name = tell.name(absent);
    return { text: tell.pick(`${name || 'a value'} is empty`, zh`${name || '值'}为空`), rank: rank.comparison };
  }
  const sign = trace.value === true ? symbol : opposite;
  const [left, right] = trace.operands as [Trace, Trace];
  // "Purpose = x" says it all where both sides are the same.
  const parts =
    sign === '=' && right.operator === 'literal'
      ? [tell.name(left) || tell.value(left), tell.value(right)]
      : trace.operands.map((each) => tell.named(each));
  return { text: parts.join(` ${sign} `), rank: rank.comparison };
}

const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese });

const equal = pair({
  name: '==',
  label: words('equals', '等于'),
  words: words('is', '等于'),
  time: words('is', '为'),
  symbol: '=',
  opposite: '≠',
  query: '$eq',
  compare: (a, b) => a === b,
});
const unequal = pair({
  name: '!=',
  label: words('is not', '不等于'),
  words: words('is not', '不等于'),
  time: words('is not', '不为'),
  symbol: '≠',
  opposite: '=',
  query: '$ne',
  compare: (a, b) => a !== b,
});
const more = pair({
  name: '>',
  label: words('more than', '大于'),
  words: words('is more than', '大于'),
  time: words('is after', '晚于'),
  symbol: '>',
  opposite: '≤',
  query: '$gt',
  compare: (a, b) => a > b,
});
const atLeast = pair({
  name: '>=',
  label: words('at least', '不小于'),
  words: words('is at least', '不小于'),
  time: words('is not before', '不早于'),
  symbol: '≥',
  opposite: '<',
  query: '$gte',
  compare: (a, b) => a >= b,
});
const less = pair({
  name: '<',
  label: words('less than', '小于'),
  words: words('is less than', '小于'),
  time: words('is before', '早于'),
  symbol: '<',
  opposite: '≥',
  query: '$lt',
  compare: (a, b) => a < b,
});
const atMost = pair({
  name: '<=',
  label: words('at most', '不大于'),
  words: words('is at most', '不大于'),
  time: words('is not after', '不晚于'),
  symbol: '≤',
  opposite: '>',
  query: '$lte',
  compare: (a, b) => a <= b,
});

type Three<T> = [T, T, T];

/** `<` and `<=` with a third operand: the one in the middle lies between the others. */
function chained(base: Operator, symbol: string, query: '$lt' | '$lte', compare: Compare): Operator {
  const strict = query === '$lt';
  return {
    ...base,
    operands: [...base.operands, operand(orderKinds, { optional: true })],
    compile: (call, operands) =>
      operands.length < 3 ? base.compile(call, operands) : compileBetween(call, operands, [0, 1, 2], compare),
    query: (call, ask) => {
      const [low, middle, high] = call.operands as Three<Node>;
      const lower = pairQuery(call, low, middle, query, ask);
      return call.operands.length < 3 ? lower : allOf([lower, pairQuery(call, middle, high, query, ask)]);
    },
    describe: (call, say) => {
      const [low, middle, high] = call.operands as Three<Node>;
      if (call.operands.length < 3) return base.describe(call, say);
      return strict ? strictlyBetween(middle, low, high, say) : between(middle, low, high, say);
    },
    explain: (trace, tell) =>
      trace.operands.length < 3
        ? explained(trace, symbol, strict ? '≥' : '>', tell)
        : explainedBetween(trace, [1, 0, 2], symbol, tell),
  };
}

function between(middle: Node, low: Node, high: Node, say: Saying) {
  const [value, from, to] = [middle, low, high].map((operand) => say.operand(operand, rank.sum)) as Three<string>;
  const text = say.pick(`${value} is between ${from} and ${to}`, zh`${value}介于${from}与${to}之间`);
  return { text, rank: rank.comparison };
}

function strictlyBetween(middle: Node, low: Node, high: Node, say: Saying) {
  const [value, from, to] = [middle, low, high].map((operand) => say.operand(operand, rank.sum)) as Three<string>;
  const text = say.pick(`${value} is more than ${from} and less than ${to}`, zh`${value}大于${from}且小于${to}`);
  return { text, rank: rank.and };
}

// `order`: which of the evaluated operands is the one in the middle, the lower and the higher bound.
function explainedBetween(trace: Trace, order: Three<number>, symbol: string, tell: Telling) {
  const absent = trace.operands.some((operand) => operand.value === undefined);
  const [value, low, high] = order.map((index) => trace.operands[index]) as Three<Trace>;
  if (absent) return explained(trace, symbol, symbol, tell);
  const [from, to] = [tell.value(low), tell.value(high)];
  if (trace.value === true)
    return { text: `${from} ${symbol} ${tell.named(value)} ${symbol} ${to}`, rank: rank.comparison };
  const named = tell.named(value);
  const text = tell.pick(`${named} is not between ${from} and ${to}`, zh`${named}不在${from}与${to}之间`);
  return { text, rank: rank.comparison };
}

const range: Operator = {
  name: 'between',
  group: 'comparison',
  label: { en: 'between', 'zh-CN': '介于' },
  operands: [
    operand(orderKinds),
    operand(orderKinds, { name: { en: 'from', 'zh-CN': '从' } }),
    operand(orderKinds, { name: { en: 'to', 'zh-CN': '到' } }),
  ],
  result: 'boolean',
  check: (call) => checkAll(call, orderKinds),
  compile: (call, operands) => compileBetween(call, operands, [1, 0, 2], (a, b) => a <= b),
  query: (call, ask) => {
    const [value, low, high] = call.operands as Three<Node>;
    return allOf([pairQuery(call, value, low, '$gte', ask), pairQuery(call, value, high, '$lte', ask)]);
  },
  describe: (call, say) => between(...(call.operands as Three<Node>), say),
  explain: (trace, tell) => explainedBetween(trace, [0, 1, 2], '≤', tell),
};

export const comparison: readonly Operator[] = [
  equal,
  unequal,
  more,
  atLeast,
  chained(less, '<', '$lt', (a, b) => a < b),
  chained(atMost, '≤', '$lte', (a, b) => a <= b),
  range,
  membership,
];
