import type { IssueCode } from '../../core/issue.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import type { Locale, Text } from '../../core/text.ts';
import type { Filter } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import type { Evaluator } from '../run.ts';

export type OperatorGroup =
  | 'logic'
  | 'comparison'
  | 'presence'
  | 'arithmetic'
  | 'text'
  | 'date'
  | 'list'
  | 'organisation';

/** An operand as the studio's completion shows it. `row` is an expression on one row of the list before it. */
export type OperandInfo = {
  name: Text;
  types: readonly (TypeKind | 'row')[];
  optional?: boolean;
  /** The last operand may be given any number of times. */
  repeat?: boolean;
};

/**
 * One operator: everything there is to know about it. Adding an operator is one such record in the list of its group.
 * `check` types the operands and says the result's type; `compile` gets the operands compiled, in the same order.
 */
export type Operator = {
  name: string;
  group: OperatorGroup;
  label: Text;
  operands: readonly OperandInfo[];
  /** `same`: that of its operands. */
  result: TypeKind | 'same';
  check(call: Checking): Checked;
  compile(call: CallNode, operands: Evaluator[]): Evaluator;
  /** The rows for which it is true. Absent: stored rows cannot be searched by it. */
  query?(call: CallNode, ask: Querying): Filter;
  describe(call: CallNode, say: Saying): Phrase;
  /** Why it came out as it did. Absent: its label, what it is about, and its value. */
  explain?(trace: Trace, tell: Telling): Phrase;
};

/** What `check` found. `soft`: made of literals alone, so that the context may still give the type. */
export type Checked = { type: RuleType; operands: Node[]; soft?: boolean; like?: string };

/** The operands of one call while it is checked. Every method that finds a fault records an issue and goes on. */
export type Checking = {
  readonly operator: string;
  readonly at: JsonPointer;
  readonly count: number;
  /** The operand's JSON as written. */
  raw(index: number): unknown;
  /** The operand, parsed and typed by itself. Ask once for each operand. */
  operand(index: number): Node;
  /** The operand as an expression on one element of `list`. A plain field name reads that field. */
  body(index: number, list: Node): Node;
  /** The operand where only one of these words is legal, written out (a unit of time). */
  word<W extends string>(index: number, allowed: readonly W[]): W;
  /** The node as an expression of that type: literals take it, unknown values are checked at run time. */
  adapt(node: Node, expected: RuleType, like?: string): Node;
  /** The nodes with the one type they have in common. */
  unify(nodes: Node[]): { type: RuleType; nodes: Node[]; soft: boolean; like?: string };
  /** The node, which must be of one of these kinds. */
  among(node: Node, kinds: readonly TypeKind[]): Node;
  refuse(code: IssueCode, at: JsonPointer, params?: JsonObject): void;
};

/** How a call becomes a filter over stored rows. */
export type Querying = {
  /** The value, where the expression reads no stored field; then it is computed beforehand. */
  constant(node: Node): { value: Json | undefined } | undefined;
  /** The stored path that a variable reads; undefined for any other expression. */
  field(node: Node): string | undefined;
  /** The rows for which a boolean expression is true. */
  filter(node: Node): Filter;
  /** `{ path: { $elemMatch: … } }`: rows whose list at `path` has an element for which `body` is true (or is not). */
  element(path: string, body: Node, holds: boolean): Filter;
  /** The call cannot be told to the store. */
  refuse(call: Node, hint?: Text): Filter;
  /** Every unit that lies in `ancestor`; undefined where they are not known. */
  unitsIn(ancestor: string): string[] | undefined;
};

/** A piece of plain language and how tightly it holds together: brackets go around what holds less than its place. */
export type Phrase = { text: string; rank: Rank };

/** From loosest to tightest. */
export const rank = { choice: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, atom: 7 } as const;
export type Rank = (typeof rank)[keyof typeof rank];

type Speaking = {
  locale: Locale;
  /** English or Chinese, whichever is read. */
  pick(en: string, han: string): string;
  /** "A, B or C" in the reader's language. */
  list(parts: string[], word: 'and' | 'or'): string;
};

/** How operators describe themselves: the reader's language, names of fields, formatted values. */
export type Saying = Speaking & {
  /** The operand's words, in brackets where it holds less tightly than `atLeast`. */
  operand(node: Node, atLeast?: Rank): string;
  /** The operand as a condition: a yes/no field "is yes". */
  condition(node: Node, atLeast?: Rank): string;
  /** The name of what a data path reads. */
  label(path: string): string;
};

/**
 * What an evaluation came to, expression by expression; pure JSON, kept in history. A missing value has no `value`.
 * `path` is the data path that was read or after which the value is named and formatted.
 */
export type Trace = {
  operator: string;
  type: RuleType;
  value?: Json;
  operands: Trace[];
  path?: string;
  issue?: { code: string; path: JsonPointer; params: JsonObject };
};

/** How operators explain a trace. */
export type Telling = Speaking & {
  /** Why a boolean expression came out as it did. */
  phrase(trace: Trace): Phrase;
  /** The same, in brackets where it holds less tightly than `atLeast`. */
  reason(trace: Trace, atLeast?: Rank): string;
  /** The value alone: "50,000.00". */
  value(trace: Trace): string;
  /** What it is about, with its value: "Amount 60,000.00". */
  named(trace: Trace): string;
  /** The name of what a data path reads. */
  label(path: string): string;
  /** What it is about: "Amount". */
  name(trace: Trace): string;
};
