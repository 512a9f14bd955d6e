// Numbers in expressions. Null and missing operands make the result null; wrong types are errors.

import { Sum } from './accumulate.ts';
import { divide, type Kind, kindOf, multiply, remainder, subtract, toBig, wholeOf } from './arithmetic.ts';
import type { Value } from './bson.ts';
import { isNumeric, typeOf } from './bson.ts';
import { badValue, refused } from './errors.ts';
import { operandList, operands } from './expression-logic.ts';
import { type BuildExpression, constantsLast, type Expression } from './expression-value.ts';
import { doubleOf, longOf } from './normalise.ts';
import { toNumber } from './numbers.ts';
import { dateAt } from './time-zone.ts';

const isNil = (value: Value): boolean => value === undefined || value === null;

const addition: BuildExpression = (operand, compile) => {
  const list = constantsLast(operand, '$add', compile);
  return (scope) => {
    const total = new Sum();
    let date: Date | undefined;
    for (const item of list) {
      const value = item(scope);
      if (isNil(value)) return null;
      if (value instanceof Date) {
        if (date) throw badValue('only one date allowed in an $add expression', 16612);
        date = value;
      } else {
        if (!isNumeric(value)) throw badValue(`$add only supports numeric or date types, not ${typeOf(value)}`, 16554);
        total.add(value);
      }
    }
    const sum = total.value();
    if (date && kindOf(sum) === 'decimal' && !Number.isSafeInteger(toNumber(sum)))
      throw refused('adding such decimals to dates');
    return date ? dateAt(date.getTime() + Math.round(toNumber(sum)), '$add') : sum;
  };
};

const subtraction: BuildExpression = (operand, compile) => {
  const [a, b] = operands('$subtract', operand, 2, compile) as [Expression, Expression];
  return (scope) => {
    const [x, y] = [a(scope), b(scope)];
    if (isNil(x) || isNil(y)) return null;
    if (x instanceof Date && y instanceof Date) return longOf(BigInt(x.getTime() - y.getTime()));
    if (x instanceof Date && isNumeric(y)) return dateAt(x.getTime() - Math.round(toNumber(y)), '$subtract');
    if (!isNumeric(x) || !isNumeric(y)) throw badValue(`can't $subtract ${typeOf(y)} from ${typeOf(x)}`, 14);
    return subtract(x, y);
  };
};

const multiplication: BuildExpression = (operand, compile) => {
  const list = constantsLast(operand, '$multiply', compile);
  return (scope) => {
    let product: Value = 1;
    for (const item of list) {
      const value = item(scope);
      if (isNil(value)) return null;
      if (!isNumeric(value)) throw badValue(`$multiply only supports numeric types, not ${typeOf(value)}`, 14);
      product = multiply(product, value);
    }
    return product;
  };
};

function pair(name: string, work: (a: Value, b: Value) => Value, codes: [number, number] = [14, 14]): BuildExpression {
  return (operand, compile) => {
    const [a, b] = operands(name, operand, 2, compile) as [Expression, Expression];
    return (scope) => {
      const [x, y] = [a(scope), b(scope)];
      if (isNil(x) || isNil(y)) return null;
      if (!isNumeric(x) || !isNumeric(y))
        throw badValue(
          `${name} only supports numeric types, not ${typeOf(x)} and ${typeOf(y)}`,
          isNumeric(x) ? codes[1] : codes[0],
        );
      return work(x, y);
    };
  };
}

/** A function of one number: `whole` for int32 and int64 where they stay whole, `double` for the others. */
function single(
  name: string,
  whole: ((value: bigint) => bigint) | undefined,
  double: (value: number) => number,
): BuildExpression {
  return (operand, compile) => {
    const [source] = operands(name, operand, 1, compile) as [Expression];
    return (scope) => {
      const value = source(scope);
      if (isNil(value)) return null;
      if (!isNumeric(value)) throw badValue(`${name} only supports numeric types, not ${typeOf(value)}`, 28765);
      const kind = kindOf(value);
      if (kind === 'decimal') throw refused(`${name} of decimals`);
      if (whole && kind !== 'double') return wholeOf(whole(toBig(value)), kind as 'int' | 'long');
      return doubleOf(double(toNumber(value)));
    };
  };
}

function absolute(value: bigint): bigint {
  if (value === -(2n ** 63n)) throw badValue("can't take $abs of long long min", 28680);
  return value < 0n ? -value : value;
}

function positive(name: string, work: (value: number) => number): BuildExpression {
  return single(name, undefined, (value) => {
    if (value <= 0) throw badValue(`${name}'s argument must be a positive number, but is ${value}`, 28766);
    return work(value);
  });
}

