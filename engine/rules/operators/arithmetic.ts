import {
  addExact,
  divideExact,
  multiplyExact,
  remainderExact,
  roundExact,
  subtractExact,
} from '../../core/decimals.ts';
import { divideMoney, multiplyMoney, roundMoney } from '../../core/money.ts';
import type { CallNode, Node } from '../rule.ts';
import { type RuleType, type TypeKind, typeName } from '../rule-type.ts';
import { zh } from '../speech.ts';

import {
  type Checked,
  type Checking,
  type OperandInfo,
  type Operator,
  type Rank,
  rank,
  type Saying,
} from './operator.ts';
import { failure, ofOne, ofTwo } from './present.ts';

const numeric: readonly TypeKind[] = ['number', 'money'];
const number: RuleType = { kind: 'number' };
const operand = (more: Partial<OperandInfo> = {}): OperandInfo => ({
  name: { en: 'number', 'zh-CN': '数' },
  types: numeric,
  ...more,
});

// All operands numbers, or all amounts of one currency.
function checkAlike(call: Checking): Checked {
  const { type, nodes, soft, like } = call.unify(
    Array.from({ length: call.count }, (_, index) => call.among(call.operand(index), numeric)),
  );
  const known = type.kind === 'unknown' ? number : type;
  return {
    type: known,
    operands: nodes.map((node) => call.adapt(node, known)),
    soft,
    ...(like === undefined ? {} : { like }),
  };
}

/** The exact sum or difference: amounts in whole minor units, numbers as decimals. */
export function exactly(call: CallNode, result: number | undefined): number {
  const isExact = result !== undefined && (call.type.kind !== 'money' || Number.isSafeInteger(result));
  if (!isExact) throw failure(call, 'rule/overflow');
  return result;
}

function joined(call: CallNode, say: Saying, word: string, level: Rank) {
  const [first, ...rest] = call.operands;
  const inner = (level + 1) as Rank;
  const parts = [first ? say.operand(first, level) : '', ...rest.map((node) => say.operand(node, inner))];
  return { text: parts.join(` ${word} `), rank: level };
}

const add: Operator = {
  name: '+',
  group: 'arithmetic',
  label: { en: 'plus', 'zh-CN': '加' },
  operands: [operand({ repeat: true })],
  result: 'same',
  check: checkAlike,
  compile: (call, operands) => {
    if (operands.length === 2) return ofTwo<number, number>(operands, (a, b) => exactly(call, addExact(a, b)));
    return (run) => {
      let sum = 0;
      for (const each of operands) {
        const value = each(run);
        if (value === undefined) return undefined;
        sum = exactly(call, addExact(sum, value as number));
      }
      return sum;
    };
  },
  describe: (call, say) => joined(call, say, '+', rank.sum),
};

const subtract: Operator = {
  name: '-',
  group: 'arithmetic',
  label: { en: 'minus', 'zh-CN': '减' },
  operands: [operand(), operand({ optional: true })],
  result: 'same',
  check: checkAlike,
  compile: (call, operands) =>
    operands.length === 1
      ? ofOne<number>(operands, (a) => -a || 0)
      : ofTwo<number, number>(operands, (a, b) => exactly(call, subtractExact(a, b))),
  describe: (call, say) =>
    call.operands.length === 1
      ? { text: `−${say.operand(call.operands[0] as Node)}`, rank: rank.product }
      : joined(call, say, '−', rank.sum),
};

const isMoney = (node: Node) => node.type.kind === 'money';

const multiply: Operator = {
  name: '*',
  group: 'arithmetic',
  label: { en: 'times', 'zh-CN': '乘' },
  operands: [operand({ repeat: true })],
  result: 'same',
  check: (call) => {
    const nodes = Array.from({ length: call.count }, (_, index) => call.among(call.operand(index), numeric));
    const [money, second] = nodes.filter(isMoney);
    if (second)
      call.refuse('rule/operand-type', second.at, {
        operator: '*',
        expected: typeName(number),
        found: typeName(second.type),
      });
    const operands = nodes.map((node) => (isMoney(node) ? node : call.adapt(node, number)));
    const like = money?.like;
    const soft = operands.every((node) => node.kind === 'literal' || (node.kind === 'call' && node.soft));
    return { type: money?.type ?? number, operands, soft, ...(like === undefined ? {} : { like }) };
  },
  compile: (call, operands) => {
    const place = call.operands.findIndex(isMoney);
    return (run) => {
      let factor = 1;
      let amount: number | undefined;
      for (let index = 0; index < operands.length; index++) {
        const value = operands[index]?.(run) as number | undefined;
        if (value === undefined) return undefined;
        if (index === place) amount = value;
        else factor = exactly({ ...call, type: number }, multiplyExact(factor, value));
      }
      return amount === undefined ? factor : exactly(call, multiplyMoney(amount, factor));
    };
  },
  describe: (call, say) => joined(call, say, '×', rank.product),
};

