import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Operator } from './operators/operator.ts';
import type { RuleType } from './rule-type.ts';
import type { Evaluator } from './run.ts';

/** What one rule may be and cost. A rule past these is refused when parsed, or stops with `rule/budget-*`. */
export const ruleLimits = {
  /** UTF-16 units of the rule's JSON text. */
  chars: 65_536,
  depth: 64,
  list: 1_000,
  nodes: 10_000,
  run: { steps: 20_000, cells: 20_000, chars: 65_536 },
} as const;

/** A parsed rule: typed, closed, ready to run any number of times. */
export type Rule = {
  json: Json;
  type: RuleType;
  /** Dotted paths from the root of everything it may read, sorted: `amount`, `items`, `items.cost`, `actor.unit`. */
  reads: string[];
  node: Node;
  run: Evaluator;
};

type Place = {
  type: RuleType;
  /** Where in the document the expression stands. */
  at: JsonPointer;
  /** Expressions in it, itself included: what one evaluation costs at most. */
  size: number;
  /** Set where the type is known only at run time: what the value must then be. */
  expects?: RuleType;
  /** The data path after which the value is named and formatted: a literal takes that of the other side. */
  like?: string;
};

export type LiteralNode = Place & { kind: 'literal'; value: Json };
/** A list written out; its items may be expressions. */
export type ListNode = Place & { kind: 'list'; operands: Node[] };
export type VarNode = Place & {
  kind: 'var';
  /** From the root, rows included: `items.cost`. */
  path: string;
  /** From where it reads: the root, or the row of the list body that it stands in. */
  segments: string[];
  from: 'root' | 'row';
  fallback?: Node;
};
export type CallNode = Place & {
  kind: 'call';
  operator: Operator;
  operands: Node[];
  /** Made of literals alone: it takes the type of what it is compared with. */
  soft: boolean;
};
export type Node = LiteralNode | ListNode | VarNode | CallNode;

/** The operands of an expression, whatever its kind. */
export function operandsOf(node: Node): Node[] {
  if (node.kind === 'literal') return [];
  if (node.kind === 'var') return node.fallback ? [node.fallback] : [];
  return node.operands;
}
