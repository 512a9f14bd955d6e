// Conditions, comparisons, variables and objects in expressions.
import type { Doc, Value } from './bson.ts';
import { isDocument, setField } from './bson.ts';
import { compareValues, equalValues } from './compare.ts';
import { badValue } from './errors.ts';
import type { BuildExpression, Compile, Expression, Scope } from './expression-value.ts';
import { isConstant, isTrue } from './expression-value.ts';

/** The operands of an operator that takes a fixed number, written as a list (or alone, if it takes one). */
export function operands(name: string, operand: Value, count: number, compile: Compile): Expression[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length !== count)
    throw badValue(`Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`, 16020);
  return list.map(compile);
}

export function operandList(operand: Value, compile: Compile): Expression[] {
  return (Array.isArray(operand) ? operand : [operand]).map(compile);
}

/** The named operands of an operator that takes a document; unknown and missing names are refused. */
export function named(name: string, operand: Value, required: string[], optional: string[] = []): Doc {
  if (!isDocument(operand)) throw badValue(`${name} only supports an object as its argument`, 28646);
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw badValue(`Unrecognized argument to ${name}: ${key}`, 28647);
  }
  for (const key of required)
    if (!Object.hasOwn(operand, key)) throw badValue(`Missing '${key}' parameter to ${name}`, 28648);
  return operand;
}

/** The scope with more variables. */
export function withVariables(scope: Scope, more: Record<string, Value>): Scope {
  return { ...scope, variables: { ...scope.variables, ...more } };
}

function comparing(name: string, answer: (order: number) => Value): BuildExpression {
  return (operand, compile) => {
    const [a, b] = operands(name, operand, 2, compile) as [Expression, Expression];
    return (scope) => answer(compareValues(a(scope), b(scope), scope.strings));
  };
}

/** `$and` and `$or`. A constant that decides does so before anything else is looked at, as on MongoDB. */
function connective(decisive: boolean): BuildExpression {
  return (operand, compile) => {
    const sources = Array.isArray(operand) ? operand : [operand];
    const list = sources.map(compile);
    const decided = list.some(
      (item, i) =>
        compile.simplifies && isConstant(sources[i]) && isTrue(item({ root: {}, variables: {} })) === decisive,
    );
    if (decided) return () => decisive;
    return (scope) => (list.some((item) => isTrue(item(scope)) === decisive) ? decisive : !decisive);
  };
}

const cond: BuildExpression = (operand, compile) => {
  const source = Array.isArray(operand) ? operand : undefined;
  if (source && source.length !== 3) throw badValue('Expression $cond takes exactly 3 arguments.', 16020);
  const {
    if: test,
    then,
    else: otherwise,
  } = source
    ? { if: source[0], then: source[1], else: source[2] }
    : (named('$cond', operand, ['if', 'then', 'else']) as { if: Value; then: Value; else: Value });
  const [condition, yes, no] = [compile(test), compile(then), compile(otherwise)];
  return (scope) => (isTrue(condition(scope)) ? yes(scope) : no(scope));
};

const ifNull: BuildExpression = (operand, compile) => {
  const list = operandList(operand, compile);
  if (list.length < 2) throw badValue('$ifNull needs at least two arguments', 1257300);
  return (scope) => {
    let value: Value;
    for (const item of list) {
      value = item(scope);
      if (value !== undefined && value !== null) return value;
    }
    return value;
  };
};

const choose: BuildExpression = (operand, compile) => {
  const { branches, default: fallback } = named('$switch', operand, ['branches'], ['default']);
  if (!Array.isArray(branches) || branches.length === 0) throw badValue('$switch requires at least one branch.', 40068);
  const compiled: (readonly [Expression, Expression])[] = [];
  for (const branch of branches) {
    const { case: test, then } = named('$switch', branch, ['case', 'then']) as { case: Value; then: Value };
    const condition = compile(test);
    // A branch that can never be taken is gone before it could fail.
    const known = compile.simplifies && isConstant(test) ? isTrue(condition({ root: {}, variables: {} })) : undefined;
    if (known !== false) compiled.push([condition, compile(then)]);
    if (known === true) break;
  }
  const otherwise = isDocument(operand) && Object.hasOwn(operand, 'default') ? compile(fallback) : undefined;
  return (scope) => {
    for (const [test, then] of compiled) if (isTrue(test(scope))) return then(scope);
    if (otherwise) return otherwise(scope);
    throw badValue('$switch could not find a matching branch for an input, and no default was specified.', 40066);
  };
};

const letIn: BuildExpression = (operand, compile) => {
  const { vars, in: body } = named('$let', operand, ['vars', 'in']) as { vars: Doc; in: Value };
  if (!isDocument(vars)) throw badValue('invalid parameter: expected an object (vars)', 10065);
  const bindings = Object.keys(vars).map((key) => [key, compile(vars[key])] as const);
  const inner = compile(body);
  return (scope) =>
    inner(withVariables(scope, Object.fromEntries(bindings.map(([key, value]) => [key, value(scope)]))));
};

const mergeObjects: BuildExpression = (operand, compile) => {
  const list = operandList(operand, compile);
  return (scope) => {
    const result: Doc = {};
    const given = list.map((item) => item(scope));
    const [only] = given;
    // As with $sum and its like, one array stands for its elements.
    for (const value of given.length === 1 && Array.isArray(only) ? only : given) {
      if (value === undefined || value === null) continue;
      if (!isDocument(value)) throw badValue('$mergeObjects requires object inputs', 40400);
      for (const key of Object.keys(value)) setField(result, key, value[key]);
    }
    return result;
  };
};

const objectToArray: BuildExpression = (operand, compile) => {
  const [source] = operands('$objectToArray', operand, 1, compile) as [Expression];
  return (scope) => {
    const value = source(scope);
    if (value === undefined || value === null) return null;
    if (!isDocument(value)) throw badValue('$objectToArray requires a document input', 40390);
    return Object.keys(value).map((k) => ({ k, v: value[k] }));
  };
};

const arrayToObject: BuildExpression = (operand, compile) => {
  const source = compile(Array.isArray(operand) && operand.length === 1 ? operand[0] : operand);
  return (scope) => {
    const value = source(scope);
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw badValue('$arrayToObject requires an array input', 40386);
    const result: Doc = {};
    for (const item of value) {
      const [k, v] = Array.isArray(item) ? item : isDocument(item) ? [item.k, item.v] : [];
      if (typeof k !== 'string')
        throw badValue(
          '$arrayToObject requires an array of key-value pairs, where the key must be of type string',
          40394,
        );
      setField(result, k, v ?? null);
    }
    return result;
  };
};

export const logicOperators: Record<string, BuildExpression> = {
  $literal: (operand) => () => operand,
  $eq: (operand, compile) => {
    const [a, b] = operands('$eq', operand, 2, compile) as [Expression, Expression];
    return (scope) => equalValues(a(scope), b(scope), scope.strings);
  },
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $cmp: comparing('$cmp', Math.sign),
  $and: connective(false),
  $or: connective(true),
  $not: (operand, compile) => {
    const [value] = operands('$not', operand, 1, compile) as [Expression];
    return (scope) => !isTrue(value(scope));
  },
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
  $let: letIn,
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
};
