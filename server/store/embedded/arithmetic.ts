// Arithmetic over int32, int64, double and decimal with MongoDB's widening: int32 grows into int64, int64 into double,
// and decimals stay decimals.
import type { DecimalValue, DoubleValue, LongValue, Value } from './bson.ts';
import { Decimal128, isInt32, typeOf } from './bson.ts';
import { addDecimals, divideDecimals, multiplyDecimals, negateDecimal, remainderOfDecimals } from './decimal.ts';
import { badValue, refused } from './errors.ts';
import { doubleOf, longOf } from './normalise.ts';
import { compareNumbers, toNumber } from './numbers.ts';

export type Numeric = number | LongValue | DoubleValue | DecimalValue;
export type Kind = 'int' | 'long' | 'double' | 'decimal';

const WIDTH: Record<Kind, number> = { int: 0, long: 1, double: 2, decimal: 3 };

export function kindOf(value: Value): Kind {
  return typeOf(value) as Kind;
}

export function wider(a: Kind, b: Kind): Kind {
  return WIDTH[a] >= WIDTH[b] ? a : b;
}

export function toBig(value: Value): bigint {
  return typeof value === 'number' ? BigInt(value) : (value as LongValue).toBigInt();
}

/** A whole number of the kind: int32 where it was asked for and fits, int64 where that fits, else a double. */
export function wholeOf(value: bigint, kind: 'int' | 'long'): Numeric {
  const number = Number(value);
  if (kind === 'int' && isInt32(number) && BigInt(number) === value) return number;
  return BigInt.asIntN(64, value) === value ? longOf(value) : doubleOf(number);
}

/** The number as a decimal. A double has no settled number of digits, so mixing the two is refused. */
export function toDecimal(value: Value): DecimalValue {
  const kind = kindOf(value);
  if (kind === 'decimal') return value as DecimalValue;
  if (kind === 'double') {
    const number = toNumber(value);
    if (!Number.isFinite(number)) return Decimal128.fromString(String(number));
    throw refused('arithmetic between doubles and decimals');
  }
  return Decimal128.fromString(toBig(value).toString());
}

type Operation = {
  whole: (a: bigint, b: bigint) => bigint;
  double: (a: number, b: number) => number;
  decimal: (a: DecimalValue, b: DecimalValue) => DecimalValue;
};

function combine(a: Value, b: Value, { whole, double, decimal }: Operation): Numeric {
  const kind = wider(kindOf(a), kindOf(b));
  if (kind === 'decimal') return decimal(toDecimal(a), toDecimal(b));
  if (kind === 'double') return doubleOf(double(toNumber(a), toNumber(b)));
  return wholeOf(whole(toBig(a), toBig(b)), kind);
}

const ADD: Operation = { whole: (a, b) => a + b, double: (a, b) => a + b, decimal: addDecimals };
const SUBTRACT: Operation = {
  whole: (a, b) => a - b,
  double: (a, b) => a - b,
  decimal: (a, b) => addDecimals(a, negateDecimal(b)),
};
const MULTIPLY: Operation = { whole: (a, b) => a * b, double: (a, b) => a * b, decimal: multiplyDecimals };

export const add = (a: Value, b: Value): Numeric => combine(a, b, ADD);
export const subtract = (a: Value, b: Value): Numeric => combine(a, b, SUBTRACT);
export const multiply = (a: Value, b: Value): Numeric => combine(a, b, MULTIPLY);

/** A decimal may be too small for a double without being zero. */
function isTiny(value: Value): boolean {
  return kindOf(value) === 'decimal' && compareNumbers(value, 0) !== 0;
}

/** Division always leaves the whole numbers. */
export function divide(a: Value, b: Value): Numeric {
  if (toNumber(b) === 0 && !isTiny(b)) throw badValue("can't $divide by zero");
  if (wider(kindOf(a), kindOf(b)) === 'decimal') return divideDecimals(toDecimal(a), toDecimal(b));
  return doubleOf(toNumber(a) / toNumber(b));
}

export function remainder(a: Value, b: Value): Numeric {
  const kind = wider(kindOf(a), kindOf(b));
  if (toNumber(b) === 0 && !isTiny(b)) throw badValue("can't $mod by zero", kind === 'decimal' ? 5733415 : 16610);
  if (kind === 'decimal') return remainderOfDecimals(toDecimal(a), toDecimal(b));
  // A double that is a whole number of 32 bits divides whole numbers as one.
  const divisor = kindOf(b) === 'double' && isInt32(toNumber(b)) ? toNumber(b) : b;
  if (kindOf(a) === 'double' || kindOf(divisor) === 'double') return doubleOf(toNumber(a) % toNumber(b));
  return wholeOf(toBig(a) % toBig(divisor), wider(kindOf(a), kindOf(divisor)) as 'int' | 'long');
}

/** True if adding or multiplying whole numbers left the whole numbers: an update refuses that. */
export function overflowed(a: Value, b: Value, result: Value): boolean {
  return kindOf(result) === 'double' && kindOf(a) !== 'double' && kindOf(b) !== 'double';
}
