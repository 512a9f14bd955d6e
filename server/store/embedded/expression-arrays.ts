// Arrays and sets in expressions.

import { average, greatest, least, total } from './accumulate.ts';
import type { Doc, Value } from './bson.ts';
import { isNumeric, typeOf } from './bson.ts';
import { compareValues, equalValues } from './compare.ts';
import { badValue } from './errors.ts';
import { named, operandList, operands, withVariables } from './expression-logic.ts';
import type { BuildExpression, Expression, Scope } from './expression-value.ts';
import { constantsLast, isTrue } from './expression-value.ts';
import { toNumber } from './numbers.ts';
import { compareKeys, documentOrder, parseArraySort } from './sort.ts';

const isNil = (value: Value): boolean => value === undefined || value === null;

function list(value: Value, name: string, code: number): Value[] {
  if (!Array.isArray(value)) throw badValue(`${name} requires an array, found: ${typeOf(value)}`, code);
  return value;
}

function whole(value: Value, name: string, code: number): number {
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw badValue(`${name} needs a whole number, found: ${typeOf(value)}`, code);
  return toNumber(value);
}

/** An operator on one array that answers null for null. */
function onArray(name: string, code: number, work: (items: Value[]) => Value): BuildExpression {
  return (operand, compile) => {
    const [source] = operands(name, operand, 1, compile) as [Expression];
    return (scope) => {
      const value = source(scope);
      return isNil(value) ? null : work(list(value, name, code));
    };
  };
}

const elementAt: BuildExpression = (operand, compile) => {
  const [source, at] = operands('$arrayElemAt', operand, 2, compile) as [Expression, Expression];
  return (scope) => {
    const [value, index] = [source(scope), at(scope)];
    if (isNil(value) || isNil(index)) return null;
    return list(value, '$arrayElemAt', 28689).at(whole(index, '$arrayElemAt', 28690));
  };
};

const slice: BuildExpression = (operand, compile) => {
  const parts = operandList(operand, compile);
  if (parts.length < 2 || parts.length > 3)
    throw badValue('Expression $slice takes at least 2 arguments, and at most 3', 28667);
  return (scope) => {
    const [source, first, second] = parts.map((part) => part(scope));
    if (isNil(source) || isNil(first) || (parts.length === 3 && isNil(second))) return null;
    const items = list(source, '$slice', 28724);
    const start = whole(first, '$slice', 28725);
    if (parts.length === 2) return start >= 0 ? items.slice(0, start) : items.slice(start);
    const count = whole(second, '$slice', 28727);
    if (count <= 0) throw badValue('Third argument to $slice must be positive', 28729);
    const from = start < 0 ? Math.max(0, items.length + start) : start;
    return items.slice(from, from + count);
  };
};

const filter: BuildExpression = (operand, compile) => {
  const parts = named('$filter', operand, ['input', 'cond'], ['as', 'limit']);
  const [input, test] = [compile(parts.input), compile(parts.cond)];
  const limit = 'limit' in parts ? compile(parts.limit) : undefined;
  const name = typeof parts.as === 'string' ? parts.as : 'this';
  return (scope) => {
    const value = input(scope);
    if (isNil(value)) return null;
    const most = limit ? limit(scope) : null;
    const kept = list(value, '$filter', 28651).filter((item) => isTrue(test(withVariables(scope, { [name]: item }))));
    return isNil(most) ? kept : kept.slice(0, whole(most, '$filter', 327391));
  };
};

const map: BuildExpression = (operand, compile) => {
  const parts = named('$map', operand, ['input', 'in'], ['as']);
  const [input, body] = [compile(parts.input), compile(parts.in)];
  const name = typeof parts.as === 'string' ? parts.as : 'this';
  return (scope) => {
    const value = input(scope);
    if (isNil(value)) return null;
    return list(value, '$map', 16883).map((item) => body(withVariables(scope, { [name]: item })) ?? null);
  };
};

const reduce: BuildExpression = (operand, compile) => {
  const parts = named('$reduce', operand, ['input', 'initialValue', 'in']);
  const [input, initial, body] = [compile(parts.input), compile(parts.initialValue), compile(parts.in)];
  return (scope) => {
    const value = input(scope);
    if (isNil(value)) return null;
    let result = initial(scope);
    for (const item of list(value, '$reduce', 40080))
      result = body(withVariables(scope, { this: item, value: result }));
    return result;
  };
};

