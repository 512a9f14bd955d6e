import { allOf } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { Evaluator } from '../run.ts';
import { zh } from '../speech.ts';
import { type Operator, rank, type Saying, type Telling, type Trace } from './operator.ts';
import { agreement, type Compare, checkAll, explained, type Ordered, operand, orderKinds, pairQuery } from './pairs.ts';

type Three<T> = [T, T, T];

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

/** `<` and `<=` with a third operand: the one in the middle lies between the others. */
export function chained(base: Operator, symbol: string, query: '$lt' | '$lte', compare: Compare): Operator {
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

export const range: Operator = {
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
