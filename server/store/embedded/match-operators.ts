// The operators of one field in a filter. A new operator is one line here; what is not here is refused by name.
import type { BinaryValue, Doc, Value } from './bson.ts';
import { isDocument, isNumeric, typeOf } from './bson.ts';
import { badValue, refused } from './errors.ts';
import type { Compiler, FieldTest, MatchContext, Test } from './match-tests.ts';
import { comparison, isAboutValues, isOperatorDocument, meets, oneOf, regexTest } from './match-tests.ts';
import { exactOf, isInfinite, toNumber } from './numbers.ts';
import { isRegex } from './regex.ts';
import { parseTypes } from './type-names.ts';

type Build = (operand: Value, condition: Doc, context: MatchContext, compile: Compiler) => FieldTest;

const each = (test: Test): FieldTest => ({ leaf: 'each', test });
const not = (test: FieldTest): FieldTest => ({ ...test, negate: !test.negate });

function compare(operator: '$eq' | '$gt' | '$gte' | '$lt' | '$lte'): Build {
  return (operand, _condition, { strings }) => {
    if (isRegex(operand) && operator !== '$eq') throw badValue(`Can't have RegEx as arg to predicate over field`);
    return each(comparison(operator, operand, strings));
  };
}

function listOf(operator: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  if (operand.some((item) => isOperatorDocument(item))) throw badValue(`cannot nest $ under ${operator}`);
  return operand;
}

const membership: Build = (operand, _condition, { strings }) => each(oneOf(listOf('$in', operand), strings));

const exists: Build = (operand) => {
  const wanted =
    operand === true || (isNumeric(operand) ? toNumber(operand) !== 0 : operand !== false && operand !== null);
  const test = each((value) => value !== undefined);
  return wanted ? test : not(test);
};

const ofType: Build = (operand) => {
  const types = parseTypes(operand);
  return each((value) => value !== undefined && types.has(typeOf(value)));
};

const size: Build = (operand) => {
  if (!isNumeric(operand)) throw badValue('Failed to parse $size. Expected a number', 9);
  const wanted = toNumber(operand);
  if (!Number.isInteger(wanted)) throw badValue('Failed to parse $size. Expected an integer', 9);
  if (wanted < 0) throw badValue('Failed to parse $size. Expected a non-negative number', 9);
  return { leaf: 'whole', test: (value) => Array.isArray(value) && value.length === wanted };
};

const all: Build = (operand, _condition, context, compile) => {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return each(() => false);
  const withElements = operand.filter(beginsWithOperator);
  if (withElements.length > 0) {
    if (withElements.length !== operand.length || withElements.some((item) => !('$elemMatch' in (item as Doc)))) {
      throw badValue('no $ expressions in $all');
    }
  }
  return {
    all: operand.flatMap((item) =>
      withElements.length > 0 || isRegex(item)
        ? compile.field(item, context)
        : each(comparison('$eq', item, context.strings)),
    ),
  };
};

const elemMatch: Build = (operand, _condition, context, compile) => {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  if (isAboutValues(operand)) {
    const tests = compile.field(operand, context);
    return elements((item) => tests.every((test) => meets(item, test)));
  }
  const predicate = compile.filter(operand, context);
  return elements((item) => (isDocument(item) || Array.isArray(item)) && predicate(item as Doc));
};

const elements = (test: Test): FieldTest => ({
  leaf: 'whole',
  test: (value) => Array.isArray(value) && value.some(test),
});

const negation: Build = (operand, _condition, context, compile) => {
  if (isRegex(operand)) return not(each(regexTest(operand.pattern, operand.options)));
  if (!isDocument(operand)) throw badValue('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty');
  if (!isOperatorDocument(operand)) throw badValue(`unknown operator: ${Object.keys(operand)[0]}`);
  return { all: compile.field(operand, context), negate: true };
};