const contains: BuildExpression = (operand, compile) => {
  const [item, source] = operands('$in', operand, 2, compile) as [Expression, Expression];
  return (scope) => {
    const [wanted, items] = [item(scope), source(scope)];
    return list(items, '$in', 40081).some((one) => equalValues(one, wanted, scope.strings));
  };
};

const concatArrays: BuildExpression = (operand, compile) => {
  const parts = operandList(operand, compile);
  return (scope) => {
    const result: Value[] = [];
    for (const part of parts) {
      const value = part(scope);
      if (isNil(value)) return null;
      result.push(...list(value, '$concatArrays', 28664));
    }
    return result;
  };
};

const indexOf: BuildExpression = (operand, compile) => {
  const parts = operandList(operand, compile);
  if (parts.length < 2 || parts.length > 4)
    throw badValue('Expression $indexOfArray takes at least 2 arguments, and at most 4', 28667);
  return (scope) => {
    const source = parts[0]?.(scope);
    if (isNil(source)) return null;
    const [wanted, from, to] = parts.slice(1).map((part) => part(scope));
    const items = list(source, '$indexOfArray', 40090);
    const start = parts.length > 2 ? whole(from, '$indexOfArray', 40096) : 0;
    const end = parts.length > 3 ? whole(to, '$indexOfArray', 40096) : items.length;
    if (start < 0 || end < 0) throw badValue('$indexOfArray requires a nonnegative index', 40097);
    for (let i = start; i < Math.min(end, items.length); i += 1)
      if (equalValues(items[i], wanted, scope.strings)) return i;
    return -1;
  };
};

const range: BuildExpression = (operand, compile) => {
  const parts = operandList(operand, compile);
  if (parts.length < 2 || parts.length > 3)
    throw badValue('Expression $range takes at least 2 arguments, and at most 3', 28667);
  return (scope) => {
    const [start, end, step] = parts.map((part) => whole(part(scope), '$range', 34443)) as [
      number,
      number,
      number | undefined,
    ];
    if (step === 0) throw badValue('$range requires a non-zero step value', 34449);
    const by = step ?? 1;
    const result: Value[] = [];
    for (let i = start; by > 0 ? i < end : i > end; i += by) result.push(i);
    return result;
  };
};

const zip: BuildExpression = (operand, compile) => {
  const parts = named('$zip', operand, ['inputs'], ['useLongestLength', 'defaults']);
  const inputs = operandList(parts.inputs, compile);
  const defaults = 'defaults' in parts ? compile(parts.defaults) : undefined;
  const longest = parts.useLongestLength === true;
  return (scope) => {
    const values = inputs.map((input) => input(scope));
    if (values.some(isNil)) return null;
    const arrays = values.map((value) => list(value, '$zip', 34468));
    const fill = (defaults?.(scope) ?? []) as Value[];
    const lengths = arrays.map(({ length }) => length);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, i) => arrays.map((items, n) => items[i] ?? fill[n] ?? null));
  };
};

/** Sets are arrays without order; the result is sorted, as MongoDB gives it. */
function asSet(items: Value[], scope: Scope): Value[] {
  const sorted = [...items].sort((a, b) => compareValues(a, b, scope.strings));
  return sorted.filter((item, i) => i === 0 || compareValues(sorted[i - 1], item, scope.strings) !== 0);
}

const has = (items: Value[], wanted: Value, scope: Scope): boolean =>
  items.some((item) => equalValues(item, wanted, scope.strings));

function combineSets(name: string, combine: (a: Value[], b: Value[], scope: Scope) => Value[]): BuildExpression {
  return (operand, compile) => {
    // By a collation the first of equal strings is kept, so there MongoDB leaves the operands in their order.
    const asGiven = operandList(operand, compile);
    const simplified = constantsLast(operand, name, compile);
    return (scope) => {
      const parts = scope.strings ? asGiven : simplified;
      let result: Value[] | undefined;
      for (const part of parts) {
        const value = part(scope);
        if (isNil(value)) return null;
        const items = asSet(list(value, name, 17043), scope);
        result = result === undefined ? items : combine(result, items, scope);
      }
      return result ?? [];
    };
  };
}

/** Of equal values (`2` and `2.0`) those of the smaller set are kept, as on MongoDB. */
function inBoth(a: Value[], b: Value[], scope: Scope): Value[] {
  const [kept, other] = a.length > b.length ? [b, a] : [a, b];
  return kept.filter((item) => has(other, item, scope));
}