const divide: Operator = {
  name: '/',
  group: 'arithmetic',
  label: { en: 'divided by', 'zh-CN': '除以' },
  operands: [operand(), operand()],
  result: 'same',
  check: (call) => {
    const [top, bottom] = [call.among(call.operand(0), numeric), call.among(call.operand(1), numeric)];
    if (isMoney(bottom)) {
      const { nodes } = call.unify([top, bottom]);
      return { type: number, operands: nodes };
    }
    const operands = [isMoney(top) ? top : call.adapt(top, number), call.adapt(bottom, number)];
    return {
      type: isMoney(top) ? top.type : number,
      operands,
      ...(isMoney(top) && top.like !== undefined ? { like: top.like } : {}),
    };
  },
  compile: (call, operands) =>
    ofTwo<number, number>(operands, (a, b) => {
      if (b === 0) throw failure(call, 'rule/division-by-zero');
      return exactly(call, call.type.kind === 'money' ? divideMoney(a, b) : divideExact(a, b));
    }),
  describe: (call, say) => joined(call, say, '÷', rank.product),
};

const remainder: Operator = {
  name: '%',
  group: 'arithmetic',
  label: { en: 'remainder', 'zh-CN': '余数' },
  operands: [operand(), operand()],
  result: 'same',
  check: (call) => ({ ...checkAlike(call), soft: false }),
  compile: (call, operands) =>
    ofTwo<number, number>(operands, (a, b) => {
      if (b === 0) throw failure(call, 'rule/division-by-zero');
      return exactly(call, remainderExact(a, b));
    }),
  describe: (call, say) => {
    const [a, b] = call.operands.map((node) => say.operand(node, rank.atom)) as [string, string];
    return { text: say.pick(`the remainder of ${a} ÷ ${b}`, zh`${a} ÷ ${b}的余数`), rank: rank.product };
  },
};

const absolute: Operator = {
  name: 'abs',
  group: 'arithmetic',
  label: { en: 'absolute value', 'zh-CN': '绝对值' },
  operands: [operand()],
  result: 'same',
  check: (call) => ({ ...checkAlike(call), soft: false }),
  compile: (_, operands) => ofOne<number>(operands, Math.abs),
  describe: (call, say) => {
    const value = say.operand(call.operands[0] as Node);
    return { text: say.pick(`the absolute value of ${value}`, zh`${value}的绝对值`), rank: rank.product };
  },
};

const MOST_DIGITS = 10;

const round: Operator = {
  name: 'round',
  group: 'arithmetic',
  label: { en: 'rounded', 'zh-CN': '四舍五入' },
  operands: [operand(), { name: { en: 'decimals', 'zh-CN': '小数位' }, types: ['number'], optional: true }],
  result: 'same',
  check: (call) => {
    const value = call.among(call.operand(0), numeric);
    const known = value.type.kind === 'unknown' ? call.adapt(value, number) : value;
    if (known.type.kind === 'money' && !known.type.currency) {
      call.refuse('rule/operand-type', known.at, {
        operator: 'round',
        expected: { en: 'money of one currency', 'zh-CN': '单一币种的金额' },
        found: typeName(known.type),
      });
    }
    const digits = call.count > 1 ? call.raw(1) : 0;
    if (!Number.isInteger(digits) || Math.abs(digits as number) > MOST_DIGITS) {
      call.refuse('rule/literal', `${call.at}/1`, {
        found: String(digits).slice(0, 20),
        expected: { en: 'a whole number from -10 to 10', 'zh-CN': '-10 到 10 的整数' },
      });
    }
    const operands = call.count > 1 ? [known, call.adapt(call.operand(1), number)] : [known];
    return { type: known.type, operands, ...(known.like === undefined ? {} : { like: known.like }) };
  },
  compile: (call, operands) => {
    const { type } = call;
    const digits = digitsOf(call);
    const currency = type.kind === 'money' ? type.currency : undefined;
    return ofOne<number>(operands, (value) =>
      exactly(call, currency ? roundMoney(value, currency, digits) : roundExact(value, digits)),
    );
  },
  describe: (call, say) => {
    const value = say.operand(call.operands[0] as Node);
    const digits = String(digitsOf(call));
    const whole = digits === '0';
    const en = whole ? `${value} rounded to a whole number` : `${value} rounded to ${digits} decimals`;
    return {
      text: say.pick(en, whole ? zh`${value}四舍五入取整` : zh`${value}四舍五入到${digits}位小数`),
      rank: rank.product,
    };
  },
};

function digitsOf(call: CallNode): number {
  const digits = call.operands[1];
  return digits?.kind === 'literal' && typeof digits.value === 'number' ? digits.value : 0;
}

export const arithmetic: readonly Operator[] = [add, subtract, multiply, divide, remainder, absolute, round];
