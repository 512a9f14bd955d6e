import { issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { allOf, type Filter, nothing } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import { type RuleType, type TypeKind, typeName } from '../rule-type.ts';
import { type Evaluator, RuleFailure } from '../run.ts';
import { nameOfValue } from '../run-time-type.ts';
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

// `low`, `middle`, `high` in the order of the comparison, whatever their order as operands.
function compileBetween(call: CallNode, operands: Evaluator[], compare: Compare): Evaluator {
  const [low, middle, high] = operands as Three<Evaluator>;
  const same = agreement(call);
  return (run) => {
    const b = middle(run);
    if (b === undefined) return false;
    const a = low(run);
    const c = high(run);
    if (a === undefined || c === undefined) return false;
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
  if (!constant) return ask.refuse(call, { en: ' compared with another field', 'zh-CN': '与另一字段比较' });
  if (constant.value === undefined) return nothing;
  const order = isLeft ? word : turned[word];
  return order === '$ne' ? { [path]: { $nin: [constant.value, null] } } : { [path]: { [order]: constant.value } };
}

/** One record of a comparison of two operands. */
function pair(
  name: string,
  label: Words,
  words: Words,
  symbol: string,
  opposite: string,
  query: QueryWord,
  compare: Compare,
): Operator {
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
    describe: (call, say) => ({ text: spoken(call, words, say), rank: rank.comparison }),
    explain: (trace, tell) => explained(trace, symbol, opposite, tell),
  };
}

// Values of fields stand right of their field: `5 < amount` reads "amount is more than 5".
function spoken(call: CallNode, words: Words, say: Saying): string {
  const [left, right] = call.operands.map((operand) => say.operand(operand, rank.sum)) as [string, string];
  return say.locale === 'zh-CN' ? joinChinese(left, words['zh-CN'], right) : `${left} ${words.en} ${right}`;
}

// Chinese needs no spaces but beside digits and Latin letters.
function joinChinese(left: string, word: string, right: string): string {
  return `${left}${/[\w.%)]$/.test(left) ? ' ' : ''}${word}${/^[\w"(-]/.test(right) ? ' ' : ''}${right}`;
}

function explained(trace: Trace, symbol: string, opposite: string, tell: Telling) {
  const absent = trace.operands.find((operand) => operand.value === undefined);
  if (absent) {
    const name = tell.name(absent);
    return { text: tell.pick(`${name || 'a value'} is empty`, `${name || '值'}为空`), rank: rank.comparison };
  }
  const parts = trace.operands.map((operand) => tell.named(operand));
  return { text: parts.join(` ${trace.value === true ? symbol : opposite} `), rank: rank.comparison };
}

const label = (en: string, zh: string): Words => ({ en, 'zh-CN': zh });

const equal = pair('==', label('equals', '等于'), label('is', '等于'), '=', '≠', '$eq', (a, b) => a === b);
const unequal = pair('!=', label('is not', '不等于'), label('is not', '不等于'), '≠', '=', '$ne', (a, b) => a !== b);
const more = pair('>', label('more than', '大于'), label('is more than', '大于'), '>', '≤', '$gt', (a, b) => a > b);
const atLeast = pair(
  '>=',
  label('at least', '大于等于'),
  label('is at least', '不小于'),
  '≥',
  '<',
  '$gte',
  (a, b) => a >= b,
);
const less = pair('<', label('less than', '小于'), label('is less than', '小于'), '<', '≥', '$lt', (a, b) => a < b);
const atMost = pair(
  '<=',
  label('at most', '小于等于'),
  label('is at most', '不大于'),
  '≤',
  '>',
  '$lte',
  (a, b) => a <= b,
);

type Three<T> = [T, T, T];

/** `<` and `<=` with a third operand: the one in the middle lies between the others. */
function chained(base: Operator, symbol: string, query: '$lt' | '$lte', compare: Compare): Operator {
  const strict = query === '$lt';
  return {
    ...base,
    operands: [...base.operands, operand(orderKinds, { optional: true })],
    compile: (call, operands) =>
      operands.length < 3 ? base.compile(call, operands) : compileBetween(call, operands, compare),
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
  const zh = `${joinChinese(joinChinese(value, '介于', from), '与', to)}${/[\w.%)]$/.test(to) ? ' ' : ''}之间`;
  return { text: say.pick(`${value} is between ${from} and ${to}`, zh), rank: rank.comparison };
}

function strictlyBetween(middle: Node, low: Node, high: Node, say: Saying) {
  const [value, from, to] = [middle, low, high].map((operand) => say.operand(operand, rank.sum)) as Three<string>;
  const zh = joinChinese(joinChinese(value, '大于', from), '且小于', to);
  return { text: say.pick(`${value} is more than ${from} and less than ${to}`, zh), rank: rank.and };
}

// `order`: which of the evaluated operands is the one in the middle, the lower and the higher bound.
function explainedBetween(trace: Trace, order: Three<number>, symbol: string, tell: Telling) {
  const absent = trace.operands.some((operand) => operand.value === undefined);
  const [value, low, high] = order.map((index) => trace.operands[index]) as Three<Trace>;
  if (absent) return explained(trace, symbol, symbol, tell);
  const [from, to] = [tell.value(low), tell.value(high)];
  if (trace.value === true)
    return { text: `${from} ${symbol} ${tell.named(value)} ${symbol} ${to}`, rank: rank.comparison };
  const zh = `${tell.named(value)} 不在 ${from} 与 ${to} 之间`;
  return { text: tell.pick(`${tell.named(value)} is not between ${from} and ${to}`, zh), rank: rank.comparison };
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
  compile: (call, [value, low, high]) => compileBetween(call, [low, value, high] as Evaluator[], (a, b) => a <= b),
  query: (call, ask) => {
    const [value, low, high] = call.operands as Three<Node>;
    return allOf([pairQuery(call, value, low, '$gte', ask), pairQuery(call, value, high, '$lte', ask)]);
  },
  describe: (call, say) => between(...(call.operands as Three<Node>), say),
  explain: (trace, tell) => explainedBetween(trace, [0, 1, 2], '≤', tell),
};

const membership: Operator = {
  name: 'in',
  group: 'comparison',
  label: { en: 'one of', 'zh-CN': '属于' },
  operands: [operand(equalKinds), { name: { en: 'list', 'zh-CN': '列表' }, types: ['list'] }],
  result: 'boolean',
  check: (call) => {
    const value = call.among(call.operand(0), equalKinds);
    const list = call.among(call.operand(1), ['list']);
    const of: RuleType = list.type.kind === 'list' ? list.type.of : { kind: 'unknown' };
    // A list written out takes the type of the value; a list that is read gives the value its type.
    const isWritten = list.kind === 'list';
    const wanted = isWritten ? value.type : of;
    const like = value.like ?? list.like;
    return {
      type: boolean,
      operands: [
        isWritten ? value : call.adapt(value, wanted, like),
        call.adapt(list, { kind: 'list', of: wanted }, like),
      ],
      ...(like === undefined ? {} : { like }),
    };
  },
  compile: (call, [value, list]) => {
    const of: RuleType = call.operands[1]?.type.kind === 'list' ? call.operands[1].type.of : { kind: 'unknown' };
    return (run) => {
      const wanted = value?.(run);
      const items = list?.(run);
      if (wanted === undefined || !Array.isArray(items)) return false;
      run.spendCells(items.length, call.at);
      for (const item of items) {
        if (item === wanted) return true;
        if (item !== null && typeof item !== typeof wanted) throw wrongElement(call, of, item);
      }
      return false;
    };
  },
  query: (call, ask) => {
    const [value, list] = call.operands as [Node, Node];
    const listPath = ask.field(list);
    if (listPath !== undefined) {
      const wanted = ask.constant(value);
      if (!wanted) return ask.refuse(call);
      return wanted.value === undefined ? nothing : { [listPath]: { $elemMatch: { $eq: wanted.value } } };
    }
    const path = ask.field(value);
    const items = ask.constant(list);
    if (path === undefined || !items) return ask.refuse(call);
    const values = Array.isArray(items.value) ? items.value.filter((item) => item !== null) : [];
    return values.length === 0 ? nothing : { [path]: { $in: values } };
  },
  describe: (call, say) => {
    const [value, list] = call.operands.map((operand) => say.operand(operand, rank.sum)) as [string, string];
    const zh = call.operands[1]?.kind === 'list' ? `${value}为${list}之一` : `${value}包含于${list}`;
    return { text: say.pick(`${value} is one of ${list}`, zh), rank: rank.comparison };
  },
  explain: (trace, tell) => {
    const [value, list] = trace.operands as [Trace, Trace];
    if (value.value === undefined) return explained(trace, '', '', tell);
    const items = tell.value(list);
    const [en, zh] = trace.value === true ? ['is one of', '属于'] : ['is not one of', '不属于'];
    return {
      text: tell.pick(`${tell.named(value)} ${en} ${items}`, `${tell.named(value)} ${zh} ${items}`),
      rank: rank.comparison,
    };
  },
};

function wrongElement(call: CallNode, of: RuleType, item: Json): RuleFailure {
  const params = { name: call.operands[1]?.like ?? 'in', expected: typeName(of), found: nameOfValue(item) };
  return new RuleFailure(issue('rule/type', call.at, params));
}

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