function compareSets(name: string, answer: (a: Value[], b: Value[], scope: Scope) => boolean): BuildExpression {
  return (operand, compile) => {
    const parts = operandList(operand, compile);
    if (parts.length < 2) throw badValue(`${name} needs at least two arguments had: ${parts.length}`, 17045);
    return (scope) => {
      const sets = parts.map((part) => asSet(list(part(scope), name, 17044), scope));
      return sets.slice(1).every((other) => answer(sets[0] as Value[], other, scope));
    };
  };
}

const setDifference: BuildExpression = (operand, compile) => {
  const [a, b] = operands('$setDifference', operand, 2, compile) as [Expression, Expression];
  return (scope) => {
    const [x, y] = [a(scope), b(scope)];
    if (isNil(x) || isNil(y)) return null;
    const others = list(y, '$setDifference', 17049);
    const seen: Value[] = [];
    // The order of the first array is kept.
    for (const item of list(x, '$setDifference', 17048))
      if (!has(others, item, scope) && !has(seen, item, scope)) seen.push(item);
    return seen;
  };
};

const sortArray: BuildExpression = (operand, compile) => {
  const parts = named('$sortArray', operand, ['input', 'sortBy']);
  const input = compile(parts.input);
  const by = parts.sortBy;
  const direction = isNumeric(by) ? Math.sign(toNumber(by)) : 0;
  const keys = direction === 0 ? parseArraySort(by) : [];
  return (scope) => {
    const value = input(scope);
    if (isNil(value)) return null;
    const items = [...list(value, '$sortArray', 2942504)];
    if (direction !== 0) return items.sort((a, b) => compareValues(a, b, scope.strings) * direction);
    const keysOf = documentOrder(keys, undefined);
    const order = compareKeys(keys, undefined);
    return items.sort((a, b) => order(keysOf(a as Doc), keysOf(b as Doc)));
  };
};

/** `$sum`, `$avg`, `$min`, `$max` of one array or of several operands. */
function over(name: string, work: (values: Value[], scope: Scope) => Value): BuildExpression {
  return (operand, compile) => {
    // An average is of all at once; for the others MongoDB works the constants out beforehand.
    const parts = name === '$avg' ? operandList(operand, compile) : constantsLast(operand, name, compile);
    return (scope) => {
      const values = parts.map((part) => part(scope));
      const [only] = values;
      return work(values.length === 1 && Array.isArray(only) ? only : values, scope);
    };
  };
}

export const arrayOperators: Record<string, BuildExpression> = {
  $isArray: (operand, compile) => {
    const [source] = operands('$isArray', operand, 1, compile) as [Expression];
    return (scope) => Array.isArray(source(scope));
  },
  $size: (operand, compile) => {
    const [source] = operands('$size', operand, 1, compile) as [Expression];
    return (scope) => list(source(scope), '$size', 17124).length;
  },
  $arrayElemAt: elementAt,
  $first: onArray('$first', 28689, (items) => items[0]),
  $last: onArray('$last', 28689, (items) => items.at(-1)),
  $slice: slice,
  $filter: filter,
  $map: map,
  $reduce: reduce,
  $in: contains,
  $concatArrays: concatArrays,
  $indexOfArray: indexOf,
  $range: range,
  $reverseArray: onArray('$reverseArray', 34435, (items) => [...items].reverse()),
  $zip: zip,
  $sortArray: sortArray,
  $setUnion: combineSets('$setUnion', (a, b, scope) => asSet([...a, ...b], scope)),
  $setIntersection: combineSets('$setIntersection', inBoth),
  $setDifference: setDifference,
  $setEquals: compareSets(
    '$setEquals',
    (a, b, scope) => a.length === b.length && a.every((item) => has(b, item, scope)),
  ),
  $setIsSubset: compareSets('$setIsSubset', (a, b, scope) => a.every((item) => has(b, item, scope))),
  $anyElementTrue: (operand, compile) => {
    const [source] = operands('$anyElementTrue', operand, 1, compile) as [Expression];
    return (scope) => list(source(scope), '$anyElementTrue', 17041).some(isTrue);
  },
  $allElementsTrue: (operand, compile) => {
    const [source] = operands('$allElementsTrue', operand, 1, compile) as [Expression];
    return (scope) => list(source(scope), '$allElementsTrue', 17040).every(isTrue);
  },
  $sum: over('$sum', (values) => total(values)),
  $avg: over('$avg', (values) => average(values)),
  $min: over('$min', (values, scope) => least(values, scope.strings)),
  $max: over('$max', (values, scope) => greatest(values, scope.strings)),
};
