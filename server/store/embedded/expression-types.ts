// Types and conversions in expressions.

import { kindOf, toBig } from './arithmetic.ts';
import type { DecimalValue, ObjectIdValue, TimestampValue, Value } from './bson.ts';
import { Decimal128, isInt32, isNumeric, ObjectId, typeOf } from './bson.ts';
import { badValue, refused } from './errors.ts';
import { named, operands } from './expression-logic.ts';
import { type BuildExpression, type Expression, isTrue } from './expression-value.ts';
import { doubleOf, longOf } from './normalise.ts';
import { compareNumbers, exactOf, isInfinite, toNumber } from './numbers.ts';

const FAILED = 241;

const failure = (value: Value, target: string): Error =>
  badValue(`Failed to convert ${typeOf(value)} to ${target} in $convert with no onError value`, FAILED);

function toWhole(value: Value, target: 'int' | 'long'): Value {
  if (typeof value === 'boolean') return target === 'int' ? Number(value) : longOf(BigInt(value));
  if (value instanceof Date && target === 'long') return longOf(BigInt(value.getTime()));
  let whole: bigint;
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw failure(value, target);
    whole = BigInt(value.replace('+', ''));
  } else if (isNumeric(value)) {
    const kind = kindOf(value);
    if (kind === 'int' || kind === 'long') whole = toBig(value);
    else {
      const number = toNumber(value);
      if (!Number.isFinite(number)) throw failure(value, target);
      const { digits, exponent } = exactOf(value);
      whole = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent);
    }
  } else {
    throw failure(value, target);
  }
  if (target === 'long') {
    if (BigInt.asIntN(64, whole) !== whole) throw failure(value, target);
    return longOf(whole);
  }
  if (!isInt32(Number(whole))) throw failure(value, target);
  return Number(whole);
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return doubleOf(Number(value));
  if (value instanceof Date) return doubleOf(value.getTime());
  if (isNumeric(value)) {
    const number = toNumber(value);
    // A decimal may be too large or too small for a double.
    const lost =
      kindOf(value) === 'decimal' &&
      (number === 0
        ? compareNumbers(value, 0) !== 0
        : !Number.isFinite(number) && !isInfinite(value) && !Number.isNaN(number));
    if (lost) throw failure(value, 'double');
    return doubleOf(number);
  }
  if (typeof value === 'string' && /^[+-]?(?:inf|infinity|nan)$/i.test(value)) return doubleOf(namedNumber(value));
  if (typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value))
    return doubleOf(Number(value));
  throw failure(value, 'double');
}

function namedNumber(text: string): number {
  if (/nan/i.test(text)) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function toDecimalValue(value: Value): Value {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (isNumeric(value)) {
    if (kindOf(value) === 'decimal') return value;
    if (kindOf(value) === 'double') throw refused('$toDecimal of doubles');
    return Decimal128.fromString(toBig(value).toString());
  }
  if (typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value))
    return Decimal128.fromString(value);
  throw failure(value, 'decimal');
}

/** A number as MongoDB writes it. */
function textOfNumber(value: Value): string {
  const kind = kindOf(value);
  if (kind === 'int' || kind === 'long') return toBig(value).toString();
  if (kind === 'decimal') return (value as DecimalValue).toString();
  const number = toNumber(value);
  if (Object.is(number, -0)) return '-0';
  // MongoDB up to 6 writes six digits, later versions all of them: only what both write alike is written.
  const text = String(number);
  if (Number(number.toPrecision(6)) !== number || text.includes('e') || Math.abs(number) >= 1e6) {
    if (Number.isFinite(number)) throw refused('$toString of doubles of more than six digits');
  }
  return Number.isNaN(number) ? 'NaN' : text;
}

export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value)) return textOfNumber(value);
  if (typeOf(value) === 'objectId') return (value as ObjectIdValue).toHexString();
  throw failure(value, 'string');
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value;
  if (typeOf(value) === 'objectId') return (value as ObjectIdValue).getTimestamp();
  if (typeOf(value) === 'timestamp') return new Date((value as TimestampValue).getHighBitsUnsigned() * 1000);
  if (isNumeric(value) && kindOf(value) !== 'int') {
    const number = Math.trunc(toNumber(value));
    const isLong = kindOf(value) === 'long';
    if (!isLong && !(Math.abs(number) < 2 ** 63)) throw failure(value, 'date');
    if (Number.isNaN(new Date(number).getTime())) throw refused('dates beyond the year 275760');
    return new Date(number);
  }
  if (typeof value === 'string') {
    const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value);
    const date = match
      ? new Date(match[2] ? `${match[1]}T${match[2]}${match[3] ?? 'Z'}` : `${match[1]}T00:00:00Z`)
      : undefined;
    // MongoDB reads many other forms, some of them by guessing.
    if (!date || Number.isNaN(date.getTime())) throw refused('reading dates other than in ISO 8601');
    return date;
  }
  throw failure(value, 'date');
}

function toObjectId(value: Value): Value {
  if (typeOf(value) === 'objectId') return value;
  if (typeof value === 'string' && /^[0-9a-fA-F]{24}$/.test(value)) return ObjectId.createFromHexString(value);
  throw failure(value, 'objectId');
}

const CONVERSIONS: Record<string, (value: Value) => Value> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: isTrue,
  date: toDate,
  int: (value) => toWhole(value, 'int'),
  long: (value) => toWhole(value, 'long'),
  decimal: toDecimalValue,
};

const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
};

function converting(name: string, target: string): BuildExpression {
  return (operand, compile) => {
    const [source] = operands(name, operand, 1, compile) as [Expression];
    return (scope) => {
      const value = source(scope);
      return value === undefined || value === null ? null : (CONVERSIONS[target] as (value: Value) => Value)(value);
    };
  };
}

const convert: BuildExpression = (operand, compile) => {
  const parts = named('$convert', operand, ['input', 'to'], ['onError', 'onNull']);
  const input = compile(parts.input);
  const to = compile(parts.to);
  const onError = 'onError' in parts ? compile(parts.onError) : undefined;
  const onNull = 'onNull' in parts ? compile(parts.onNull) : undefined;
  return (scope) => {
    const value = input(scope);
    if (value === undefined || value === null) return onNull ? onNull(scope) : null;
    const target = to(scope);
    if (target === undefined || target === null) return null;
    const conversion = CONVERSIONS[isNumeric(target) ? (TYPE_NUMBERS[toNumber(target)] ?? '') : String(target)];
    if (!conversion) throw badValue(`Unknown type name: ${String(target)}`);
    try {
      return conversion(value);
    } catch (error) {
      if (onError && (error as { code?: unknown }).code === FAILED) return onError(scope);
      throw error;
    }
  };
};

export const typeOperators: Record<string, BuildExpression> = {
  $type: (operand, compile) => {
    const [source] = operands('$type', operand, 1, compile) as [Expression];
    return (scope) => typeOf(source(scope));
  },
  $isNumber: (operand, compile) => {
    const [source] = operands('$isNumber', operand, 1, compile) as [Expression];
    return (scope) => isNumeric(source(scope));
  },
  $toString: converting('$toString', 'string'),
  $toInt: converting('$toInt', 'int'),
  $toLong: converting('$toLong', 'long'),
  $toDouble: converting('$toDouble', 'double'),
  $toDecimal: converting('$toDecimal', 'decimal'),
  $toDate: converting('$toDate', 'date'),
  $toObjectId: converting('$toObjectId', 'objectId'),
  $toBool: converting('$toBool', 'bool'),
  $convert: convert,
};
