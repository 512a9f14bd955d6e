// Fields by their names, which may hold dots and dollars.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, setField, typeOf } from './bson.ts';
import { badValue } from './errors.ts';
import type { BuildExpression, Expression } from './expression-value.ts';

const getFieldOf: BuildExpression = (operand, compile) => {
  if (isDocument(operand) && 'field' in operand && !('input' in operand))
    throw badValue("$getField requires 'input' to be specified", 3041703);
  const { field, input } =
    isDocument(operand) && ('field' in operand || 'input' in operand) ? operand : { field: operand, input: '$$ROOT' };
  const name = isDocument(field) && '$literal' in field ? field.$literal : field;
  if (typeof name !== 'string') throw badValue('$getField requires "field" to be a constant string', 5654602);
  const source = compile(input ?? '$$ROOT');
  return (scope) => {
    const value = source(scope);
    return isDocument(value) ? getField(value, name) : value === null ? null : undefined;
  };
};

/** The parts of `$setField` and `$unsetField`: of the two, only the first takes a value. */
function partsOf(name: string, operand: Value, known: string[]): Doc {
  if (!isDocument(operand)) throw badValue(`${name} only supports an object as its argument`, 4161100);
  const unknown = Object.keys(operand).find((key) => !known.includes(key));
  if (unknown !== undefined) throw badValue(`${name} found an unknown argument: ${unknown}`, 4161101);
  return operand;
}

function fieldName(name: string, parts: Doc): string {
  if (!('field' in parts)) throw badValue(`${name} requires 'field' to be specified`, 4161102);
  const { field } = parts;
  if (typeof field === 'string' && field.startsWith('$'))
    throw badValue(`'${field}' is a field path reference which is not allowed in this context.`, 4161108);
  const constant = isDocument(field) && '$literal' in field ? field.$literal : field;
  if (isDocument(constant) || Array.isArray(constant))
    throw badValue(`${name} requires 'field' to evaluate to a constant, but got a non-constant argument`, 4161106);
  if (typeof constant !== 'string')
    throw badValue(`${name} requires 'field' to evaluate to type String, but got ${typeOf(constant)}`, 4161107);
  return constant;
}

/** The document with a field set, or without it where there is no value. */
function changed(name: string, parts: Doc, value: Expression, source: Expression): Expression {
  const field = fieldName(name, parts);
  return (scope) => {
    const document = source(scope);
    if (document === undefined || document === null) return null;
    if (!isDocument(document)) throw badValue(`${name} requires 'input' to evaluate to type Object`, 4161105);
    const given = value(scope);
    const result = { ...document };
    if (given === undefined) delete result[field];
    else setField(result, field, given);
    return result;
  };
}

const setFieldOf: BuildExpression = (operand, compile) => {
  const parts = partsOf('$setField', operand, ['field', 'input', 'value']);
  for (const part of ['value', 'input'])
    if (!(part in parts))
      throw badValue(`$setField requires '${part}' to be specified`, part === 'value' ? 4161103 : 4161109);
  return changed('$setField', parts, compile(parts.value), compile(parts.input));
};

const unsetFieldOf: BuildExpression = (operand, compile) => {
  const parts = partsOf('$unsetField', operand, ['field', 'input']);
  if (!('input' in parts)) throw badValue("$unsetField requires 'input' to be specified", 4161109);
  return changed('$unsetField', parts, () => undefined, compile(parts.input));
};

export const fieldOperators: Record<string, BuildExpression> = {
  $getField: getFieldOf,
  $setField: setFieldOf,
  $unsetField: unsetFieldOf,
};
