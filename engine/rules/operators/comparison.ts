import type { CallNode, Node } from '../rule.ts';
import { zh } from '../speech.ts';
import { chained, range } from './between.ts';
import { membership } from './membership.ts';
import { type Operator, rank } from './operator.ts';
import {
  type Compare,
  checkAll,
  compilePair,
  equalKinds,
  explained,
  operand,
  orderKinds,
  pairQuery,
  type QueryWord,
  type Words,
} from './pairs.ts';

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
