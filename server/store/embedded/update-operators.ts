// What each update operator does to one field. A new operator is one line here; unknown ones are refused by name.

import { add, kindOf, multiply, overflowed, toBig, wholeOf } from './arithmetic.ts';
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric, Timestamp, typeOf } from './bson.ts';
import { compareValues, equalValues, type StringOrder } from './compare.ts';
import { badValue } from './errors.ts';
import { compileFilter } from './match.ts';
import { beginsWithOperator } from './match-operators.ts';
import { toNumber } from './numbers.ts';
import { valueAt } from './path.ts';
import { isRegex } from './regex.ts';
import { compareKeys, parseArraySort } from './sort.ts';

/** `touched` is set by what counts as a change even if it leaves the value as it was. */
export type UpdateContext = { strings: StringOrder | undefined; now: Date; inserting: boolean; touched: boolean };

/** The new value of a field, given its present one (`undefined` if it is missing). */
export type Change = (present: Value, path: string, context: UpdateContext) => Value;

export type UpdateOperator = {
  /** Reads the operand once. */
  parse: (operand: Value, path: string, strings: StringOrder | undefined) => Change;
  /** Whether the field and what leads to it come into being; otherwise a missing field stays missing. */
  creates: boolean;
};

const creating = (parse: UpdateOperator['parse']): UpdateOperator => ({ parse, creates: true });
const touching = (parse: UpdateOperator['parse']): UpdateOperator => ({ parse, creates: false });

