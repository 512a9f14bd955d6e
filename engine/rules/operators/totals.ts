import { addExact } from '../../core/decimals.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import type { Evaluator } from '../run.ts';
import { zh } from '../speech.ts';
import { exactly } from './arithmetic.ts';
import { type Checked, type Checking, type Operator, rank, type Saying } from './operator.ts';
import { elementType, listInfo, listOperand, rowInfo, walk } from './rows.ts';

const numeric: readonly TypeKind[] = ['number', 'money'];
const ordered: readonly TypeKind[] = ['number', 'money', 'date', 'date-time'];
const number: RuleType = { kind: 'number' };

// Over a list: what the second operand gives for each element, or the elements themselves.
function checkList(call: Checking, list: Node, kinds: readonly TypeKind[]): Checked {
  if (call.count > 1) {
    const read = call.among(call.body(1, list), kinds);
    const body = read.type.kind === 'unknown' ? call.adapt(read, number) : read;
    return { type: body.type, operands: [list, body], ...(body.like === undefined ? {} : { like: body.like }) };
  }
  const of = elementType(list);
  const known = of.kind === 'unknown' ? call.adapt(list, { kind: 'list', of: number }) : list;
  if (of.kind !== 'unknown') call.among({ ...list, type: of }, kinds);
  return {
    type: of.kind === 'unknown' ? number : of,
    operands: [known],
    ...(list.like === undefined ? {} : { like: list.like }),
  };
}

/** Over a list? Otherwise the operands themselves are compared. */
function isOverList(call: CallNode): boolean {
  return call.operands[0]?.type.kind === 'list';
}

const sum: Operator = {
  name: 'sum',
  group: 'list',
  label: { en: 'total', 'zh-CN': '合计' },
  operands: [listInfo, { ...rowInfo, optional: true }],
  result: 'same',
  check: (call) => checkList(call, listOperand(call), numeric),
  // A missing part adds nothing; the sum of nothing is 0.
  compile: (call, operands) => (run) => {
    let total = 0;
    walk(call, operands, (value) => {
      if (value !== undefined) total = exactly(call, addExact(total, value as number));
      return false;
    })(run);
    return total;
  },
  describe: (call, say) => ({ text: over(call, say, 'the total of', '合计'), rank: rank.product }),
};

function over(call: CallNode, say: Saying, en: string, han: string): string {
  const [list, body] = call.operands as [Node, Node | undefined];
  const of = say.operand(list);
  if (!body) return say.pick(`${en} ${of}`, zh`${of}的${han}`);
  const what = say.operand(body, rank.product);
  return say.pick(`${en} ${what} in ${of}`, zh`${of}的${what}${han}`);
}

type Words = { en: string; 'zh-CN': string };

function extreme(name: 'min' | 'max', label: Words, isBetter: (a: number, b: number) => boolean): Operator {
  const better = (best: unknown, value: unknown) =>
    value !== undefined && (best === undefined || isBetter(value as number, best as number));
  return {
    name,
    group: 'list',
    label,
    operands: [
      { name: { en: 'list, or values', 'zh-CN': '列表或数值' }, types: ['list', ...ordered] },
      {
        name: { en: 'on each entry, or a value', 'zh-CN': '对每一项，或数值' },
        types: ['row', ...ordered],
        optional: true,
        repeat: true,
      },
    ],
    result: 'same',
    check: (call) => {
      const first = call.operand(0);
      if (first.type.kind === 'list') {
        if (call.count > 2)
          call.refuse('rule/operand-count', call.at, { operator: name, expected: '1–2', found: call.count });
        return checkList(call, first, ordered);
      }
      const others = Array.from({ length: call.count - 1 }, (_, index) => call.operand(index + 1));
      const { type, nodes, soft, like } = call.unify([first, ...others]);
      for (const node of nodes) call.among(node, ordered);
      const known = type.kind === 'unknown' ? number : type;
      return {
        type: known,
        operands: nodes.map((node) => call.adapt(node, known)),
        soft,
        ...(like === undefined ? {} : { like }),
      };
    },
    // What is missing is passed over; of nothing there is no largest.
    compile: (call, operands): Evaluator => {
      if (isOverList(call)) {
        return (run) => {
          let best: ReturnType<Evaluator>;
          walk(call, operands, (value) => {
            if (better(best, value)) best = value;
            return false;
          })(run);
          return best;
        };
      }
      return (run) => {
        let best: ReturnType<Evaluator>;
        for (const operand of operands) {
          const value = operand(run);
          if (better(best, value)) best = value;
        }
        return best;
      };
    },
    describe: (call, say) => {
      if (isOverList(call)) return { text: over(call, say, `the ${label.en}`, label['zh-CN']), rank: rank.product };
      const parts = say.list(
        call.operands.map((operand) => say.operand(operand)),
        'and',
      );
      return { text: say.pick(`the ${label.en} ${parts}`, zh`${parts}中的${label['zh-CN']}`), rank: rank.product };
    },
  };
}

const min = extreme('min', { en: 'smallest of', 'zh-CN': '最小值' }, (a, b) => a < b);
const max = extreme('max', { en: 'largest of', 'zh-CN': '最大值' }, (a, b) => a > b);

export const totals: readonly Operator[] = [sum, min, max];
