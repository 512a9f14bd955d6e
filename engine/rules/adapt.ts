import type { IssueCode } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { type LiteralNode, type Node, operandsOf } from './rule.ts';
import { commonType, type RuleType, typeName } from './rule-type.ts';
import { isOfType } from './run-time-type.ts';

/** What is said where a type does not fit. */
export type Misfits = {
  refuse(code: IssueCode, at: JsonPointer, params: JsonObject): void;
  mismatch(node: Node, expected: Text, found: Text): void;
};

/**
 * The node as an expression of that type. Literals take it and with it, from `like`, the way they are shown; where the type
 * is known only at run time it is checked then; anything else must have it already.
 */
export function adapt(node: Node, expected: RuleType, misfits: Misfits, like?: string): Node {
  if (expected.kind === 'unknown' || node.type.kind === 'null') return node;
  if (node.kind === 'literal') return retype(node, expected, misfits, like);
  if (node.type.kind === 'unknown') return { ...node, type: expected, expects: expected };
  const shown = like === undefined ? {} : { like };
  if (isSoft(node) && expected.kind !== node.type.kind) {
    if (node.kind === 'call' && node.operator.name === 'if') {
      return { ...node, ...shown, type: expected, operands: branches(node.operands, expected, misfits, like) };
    }
    // Made of constants: whether the amount is a whole one shows when it is computed.
    if (expected.kind === 'money' && node.type.kind === 'number')
      return { ...node, ...shown, type: expected, expects: expected };
  }
  if (node.kind === 'list' && expected.kind === 'list') {
    return { ...node, type: expected, operands: node.operands.map((item) => adapt(item, expected.of, misfits, like)) };
  }
  if (!commonType(node.type, expected)) misfits.mismatch(node, typeName(expected), typeName(node.type));
  return node;
}

/** The nodes with the one type they have in common; `soft` when all are made of literals alone. */
export function unify(nodes: Node[], misfits: Misfits) {
  let type: RuleType = { kind: 'unknown' };
  let like: string | undefined;
  const firm = nodes.filter((node) => !isSoft(node));
  for (const node of firm) {
    const common = commonType(type, node.type);
    if (common) type = common;
    else misfits.mismatch(node, typeName(type), typeName(node.type));
    like ??= node.like;
  }
  if (firm.length === 0) type = nodes.reduce((so, node) => commonType(so, node.type) ?? so, type);
  const isFitting = (node: Node) => firm.includes(node) && node.type.kind !== 'unknown';
  const adapted = nodes.map((node) => (isFitting(node) ? node : adapt(node, type, misfits, like)));
  const soft = firm.length === 0 && nodes.length > 0;
  return { type, nodes: adapted, soft, ...(like === undefined ? {} : { like }) };
}

function isSoft(node: Node): boolean {
  if (node.kind === 'literal') return true;
  if (node.kind === 'list') return operandsOf(node).every(isSoft);
  return node.kind === 'call' && node.soft;
}

// What a choice between literals becomes when the context says their type: its branches become that.
function branches(operands: Node[], expected: RuleType, misfits: Misfits, like: string | undefined): Node[] {
  const last = operands.length - 1;
  return operands.map((operand, index) =>
    index % 2 === 1 || index === last ? adapt(operand, expected, misfits, like) : operand,
  );
}

const written: readonly RuleType['kind'][] = ['date', 'date-time', 'duration'];

function retype(node: LiteralNode, expected: RuleType, misfits: Misfits, like: string | undefined): Node {
  const typed: LiteralNode = { ...node, type: expected, ...(like === undefined ? {} : { like }) };
  if (isOfType(node.value, expected)) return typed;
  if (typeof node.value === 'string' && written.includes(expected.kind)) {
    misfits.refuse('rule/literal', node.at, { found: node.value, expected: typeName(expected) });
  } else if (node.type.kind === 'number' && expected.kind === 'money') {
    misfits.refuse('rule/literal', node.at, { found: node.value, expected: inMinorUnits(expected) });
  } else misfits.mismatch(node, typeName(expected), typeName(node.type));
  return typed;
}

function inMinorUnits(type: RuleType): Json {
  const name = typeName(type) as { en: string; 'zh-CN': string };
  return { en: `${name.en} in whole minor units`, 'zh-CN': `以最小单位计的整数${name['zh-CN']}` };
}