function arithmetic(
  name: string,
  whenMissing: (operand: Value) => Value,
  work: (a: Value, b: Value) => Value,
): UpdateOperator {
  return creating((operand, path) => {
    if (!isNumeric(operand))
      throw badValue(
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${String(operand)}}`,
        14,
      );
    return (present, _path, context) => {
      if (present === undefined) return whenMissing(operand);
      if (!isNumeric(present))
        throw badValue(
          `Cannot apply ${name} to a value of non-numeric type. {${path}} has the field of non-numeric type ${typeOf(present)}`,
          14,
        );
      const result = work(present, operand);
      if (overflowed(present, operand, result))
        throw badValue(`Failed to apply ${name} operations to current value for ${path}`);
      // As numbers are compared there, NaN is never the one that was there before.
      if (isNotANumber(result)) context.touched = true;
      // An equal number of the same type is no change, however its digits are written.
      return kindOf(result) === kindOf(present) && compareValues(result, present) === 0 ? present : result;
    };
  });
}

const isNotANumber = (value: Value): boolean =>
  typeof value === 'number' ? Number.isNaN(value) : typeOf(value) === 'decimal' && String(value) === 'NaN';

function extreme(sign: 1 | -1): UpdateOperator {
  return creating((operand) => (present, _path, { strings }) => {
    if (present === undefined) return operand;
    return compareValues(operand, present, strings) * sign > 0 ? operand : present;
  });
}

function mustBeArray(present: Value, path: string): Value[] {
  if (!Array.isArray(present)) throw badValue(`The field '${path}' must be an array but is of type ${typeOf(present)}`);
  return present;
}

/** `{ $each: [...], … }` or a single value. */
function eachOf(name: string, operand: Value, allowed: string[]): { values: Value[]; modifiers: Doc } {
  if (!isDocument(operand) || !Object.hasOwn(operand, '$each')) {
    return { values: [operand], modifiers: {} };
  }
  for (const key of Object.keys(operand)) {
    if (key !== '$each' && !allowed.includes(key)) throw badValue(`Unrecognized clause in ${name}: ${key}`);
  }
  if (!Array.isArray(operand.$each))
    throw badValue(
      `The argument to $each in ${name} must be an array but it was of type: ${typeOf(operand.$each)}`,
      14,
    );
  return { values: operand.$each, modifiers: operand };
}

function wholeModifier(name: string, value: Value): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw badValue(`The value for ${name} must be an integer value`);
  return toNumber(value);
}

const push = creating((operand) => {
  const { values, modifiers } = eachOf('$push', operand, ['$slice', '$sort', '$position']);
  const position = wholeModifier('$position', modifiers.$position);
  const slice = wholeModifier('$slice', modifiers.$slice);
  const order = modifiers.$sort === undefined ? undefined : arrayOrder(modifiers.$sort);
  return (present, path, context) => {
    const list = present === undefined ? [] : [...mustBeArray(present, path)];
    if (values.length > 0 || (order && list.length > 0)) context.touched = true;
    const at =
      position === undefined
        ? list.length
        : position < 0
          ? Math.max(0, list.length + position)
          : Math.min(position, list.length);
    list.splice(at, 0, ...values);
    if (order) list.sort(order(context.strings));
    if (slice === undefined) return list;
    return slice >= 0 ? list.slice(0, slice) : list.slice(slice);
  };
});

type Order = (a: Value, b: Value) => number;

function arrayOrder(sort: Value): (strings: StringOrder | undefined) => Order {
  if (isNumeric(sort)) {
    const direction = toNumber(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (strings) => (a, b) => compareValues(a, b, strings) * direction;
  }
  if (!isDocument(sort))
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  if (Object.keys(sort).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  const keys = parseArraySort(sort);
  // Arrays inside the elements are compared whole here; what is not a document has no fields.
  const keysOf = (item: Value): Value[] =>
    keys.map(({ parts }) => (isDocument(item) ? (valueAt(item, parts) ?? null) : null));
  return (strings) => {
    const compare = compareKeys(keys, strings);
    return (a, b) => compare(keysOf(a), keysOf(b));
  };
}

const addToSet = creating((operand) => {
  const { values } = eachOf('$addToSet', operand, []);
  return (present, path, { strings }) => {
    const list = present === undefined ? [] : [...mustBeArray(present, path)];
    for (const value of values) if (!list.some((item) => equalValues(item, value, strings))) list.push(value);
    return list;
  };
});

const pop = touching((operand, path) => {
  const end = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (end !== 1 && end !== -1) throw badValue(`$pop expects 1 or -1, found: ${String(operand)}`, 9);
  return (present) => {
    if (present === undefined) return undefined;
    if (!Array.isArray(present))
      throw badValue(`Path '${path}' contains an element of non-array type '${typeOf(present)}'`, 14);
    return end === 1 ? present.slice(0, -1) : present.slice(1);
  };
});

const pull = touching((operand, _path, strings) => {
  const goes = pulled(operand, strings);
  return (present) => {
    if (present === undefined) return undefined;
    if (!Array.isArray(present)) throw badValue('Cannot apply $pull to a non-array value');
    return present.filter((item) => !goes(item));
  };
});

/** Which elements `$pull` takes: those that meet a condition, match a filter, or are equal. */
function pulled(operand: Value, strings: StringOrder | undefined): (item: Value) => boolean {
  if (isRegex(operand) || beginsWithOperator(operand)) {
    const matches = compileFilter({ item: operand }, { strings });
    return (item) => matches({ item });
  }
  if (isDocument(operand)) {
    const matches = compileFilter(operand, { strings });
    return (item) => isDocument(item) && matches(item);
  }
  return (item) => equalValues(item, operand, strings);
}

const pullAll = touching((operand) => {
  if (!Array.isArray(operand)) throw badValue(`$pullAll requires an array argument but was given a ${typeOf(operand)}`);
  return (present, _path, { strings }) => {
    if (present === undefined) return undefined;
    if (!Array.isArray(present)) throw badValue('Cannot apply $pullAll to a non-array value');
    return present.filter((item) => !operand.some((one) => equalValues(one, item, strings)));
  };
});

const currentDate = creating((operand, path) => {
  const type = isDocument(operand) ? operand.$type : 'date';
  if (typeof operand !== 'boolean' && !isDocument(operand)) {
    throw badValue(
      `${typeOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  if (isDocument(operand) && Object.keys(operand).some((key) => key !== '$type'))
    throw badValue(`Unrecognized $currentDate option: ${path}`);
  if (type !== 'date' && type !== 'timestamp')
    throw badValue("The '$type' string field is required to be 'date' or 'timestamp'");
  return (_present, _path, { now }) =>
    type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
});

const BITS: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit = creating((operand, path) => {
  if (!isDocument(operand))
    throw badValue(
      `The $bit modifier is not compatible with a ${typeOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = Object.keys(operand).map((name) => {
    const work = Object.hasOwn(BITS, name) ? BITS[name] : undefined;
    const mask = operand[name];
    if (!work)
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
      );
    if (!isWhole(mask))
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(mask)}' is not supported here: {${name}: ${String(mask)}}`,
      );
    return (value: Value): Value =>
      wholeOf(work(toBig(value), toBig(mask)), kindOf(value) === 'long' || kindOf(mask) === 'long' ? 'long' : 'int');
  });
  if (steps.length === 0)
    throw badValue('You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}');
  return (present) => {
    if (present !== undefined && !isWhole(present))
      throw badValue(
        `Cannot apply $bit to a value of non-integral type. ${path} has the field of non-integer type ${typeOf(present)}`,
      );
    return steps.reduce<Value>((value, step) => step(value), present ?? 0);
  };
});

const isWhole = (value: Value): boolean => typeOf(value) === 'int' || typeOf(value) === 'long';

export const updateOperators: Record<string, UpdateOperator> = {
  $set: creating((operand) => () => operand),
  $setOnInsert: creating(
    (operand) =>
      (present, _path, { inserting }) =>
        inserting ? operand : present,
  ),
  $unset: touching(() => () => undefined),
  $inc: arithmetic('$inc', (operand) => operand, add),
  $mul: arithmetic('$mul', (operand) => multiply(0, operand), multiply),
  $min: extreme(-1),
  $max: extreme(1),
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $currentDate: currentDate,
  $bit: bit,
};