const mod: Build = (operand) => {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((item) => {
    if (!isNumeric(item)) throw badValue('malformed mod, divisor or remainder is not a number');
    return wholeOf(item);
  }) as [bigint | undefined, bigint | undefined];
  if (divisor === undefined || remainder === undefined) throw badValue('malformed mod, divisor value is invalid');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return each((value) => {
    if (!isNumeric(value)) return false;
    const whole = wholeOf(value);
    return whole !== undefined && whole % divisor === remainder;
  });
};

/** The number without its fraction, or undefined if it does not fit 64 bits. */
function wholeOf(value: Value): bigint | undefined {
  if (Number.isNaN(toNumber(value)) || isInfinite(value)) return undefined;
  const { digits, exponent } = exactOf(value);
  if (exponent > 20) return undefined;
  const whole = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(Math.min(-exponent, 7000));
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

const regex: Build = (operand, condition) => {
  const given = condition.$options;
  if (given !== undefined && typeof given !== 'string') throw badValue('$options has to be a string');
  if (typeof operand === 'string') return each(regexTest(operand, given ?? ''));
  if (!isRegex(operand)) throw badValue('$regex has to be a string');
  if (given !== undefined && operand.options !== '') throw badValue('options set in both $regex and $options', 51075);
  return each(regexTest(operand.pattern, given ?? operand.options));
};

function bits(wantSet: boolean, needAll: boolean): Build {
  return (operand) => {
    const mask = bitMask(operand);
    return each((value) => {
      const given = typeOf(value) === 'binData' ? littleEndian(value as BinaryValue) : exactWhole(value);
      if (given === undefined) return false;
      const found = given & mask;
      if (needAll) return wantSet ? found === mask : found === 0n;
      return wantSet ? found !== 0n : found !== mask;
    });
  };
}

function bitMask(operand: Value): bigint {
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>((mask, item) => {
      const position = isNumeric(item) ? exactWhole(item) : undefined;
      if (position === undefined || position < 0n) throw badValue('bit positions must be an integer >= 0');
      return mask | (1n << position);
    }, 0n);
  }
  if (typeOf(operand) === 'binData') return littleEndian(operand as BinaryValue);
  const mask = isNumeric(operand) ? exactWhole(operand) : undefined;
  if (mask === undefined || mask < 0n) throw badValue('bit mask must be a number >= 0, an array or binary data', 9);
  return mask;
}

/** A number without a fraction as an integer; anything else has no bits. */
function exactWhole(value: Value): bigint | undefined {
  if (typeOf(value) === 'decimal') throw refused('bit tests of decimals');
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) return undefined;
  return wholeOf(value);
}

function littleEndian(value: BinaryValue): bigint {
  const bytes = value.buffer.subarray(0, value.position);
  return bytes.reduceRight<bigint>((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

const unsupported =
  (name: string): Build =>
  () => {
    throw refused(name);
  };

/** What `$all` and `$pull` take for a condition; other documents are values there, whatever their names. */
export function beginsWithOperator(value: Value): value is Doc {
  const [first] = isDocument(value) ? Object.keys(value) : [];
  return first !== undefined && first !== '$not' && Object.hasOwn(fieldOperators, first);
}

export const fieldOperators: Record<string, Build> = {
  $eq: compare('$eq'),
  $gt: compare('$gt'),
  $gte: compare('$gte'),
  $lt: compare('$lt'),
  $lte: compare('$lte'),
  $ne: (operand, condition, context, compile) => {
    if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
    return not(compare('$eq')(operand, condition, context, compile));
  },
  $in: membership,
  $nin: (operand, _condition, { strings }) => not(each(oneOf(listOf('$nin', operand), strings))),
  $exists: exists,
  $type: ofType,
  $size: size,
  $all: all,
  $elemMatch: elemMatch,
  $not: negation,
  $mod: mod,
  $regex: regex,
  $bitsAllSet: bits(true, true),
  $bitsAnySet: bits(true, false),
  $bitsAllClear: bits(false, true),
  $bitsAnyClear: bits(false, false),
  $geoWithin: unsupported('$geoWithin'),
  $geoIntersects: unsupported('$geoIntersects'),
  $near: unsupported('$near'),
  $nearSphere: unsupported('$nearSphere'),
  $where: unsupported('$where'),
};
