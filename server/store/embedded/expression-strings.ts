// Texts in expressions.
import type { Value } from './bson.ts';
import { isNumeric, typeOf } from './bson.ts';
import { compareStrings } from './compare.ts';
import { badValue, refused } from './errors.ts';
import { named, operandList, operands } from './expression-logic.ts';
import { toText } from './expression-types.ts';
import type { BuildExpression, Compile, Expression, Scope } from './expression-value.ts';
import { toNumber } from './numbers.ts';
import { compileRegex, isRegex } from './regex.ts';

const isNil = (value: Value): boolean => value === undefined || value === null;

/** Text for operators that take null as an empty text and dates and numbers as their text. */
function coerced(value: Value, name: string): string {
  if (isNil(value)) return '';
  const type = typeOf(value);
  if (type === 'double' && !Number.isFinite(toNumber(value))) throw refused('infinite numbers as texts');
  if (type === 'string' || type === 'date' || isNumeric(value)) return toText(value);
  if (type === 'timestamp' || type === 'symbol' || type === 'javascript') throw refused(`${type} as a text`);
  throw badValue(`can't convert from BSON type ${type} to String (${name})`, 16007);
}

function text(value: Value, name: string, code: number): string {
  if (typeof value !== 'string') throw badValue(`${name} requires a string argument, found: ${typeOf(value)}`, code);
  return value;
}

function onText(name: string, work: (value: string) => Value): BuildExpression {
  return (operand, compile) => {
    const [source] = operands(name, operand, 1, compile) as [Expression];
    return (scope) => work(coerced(source(scope), name));
  };
}

/** MongoDB changes the case of ASCII letters only. */
const upper = (value: string): string => value.replace(/[a-z]+/g, (part) => part.toUpperCase());
const lower = (value: string): string => value.replace(/[A-Z]+/g, (part) => part.toLowerCase());

const concat: BuildExpression = (operand, compile) => {
  const list = operandList(operand, compile);
  return (scope) => {
    let result = '';
    for (const item of list) {
      const value = item(scope);
      if (isNil(value)) return null;
      if (typeof value !== 'string') throw badValue(`$concat only supports strings, not ${typeOf(value)}`, 16702);
      result += value;
    }
    return result;
  };
};

function numberOf(value: Value, name: string, part: string, code: number): number {
  if (!isNumeric(value)) throw badValue(`${name}: ${part} must be a numeric type`, code);
  return toNumber(value);
}

/** A whole number of 32 bits; the codes are for what is no number and for what is not such a one. */
function whole(value: Value, name: string, part: string, codes: [number, number]): number {
  const number = numberOf(value, name, part, codes[0]);
  if ((number | 0) !== number)
    throw badValue(`${name}: ${part} cannot be represented as a 32-bit integral value: ${number}`, codes[1]);
  return number;
}