function atPlace(
  name: string,
  toWhole: (value: number) => number,
  toBigWhole: (value: bigint, unit: bigint) => bigint,
): BuildExpression {
  return (operand, compile) => {
    const list = operandList(operand, compile);
    const [source, place] = list as [Expression, Expression | undefined];
    if (list.length < 1 || list.length > 2)
      throw badValue(`Expression ${name} takes at least 1 arguments, and at most 2`, 28667);
    return (scope) => {
      const value = source(scope);
      const digits = place ? place(scope) : 0;
      if (isNil(value) || isNil(digits)) return null;
      if (!isNumeric(value)) throw badValue(`${name} only supports numeric types, not ${typeOf(value)}`, 51081);
      if (!isNumeric(digits) || !Number.isInteger(toNumber(digits)))
        throw badValue(`precision argument to ${name} must be an integral value`, 51082);
      const by = toNumber(digits);
      if (by < -20 || by > 100)
        throw badValue(`cannot apply ${name} with precision value ${by} value must be in [-20, 100]`, 51083);
      const kind = kindOf(value);
      if (kind === 'decimal') throw refused(`${name} of decimals`);
      if (kind !== 'double')
        return by >= 0 ? value : wholeAtPlace(name, toBigWhole(toBig(value), 10n ** BigInt(-by)), kind);
      return doubleOf(doubleAtPlace(toNumber(value), by, toWhole));
    };
  };
}

function wholeAtPlace(name: string, value: bigint, kind: Kind): Value {
  if (BigInt.asIntN(64, value) !== value) throw badValue(`invalid conversion from Decimal128 result in ${name}`, 51080);
  const result = wholeOf(value, kind as 'int' | 'long');
  // MongoDB 6 gives a wrong number there.
  if (kind === 'int' && kindOf(result) !== 'int') throw refused(`${name} beyond 32 bits`);
  return result;
}

/** Rounds by the decimal digits of the double itself, as MongoDB does by way of its decimals. */
function doubleAtPlace(value: number, by: number, toWhole: (value: number) => number): number {
  if (by === 0 || !Number.isFinite(value)) return toWhole(value);
  throw refused('$round and $trunc of doubles to decimal places');
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor === 0 && value < 0 ? -0 : floor;
  if (rest > 0.5) return floor + 1 === 0 ? -0 : floor + 1;
  const even = floor % 2 === 0 ? floor : floor + 1;
  return even === 0 && value < 0 ? -0 : even;
}

function bigHalfEven(value: bigint, unit: bigint): bigint {
  const rest = ((value % unit) + unit) % unit;
  const floor = value - rest;
  if (rest * 2n < unit) return floor;
  if (rest * 2n > unit) return floor + unit;
  return (floor / unit) % 2n === 0n ? floor : floor + unit;
}

const power: BuildExpression = pair(
  '$pow',
  (a, b) => {
    const kinds = [kindOf(a), kindOf(b)];
    if (kinds.includes('decimal')) throw refused('$pow of decimals');
    if (toNumber(a) === 0 && toNumber(b) < 0)
      throw badValue('$pow cannot take a base of 0 and a negative exponent', 28764);
    const result = powerOf(toNumber(a), toNumber(b));
    const whole = kinds.includes('double') ? undefined : wholePower(toBig(a), toBig(b));
    return whole === undefined ? doubleOf(result) : wholeOf(whole, kinds.includes('long') ? 'long' : 'int');
  },
  [28762, 28763],
);

/** As C has it and JavaScript has not: 1 to any power is 1, and -1 to an infinite one too. */
function powerOf(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/** A power of whole numbers, or undefined if it is not one of 64 bits. */
function wholePower(base: bigint, exponent: bigint): bigint | undefined {
  if (base === 1n || base === -1n) return exponent % 2n === 0n ? 1n : base;
  if (exponent < 0n || (base !== 0n && exponent > 63n)) return undefined;
  const result = exponent > 63n ? 0n : base ** exponent;
  return BigInt.asIntN(64, result) === result ? result : undefined;
}

export const arithmeticOperators: Record<string, BuildExpression> = {
  $add: addition,
  $subtract: subtraction,
  $multiply: multiplication,
  $divide: pair('$divide', divide),
  $mod: pair('$mod', remainder, [16611, 16611]),
  $pow: power,
  $abs: single('$abs', absolute, Math.abs),
  $ceil: single('$ceil', (value) => value, Math.ceil),
  $floor: single('$floor', (value) => value, Math.floor),
  $exp: single('$exp', undefined, Math.exp),
  $sqrt: single('$sqrt', undefined, (value) => {
    if (value < 0) throw badValue("$sqrt's argument must be greater than or equal to 0", 28714);
    return Math.sqrt(value);
  }),
  $ln: positive('$ln', Math.log),
  $log10: positive('$log10', Math.log10),
  $log: pair(
    '$log',
    (a, b) => {
      if (!(toNumber(a) > 0) && !Number.isNaN(toNumber(a)))
        throw badValue(`$log's argument must be a positive number, but is ${toNumber(a)}`, 28758);
      if (!(toNumber(b) > 0 && toNumber(b) !== 1) && !Number.isNaN(toNumber(b)))
        throw badValue(`$log's base must be a positive number not equal to 1, but is ${toNumber(b)}`, 28759);
      if (kindOf(a) === 'decimal' || kindOf(b) === 'decimal') throw refused('$log of decimals');
      return doubleOf(Math.log(toNumber(a)) / Math.log(toNumber(b)));
    },
    [28756, 28757],
  ),
  $round: atPlace('$round', halfEven, bigHalfEven),
  $trunc: atPlace('$trunc', Math.trunc, (value, unit) => (value / unit) * unit),
};
