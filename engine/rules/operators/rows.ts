import { isJsonObject, type Json } from '../../core/json.ts';
import type { CallNode, Node } from '../rule.ts';
import { type RuleType, typeName } from '../rule-type.ts';
import type { Evaluator, Run } from '../run.ts';
import { isOfType, nameOfValue } from '../run-time-type.ts';
import type { Checking, OperandInfo } from './operator.ts';
import { failure } from './present.ts';

export const listInfo: OperandInfo = { name: { en: 'list', 'zh-CN': '列表' }, types: ['list'] };
export const rowInfo: OperandInfo = { name: { en: 'on each entry', 'zh-CN': '对每一项' }, types: ['row'] };

/** The first operand, which must be a list. */
export function listOperand(call: Checking): Node {
  const node = call.among(call.operand(0), ['list']);
  return node.type.kind === 'unknown' ? call.adapt(node, { kind: 'list', of: node.type }) : node;
}

export function elementType(list: Node | undefined): RuleType {
  return list?.type.kind === 'list' ? list.type.of : { kind: 'unknown' };
}

/**
 * What is done for each element: `body` runs with `var` reading the element; without one the element itself is seen, missing
 * where it is null. `visit` answers true to stop. An absent list has no elements.
 */
export function walk(
  call: CallNode,
  [list, body]: Evaluator[],
  visit: (value: Json | undefined, item: Json) => boolean,
): (run: Run) => void {
  const of = elementType(call.operands[0]);
  const size = call.operands[1]?.size ?? 1;
  return (run) => {
    const items = list?.(run);
    if (!Array.isArray(items)) return;
    run.spendCells(items.length, call.at);
    const outside = run.here;
    for (const item of items) {
      run.spendSteps(size, call.at);
      run.here = item;
      if (body) expectRow(call, item, of);
      const value = body ? body(run) : element(call, item, of);
      if (visit(value, item)) break;
    }
    run.here = outside;
  };
}

// Fields of a row are read by own name: what is not a row has none, and that must not pass as "missing".
function expectRow(call: CallNode, item: Json, of: RuleType): void {
  if (of.kind === 'object' && item !== null && !isJsonObject(item)) throw wrongElement(call, item, of);
}

function element(call: CallNode, item: Json, of: RuleType): Json | undefined {
  if (item === null) return undefined;
  if (!isOfType(item, of)) throw wrongElement(call, item, of);
  return item;
}

function wrongElement(call: CallNode, item: Json, of: RuleType) {
  const name = call.operands[0]?.like ?? call.operator.name;
  return failure(call, 'rule/type', { name, expected: typeName(of), found: nameOfValue(item) });
}