const substrCodePoints: BuildExpression = (operand, compile) => {
  const [source, from, count] = operands('$substrCP', operand, 3, compile) as [Expression, Expression, Expression];
  return (scope) => {
    const points = [...coerced(source(scope), '$substrCP')];
    const start = whole(from(scope), '$substrCP', 'starting index', [34450, 34451]);
    const length = whole(count(scope), '$substrCP', 'length', [34452, 34453]);
    if (start < 0) throw badValue('$substrCP: the starting index must be nonnegative integer.', 34455);
    if (length < 0) throw badValue('$substrCP: length must be a nonnegative integer.', 34454);
    return points.slice(start, start + length).join('');
  };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are of one byte too.
const ONE_BYTE_EACH = /^[\x00-\x7f]*$/;

const substrBytes: BuildExpression = (operand, compile) => {
  const [source, from, count] = operands('$substrBytes', operand, 3, compile) as [Expression, Expression, Expression];
  return (scope) => {
    const value = coerced(source(scope), '$substrBytes');
    const start = Math.trunc(numberOf(from(scope), '$substrBytes', 'starting index', 16034));
    const length = Math.trunc(numberOf(count(scope), '$substrBytes', 'length', 16035));
    if (start < 0) throw badValue('$substrBytes: starting index must be non-negative', 50752);
    if (ONE_BYTE_EACH.test(value)) return value.slice(start, length < 0 ? undefined : start + length);
    const bytes = Buffer.from(value);
    if (start >= bytes.length) return '';
    const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
    if (continues(bytes, start))
      throw badValue('$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.', 28656);
    if (continues(bytes, end))
      throw badValue('$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.', 28657);
    return bytes.toString('utf8', start, end);
  };
};

const continues = (bytes: Buffer, at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;

const split: BuildExpression = (operand, compile) => {
  const [source, by] = operands('$split', operand, 2, compile) as [Expression, Expression];
  return (scope) => {
    const [value, separator] = [source(scope), by(scope)];
    if (isNil(value) || isNil(separator)) return null;
    const sep = text(separator, '$split', 40086);
    if (sep === '') throw badValue('$split requires a non-empty separator', 40087);
    return text(value, '$split', 40085).split(sep);
  };
};

const BLANK = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trim(name: string, left: boolean, right: boolean): BuildExpression {
  return (operand, compile) => {
    const parts = named(name, operand, ['input'], ['chars']);
    const input = compile(parts.input);
    const chars = 'chars' in parts ? compile(parts.chars) : () => BLANK;
    return (scope) => {
      const [value, set] = [input(scope), chars(scope)];
      if (isNil(value) || isNil(set)) return null;
      const points = [...text(value, name, 50699)];
      const blank = new Set(text(set, name, 50700));
      let start = 0;
      let end = points.length;
      while (left && start < end && blank.has(points[start] as string)) start += 1;
      while (right && end > start && blank.has(points[end - 1] as string)) end -= 1;
      return points.slice(start, end).join('');
    };
  };
}

function indexIn(
  name: string,
  unitsOf: (value: string) => ArrayLike<unknown>,
  find: (text: string, part: string, from: number, to: number) => number,
): BuildExpression {
  return (operand, compile) => {
    const list = operandList(operand, compile);
    if (list.length < 2 || list.length > 4)
      throw badValue(`Expression ${name} takes at least 2 arguments, and at most 4`, 28667);
    const [source, part, from, to] = list as [Expression, Expression, Expression?, Expression?];
    return (scope) => {
      const value = source(scope);
      if (isNil(value)) return null;
      const haystack = text(value, name, 40091);
      const needle = text(part(scope), name, 40092);
      const start = from ? whole(from(scope), name, 'starting index', [40096, 40096]) : 0;
      const end = to ? whole(to(scope), name, 'ending index', [40096, 40096]) : unitsOf(haystack).length;
      if (start < 0 || end < 0) throw badValue(`${name} requires a nonnegative index`, 40097);
      if (start > unitsOf(haystack).length || end < start) return -1;
      return find(haystack, needle, start, Math.min(end, unitsOf(haystack).length));
    };
  };
}

function findBytes(haystack: string, needle: string, from: number, to: number): number {
  return Buffer.from(haystack).subarray(0, to).indexOf(Buffer.from(needle), from);
}

function findPoints(haystack: string, needle: string, from: number, to: number): number {
  const points = [...haystack].slice(0, to);
  const found = points.slice(from).join('').indexOf(needle);
  return found < 0 ? -1 : from + [...points.slice(from).join('').slice(0, found)].length;
}

function replace(name: string, all: boolean): BuildExpression {
  return (operand, compile) => {
    const parts = named(name, operand, ['input', 'find', 'replacement']);
    const [input, find, by] = [compile(parts.input), compile(parts.find), compile(parts.replacement)];
    return (scope) => {
      const values = [input(scope), find(scope), by(scope)];
      const odd = values.find((value) => !isNil(value) && typeof value !== 'string');
      if (odd !== undefined)
        throw badValue(`${name} requires that its arguments are strings, found: ${typeOf(odd)}`, 51746);
      if (values.some(isNil)) return null;
      const [value, from, to] = values as [string, string, string];
      if (all && from === '') throw refused('$replaceAll of an empty text');
      return all ? value.replaceAll(from, () => to) : value.replace(from, () => to);
    };
  };
}

function regexOf(
  name: string,
  operand: Value,
  compile: Compile,
): (scope: Scope) => { input: Value; regex: RegExp | undefined } {
  const parts = named(name, operand, ['input', 'regex'], ['options']);
  const [input, regex] = [compile(parts.input), compile(parts.regex)];
  const options = 'options' in parts ? compile(parts.options) : () => '';
  return (scope) => {
    const value = input(scope);
    const pattern = regex(scope);
    const flags = options(scope) ?? '';
    if (!isNil(value) && typeof value !== 'string') throw badValue(`${name} needs 'input' to be of type string`, 51104);
    if (isNil(pattern)) return { input: value, regex: undefined };
    if (isRegex(pattern))
      return { input: value, regex: compileRegex(pattern.pattern, pattern.options || String(flags)) };
    if (typeof pattern !== 'string') throw badValue(`${name} needs 'regex' to be of type string or regex`, 51105);
    return { input: value, regex: compileRegex(pattern, String(flags)) };
  };
}

function found(match: RegExpExecArray): Value {
  return {
    match: match[0],
    idx: [...match.input.slice(0, match.index)].length,
    captures: match.slice(1).map((part) => part ?? null),
  };
}

export const stringOperators: Record<string, BuildExpression> = {
  $concat: concat,
  $toUpper: onText('$toUpper', upper),
  $toLower: onText('$toLower', lower),
  $strLenCP: (operand, compile) => {
    const [source] = operands('$strLenCP', operand, 1, compile) as [Expression];
    return (scope) => [...text(source(scope), '$strLenCP', 34471)].length;
  },
  $strLenBytes: (operand, compile) => {
    const [source] = operands('$strLenBytes', operand, 1, compile) as [Expression];
    return (scope) => Buffer.byteLength(text(source(scope), '$strLenBytes', 34473));
  },
  $substrCP: substrCodePoints,
  $substrBytes: substrBytes,
  $substr: substrBytes,
  $split: split,
  $trim: trim('$trim', true, true),
  $ltrim: trim('$ltrim', true, false),
  $rtrim: trim('$rtrim', false, true),
  $indexOfCP: indexIn('$indexOfCP', (value) => [...value], findPoints),
  $indexOfBytes: indexIn('$indexOfBytes', (value) => Buffer.from(value), findBytes),
  $strcasecmp: (operand, compile) => {
    const [a, b] = operands('$strcasecmp', operand, 2, compile) as [Expression, Expression];
    return (scope) =>
      Math.sign(compareStrings(upper(coerced(a(scope), '$strcasecmp')), upper(coerced(b(scope), '$strcasecmp'))));
  },
  $replaceOne: replace('$replaceOne', false),
  $replaceAll: replace('$replaceAll', true),
  $regexMatch: (operand, compile) => {
    const parts = regexOf('$regexMatch', operand, compile);
    return (scope) => {
      const { input, regex } = parts(scope);
      return typeof input === 'string' && regex !== undefined && regex.test(input);
    };
  },
  $regexFind: (operand, compile) => {
    const parts = regexOf('$regexFind', operand, compile);
    return (scope) => {
      const { input, regex } = parts(scope);
      const match = typeof input === 'string' && regex ? regex.exec(input) : null;
      return match ? found(match) : null;
    };
  },
  $regexFindAll: () => {
    throw refused('the expression $regexFindAll');
  },
};
