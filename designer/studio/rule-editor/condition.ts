// The part of the rule language that a table of conditions can show. What it cannot show is not converted at all,
// so that opening a rule in the builder never loses a bit of it.
import { isJsonObject, type Json } from '../../../engine/index.ts';

export const comparisonOperators = [
  '==',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'in',
  'contains',
  'starts-with',
  'ends-with',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export type Comparison =
  | { kind: 'compare'; path: string; operator: ComparisonOperator; value: Json }
  /** Two fields against each other. */
  | { kind: 'compare-fields'; path: string; operator: ComparisonOperator; other: string }
  | { kind: 'between'; path: string; from: Json; to: Json }
  | { kind: 'empty' | 'filled'; path: string };
export type Group = { kind: 'group'; all: boolean; parts: Condition[] };
export type Condition = Group | Comparison;

/** The condition that says the same, or undefined where the table cannot show the rule. */
export function toCondition(rule: Json): Condition | undefined {
  const [operator, operands] = operationOf(rule) ?? [];
  if (operator === undefined || operands === undefined) return undefined;
  if (operator === 'and' || operator === 'or') {
    const parts = operands.map(toCondition);
    return parts.length > 0 && parts.every((part) => part !== undefined)
      ? { kind: 'group', all: operator === 'and', parts }
      : undefined;
  }
  const [first, second, third] = operands;
  if (operator === '!') {
    const negated = operands.length === 1 ? negatedEquality(first ?? null) : undefined;
    if (negated) return negated;
    const [inner, of] = operationOf(first ?? null) ?? [];
    const path = inner === 'empty' && operands.length === 1 && of?.length === 1 ? pathOf(of[0]) : undefined;
    return path === undefined ? undefined : { kind: 'filled', path };
  }
  const path = pathOf(first);
  if (path === undefined) return undefined;
  if (operator === 'empty') return operands.length === 1 ? { kind: 'empty', path } : undefined;
  if (operator === 'between') {
    return operands.length === 3 && isLiteral(second) && isLiteral(third)
      ? { kind: 'between', path, from: second, to: third }
      : undefined;
  }
  if (!isComparison(operator) || operands.length !== 2) return undefined;
  const other = pathOf(second);
  if (operator === '!=') return filledAndNot(path, other, second);
  if (other !== undefined) return { kind: 'compare-fields', path, operator, other };
  const listed = operator === 'in' ? Array.isArray(second) && second.every(isLiteral) : isLiteral(second);
  return listed && second !== undefined ? { kind: 'compare', path, operator, value: second } : undefined;
}

function negatedEquality(rule: Json): Comparison | undefined {
  const [operator, operands] = operationOf(rule) ?? [];
  const path = pathOf(operands?.[0]);
  if (operator !== '==' || operands?.length !== 2 || path === undefined) return undefined;
  const [, second] = operands;
  const other = pathOf(second);
  if (other !== undefined) return { kind: 'compare-fields', path, operator: '!=', other };
  return isLiteral(second) ? { kind: 'compare', path, operator: '!=', value: second } : undefined;
}

// A plain `!=` holds only where there is something to compare: the table says so in two lines.
function filledAndNot(path: string, other: string | undefined, value: Json | undefined): Group | undefined {
  const filled = [path, ...(other === undefined ? [] : [other])].map((each) => ({
    kind: 'filled' as const,
    path: each,
  }));
  if (other !== undefined)
    return { kind: 'group', all: true, parts: [...filled, { kind: 'compare-fields', path, operator: '!=', other }] };
  if (!isLiteral(value)) return undefined;
  return { kind: 'group', all: true, parts: [...filled, { kind: 'compare', path, operator: '!=', value }] };
}

/** The rule of a condition. An empty group has none: the caller decides what no condition means. */
export function toRule(condition: Condition): Json | undefined {
  switch (condition.kind) {
    case 'group': {
      const parts = condition.parts.map(toRule).filter((part) => part !== undefined);
      return parts.length === 0 ? undefined : { [condition.all ? 'and' : 'or']: parts };
    }
    case 'empty':
      return { empty: [{ var: condition.path }] };
    case 'filled':
      return { '!': [{ empty: [{ var: condition.path }] }] };
    case 'between':
      return { between: [{ var: condition.path }, condition.from, condition.to] };
    // "Is not" keeps rows in which the field is blank: `!=` alone would leave them out.
    case 'compare-fields':
      if (condition.operator === '!=') return { '!': [{ '==': [{ var: condition.path }, { var: condition.other }] }] };
      return { [condition.operator]: [{ var: condition.path }, { var: condition.other }] };
    case 'compare':
      if (condition.operator === '!=') return { '!': [{ '==': [{ var: condition.path }, condition.value] }] };
      return { [condition.operator]: [{ var: condition.path }, condition.value] };
  }
}

/** A table always begins with a group; a sole comparison is a group of one. */
export function asGroup(condition: Condition): Group {
  return condition.kind === 'group' ? condition : { kind: 'group', all: true, parts: [condition] };
}

/** The shortest rule of a table: a group of one is its only part. */
export function ruleOfTable(group: Group): Json | undefined {
  const [only] = group.parts;
  return group.parts.length === 1 && only ? toRule(only) : toRule(group);
}

function operationOf(rule: Json): [string, Json[]] | undefined {
  if (!isJsonObject(rule)) return undefined;
  const [entry, ...more] = Object.entries(rule);
  if (!entry || more.length > 0) return undefined;
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

function pathOf(operand: Json | undefined): string | undefined {
  if (!isJsonObject(operand) || Object.keys(operand).length !== 1) return undefined;
  if (typeof operand.var === 'string') return operand.var;
  // A default beside the path is more than the table shows.
  return Array.isArray(operand.var) && operand.var.length === 1 && typeof operand.var[0] === 'string'
    ? operand.var[0]
    : undefined;
}

function isLiteral(operand: Json | undefined): operand is string | number | boolean {
  return typeof operand === 'string' || typeof operand === 'number' || typeof operand === 'boolean';
}

function isComparison(operator: string): operator is ComparisonOperator {
  return (comparisonOperators as readonly string[]).includes(operator);
}
