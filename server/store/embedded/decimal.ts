// Arithmetic of IEEE 754 decimals with 34 digits, rounding half to even, keeping the exponents that the standard keeps.
import type { DecimalValue } from './bson.ts';
import { Decimal128 } from './bson.ts';
import { exactOfDecimal } from './numbers.ts';

const PRECISION = 34;

/** `minus` is the sign where the digits have none: of a zero. */
type Parts = { digits: bigint; exponent: number; minus?: boolean };

const isSpecial = (value: DecimalValue): boolean => /NaN|Inf/.test(value.toString());

/** Infinity and NaN follow the rules of doubles. */
function special(
  a: DecimalValue,
  b: DecimalValue,
  operation: (x: number, y: number) => number,
): DecimalValue | undefined {
  if (!isSpecial(a) && !isSpecial(b)) return undefined;
  return Decimal128.fromString(String(operation(plain(a), plain(b))));
}

/** A finite decimal stands only for its sign where the other one is infinite. */
function plain(value: DecimalValue): number {
  if (isSpecial(value)) return Number(value.toString());
  const { digits } = exactOfDecimal(value.toString());
  return digits === 0n ? 0 : digits < 0n ? -1 : 1;
}

function rounded({ digits, exponent, minus }: Parts): DecimalValue {
  const negative = digits < 0n || (digits === 0n && minus === true);
  let magnitude = negative ? -digits : digits;
  let power = exponent;
  const surplus = magnitude.toString().length - PRECISION;
  if (surplus > 0) {
    magnitude = halfEven(magnitude, 10n ** BigInt(surplus));
    power += surplus;
    if (magnitude.toString().length > PRECISION) {
      magnitude /= 10n;
      power += 1;
    }
  }
  return Decimal128.fromStringWithRounding(`${negative ? '-' : ''}${magnitude}E${power < 0 ? '' : '+'}${power}`);
}

function halfEven(value: bigint, unit: bigint): bigint {
  const quotient = value / unit;
  const twice = (value % unit) * 2n;
  if (twice > unit || (twice === unit && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

export function addDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  const odd = special(a, b, (x, y) => x + y);
  if (odd) return odd;
  const x = exactOfDecimal(a.toString());
  const y = exactOfDecimal(b.toString());
  // Far below the other's last digit a number only decides rounding, which a distant 1 does as well.
  const gap = Math.abs(x.exponent - y.exponent);
  if (gap > 6000) return x.digits === 0n ? b : a;
  const exponent = Math.min(x.exponent, y.exponent);
  const digits = x.digits * 10n ** BigInt(x.exponent - exponent) + y.digits * 10n ** BigInt(y.exponent - exponent);
  return rounded({ digits, exponent, minus: isNegative(a) && isNegative(b) });
}

const isNegative = (value: DecimalValue): boolean => value.toString().startsWith('-');

export function negateDecimal(value: DecimalValue): DecimalValue {
  const text = value.toString();
  if (text === 'NaN') return value;
  return Decimal128.fromString(text.startsWith('-') ? text.slice(1) : `-${text}`);
}

export function multiplyDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  const odd = special(a, b, (x, y) => x * y);
  if (odd) return odd;
  const x = exactOfDecimal(a.toString());
  const y = exactOfDecimal(b.toString());
  return rounded({
    digits: x.digits * y.digits,
    exponent: x.exponent + y.exponent,
    minus: isNegative(a) !== isNegative(b),
  });
}

export function divideDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (!isSpecial(a) && b.toString().includes('Inf')) {
    return Decimal128.fromString(isNegative(a) === isNegative(b) ? '0E-6176' : '-0E-6176');
  }
  const odd = special(a, b, (x, y) => x / y);
  if (odd) return odd;
  const x = exactOfDecimal(a.toString());
  const y = exactOfDecimal(b.toString());
  if (y.digits === 0n) return Decimal128.fromString(x.digits === 0n ? 'NaN' : x.digits < 0n ? '-Infinity' : 'Infinity');
  const ideal = x.exponent - y.exponent;
  const shift = PRECISION + 2 + y.digits.toString().length;
  const scaled = x.digits * 10n ** BigInt(shift);
  let digits = scaled / y.digits;
  let exponent = ideal - shift;
  if (digits * y.digits !== scaled)
    return rounded({ digits: digits * 10n + (digits < 0n ? -1n : 1n), exponent: exponent - 1 });
  const minus = isNegative(a) !== isNegative(b);
  if (digits === 0n) return rounded({ digits, exponent: ideal, minus });
  while (exponent < ideal && digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  return rounded({ digits, exponent });
}

export function remainderOfDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (isSpecial(a) || (isSpecial(b) && b.toString() === 'NaN')) return Decimal128.fromString('NaN');
  if (isSpecial(b)) return a;
  const x = exactOfDecimal(a.toString());
  const y = exactOfDecimal(b.toString());
  if (y.digits === 0n) return Decimal128.fromString('NaN');
  const exponent = Math.min(x.exponent, y.exponent);
  const left = x.digits * 10n ** BigInt(x.exponent - exponent);
  return rounded({ digits: left % (y.digits * 10n ** BigInt(y.exponent - exponent)), exponent, minus: isNegative(a) });
}
