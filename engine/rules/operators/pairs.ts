import { issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { type Filter, nothing } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import { type Evaluator, RuleFailure } from '../run.ts';
import { nameOfValue } from '../run-time-type.ts';
import { zh } from '../speech.ts';
import { type Checking, type OperandInfo, type Querying, rank, type Telling, type Trace } from './operator.ts';

// What all comparisons share: how two values are typed, compared, searched for and explained.

const boolean: RuleType = { kind: 'boolean' };
export const equalKinds: readonly TypeKind[] = ['boolean', 'number', 'money', 'text', 'date', 'date-time'];
export const orderKinds: readonly TypeKind[] = ['number', 'money', 'text', 'date', 'date-time'];

/** Of one kind all through: text order is time order for dates, so one comparison serves every kind. */
export type Ordered = number & string;
export type Compare = (a: Ordered, b: Ordered) => boolean;
export type QueryWord = '$eq' | '$ne' | '$gt' | '$gte' | '$lt' | '$lte';
export type Words = { en: string; 'zh-CN': string };

/** An operand that is a value of one of these kinds. */
export function operand(types: readonly TypeKind[], more: Partial<OperandInfo> = {}): OperandInfo {
  return { name: { en: 'value', 'zh-CN': '值' }, types, ...more };
}

/** All operands of one type, which is among these kinds. */
export function checkAll(call: Checking, kinds: readonly TypeKind[]) {
  const operands = Array.from({ length: call.count }, (_, index) => call.among(call.operand(index), kinds));
  const { nodes, like } = call.unify(operands);
  return { type: boolean, operands: nodes, ...(like === undefined ? {} : { like }) };
}

/** A missing operand never satisfies a comparison: not even `!=`. */
export function compilePair(call: CallNode, operands: Evaluator[], compare: Compare): Evaluator {
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

/** Where no type is known beforehand, both sides must turn out to be the same kind of plain value. */
export function agreement(call: CallNode): ((a: Json, b: Json) => void) | undefined {
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

/** One stored field compared with what is known beforehand. */
export function pairQuery(call: CallNode, left: Node, right: Node, word: QueryWord, ask: Querying): Filter {
  const path = ask.field(left) ?? ask.field(right);
  if (path === undefined) return ask.refuse(call);
  const isLeft = ask.field(left) !== undefined;
  const constant = ask.constant(isLeft ? right : left);
  if (!constant) return ask.refuse(call, { en: ' compared with another field', 'zh-CN': '（与另一字段比较）' });
  if (constant.value === undefined) return nothing;
  const order = isLeft ? word : turned[word];
  return order === '$ne' ? { [path]: { $nin: [constant.value, null] } } : { [path]: { [order]: constant.value } };
}

/** The values with a sign between them; or what is empty. */
export function explained(trace: Trace, symbol: string, opposite: string, tell: Telling) {
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
