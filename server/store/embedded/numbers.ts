// Exact comparison of the four numeric types. Doubles, int64 and decimals are compared by value, never by rounding.
import type { DecimalValue, DoubleValue, LongValue, Value } from './bson.ts';
import { bsonTag } from './bson.ts';

/** A finite number: digits · 10^exponent. */
export type Exact = { digits: bigint; exponent: number };

/** The number as a JavaScript double, rounded to the nearest where it does not fit. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  switch (bsonTag(value as object)) {
    case 'Long':
      return (value as LongValue).toNumber();
    case 'Decimal128':
      return Number((value as DecimalValue).toString());
    default:
      return Number((value as DoubleValue).valueOf());
  }
}

function exactOfDouble(value: number): Exact {
  if (Number.isInteger(value)) return { digits: BigInt(value), exponent: 0 };
  // A double is m · 2^-k; 2^-k = 5^k · 10^-k, so every double has a finite decimal form.
  let scaled = value;
  let shift = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1;
  }
  return { digits: BigInt(scaled) * 5n ** BigInt(shift), exponent: -shift };
}

export function exactOfDecimal(text: string): Exact {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text);
  if (!match) throw new Error(`Not a finite decimal: ${text}`);
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] === '-' ? -digits : digits, exponent: Number(match[4] ?? 0) - fraction.length };
}

/** The exact value of a finite number. */
export function exactOf(value: Value): Exact {
  if (typeof value === 'number') return exactOfDouble(value);
  if (bsonTag(value as object) === 'Decimal128') return exactOfDecimal((value as DecimalValue).toString());
  if (bsonTag(value as object) === 'Long') return { digits: (value as LongValue).toBigInt(), exponent: 0 };
  return exactOfDouble(toNumber(value));
}

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function compareExact(a: Exact, b: Exact): number {
  if (a.digits === 0n || b.digits === 0n || a.digits < 0n !== b.digits < 0n) return order(a.digits, b.digits);
  // Far apart in size: decided without building huge powers of ten.
  const sizeA = String(a.digits < 0n ? -a.digits : a.digits).length + a.exponent;
  const sizeB = String(b.digits < 0n ? -b.digits : b.digits).length + b.exponent;
  if (sizeA !== sizeB) return sizeA > sizeB === a.digits > 0n ? 1 : -1;
  const exponent = Math.min(a.exponent, b.exponent);
  return order(a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent));
}

/** -1, 0 or 1 by value across int32, int64, double and decimal; NaN equals NaN and is the least number. */
export function compareNumbers(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
  }
  const x = toNumber(a);
  const y = toNumber(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
  if (isInfinite(a) || isInfinite(b)) return compareInfinite(a, b, x, y);
  return compareExact(exactOf(a), exactOf(b));
}

/** A decimal may be beyond the doubles without being infinite, so the text is asked. */
export function isInfinite(value: Value): boolean {
  if (typeof value === 'number') return value === Infinity || value === -Infinity;
  if (bsonTag(value as object) === 'Decimal128') return (value as DecimalValue).toString().includes('Inf');
  return Math.abs(toNumber(value)) === Infinity;
}

function compareInfinite(a: Value, b: Value, x: number, y: number): number {
  const left = isInfinite(a) ? Math.sign(x) : 0;
  const right = isInfinite(b) ? Math.sign(y) : 0;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The greatest double that is not further from zero than the number, and what remains beyond it. */
export function truncateToDouble(value: Value): { double: number; exact: boolean; digits: string; exponent: number } {
  const exact = exactOf(value);
  let double = toNumber(value);
  const magnitude = { digits: exact.digits < 0n ? -exact.digits : exact.digits, exponent: exact.exponent };
  double = Math.abs(double);
  if (double === Infinity) double = Number.MAX_VALUE;
  if (compareExact(exactOfDouble(double), magnitude) > 0) double = previousDouble(double);
  const same = compareExact(exactOfDouble(double), magnitude) === 0;
  const digits = String(magnitude.digits).replace(/0+$/, '');
  const size = String(magnitude.digits).length + magnitude.exponent;
  return { double: exact.digits < 0n ? -double : double, exact: same, digits, exponent: size };
}

function previousDouble(value: number): number {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  bytes.setBigInt64(0, bytes.getBigInt64(0) - 1n);
  return bytes.getFloat64(0);
}
