// What all expressions share: what they see, when they count as true, and how they reach into documents.
import type { Value } from './bson.ts';
import { getField, isDocument, isNumeric } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { compareNumbers } from './numbers.ts';

/** What an expression may see: the document, variables, and how strings compare. */
export type Scope = { root: Value; variables: Record<string, Value>; strings?: StringOrder | undefined };
/** Gives the value for a document; `undefined` is a missing field. */
export type Expression = (scope: Scope) => Value;

/**
 * Makes an expression of its source. One that `simplifies` works out beforehand what asks for no document, as MongoDB does
 * in pipelines and filters; in updates MongoDB leaves it until it is wanted.
 */
export type Compile = { (source: Value): Expression; readonly simplifies: boolean };
/** Makes an expression from the operand of an operator. */
export type BuildExpression = (operand: Value, compile: Compile) => Expression;

/** Follows a path; through an array it gives the array of what its elements have. */
export function reach(value: Value, parts: readonly string[], at: number): Value {
  if (at === parts.length) return value;
  if (Array.isArray(value)) {
    const found: Value[] = [];
    for (const item of value) {
      const inner = isDocument(item) || Array.isArray(item) ? reachInArray(item, parts, at) : undefined;
      if (inner !== undefined) found.push(inner);
    }
    return found;
  }
  return isDocument(value) ? reach(getField(value, parts[at] as string), parts, at + 1) : undefined;
}

/** An array directly within an array has no fields. */
function reachInArray(item: Value, parts: readonly string[], at: number): Value {
  return isDocument(item) ? reach(getField(item, parts[at] as string), parts, at + 1) : undefined;
}

/** Whether a value counts as true: all but false, null, missing and zero. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || compareNumbers(value, 0) !== 0;
}

/** Operators that MongoDB never works out beforehand, and those that look at the document. */
const NOT_SIMPLIFIED = new Set([
  '$replaceOne',
  '$replaceAll',
  '$regexMatch',
  '$regexFind',
  '$getField',
  '$setField',
  '$unsetField',
  '$sortArray',
  '$map',
  '$filter',
  '$reduce',
  '$let',
  '$switch',
  '$zip',
]);

/** True if nothing in it asks for a field, a variable or the document. */
export function isConstant(source: Value): boolean {
  if (typeof source === 'string') return !source.startsWith('$');
  if (Array.isArray(source)) return source.every(isConstant);
  if (!isDocument(source)) return true;
  return Object.keys(source).every(
    (key) => key === '$literal' || (!NOT_SIMPLIFIED.has(key) && isConstant(source[key])),
  );
}

/** As MongoDB simplifies sums, products and sets: what is constant is worked out first and comes last. */
export function constantsLast(operand: Value, name: string, compile: Compile): Expression[] {
  if (!Array.isArray(operand)) return [compile(operand)];
  if (!compile.simplifies) return operand.map(compile);
  const constants = operand.filter(isConstant);
  const others = operand.filter((item) => !isConstant(item));
  if (others.length === 0) return operand.map(compile);
  if (constants.length < 2) return [...others, ...constants].map(compile);
  const fold = compile({ [name]: constants });
  const folded = fold({ root: {}, variables: {} });
  const among = ({ strings }: Scope) => (strings ? fold({ root: {}, variables: {}, strings }) : folded);
  return [...others.map(compile), among];
}
