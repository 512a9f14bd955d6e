// Regular expressions as MongoDB's (PCRE) mean them, on JavaScript's engine.
import type { RegexValue, Value } from './bson.ts';
import { bsonTag } from './bson.ts';
import { badValue, refused } from './errors.ts';

const cache = new Map<string, RegExp>();
const KEPT = 500;

/** A JavaScript expression with the meaning of a MongoDB pattern. Throws for flags and syntax that it cannot keep. */
export function compileRegex(pattern: string, options: string): RegExp {
  const key = `${options}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  for (const flag of options) {
    if (!'imsu'.includes(flag))
      throw flag === 'x'
        ? refused('the regular expression flag "x"')
        : badValue(`invalid flag in regex options: ${flag}`, 51108);
  }
  const made = build(pattern, options);
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value as string);
  cache.set(key, made);
  return made;
}

function build(pattern: string, options: string): RegExp {
  const flags = [...new Set(options)].filter((flag) => flag !== 'u').join('');
  const source = options.includes('m') ? pattern : endOfText(pattern);
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    try {
      return new RegExp(source, flags);
    } catch (cause) {
      throw badValue(`Regular expression is invalid: ${(cause as Error).message}`, 51091);
    }
  }
}

/** PCRE's `$` also matches before a line break that ends the text. */
function endOfText(pattern: string): string {
  let source = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern[i] as string;
    if (char === '\\') {
      source += char + (pattern[i + 1] ?? '');
      i += 1;
    } else {
      if (char === '[') inClass = true;
      if (char === ']') inClass = false;
      source += char === '$' && !inClass ? '(?=\\n?(?![^]))' : char;
    }
  }
  return source;
}

export function isRegex(value: Value): value is RegexValue {
  return typeof value === 'object' && value !== null && bsonTag(value) === 'BSONRegExp';
}

/**
 * The literal start that every match must have, for `^abc…` without flags; empty if there is none. `whole` says that
 * each text which starts so is a match.
 */
export function literalPrefix(pattern: string, options: string): { prefix: string; whole: boolean } {
  if (options !== '' || !pattern.startsWith('^') || pattern.includes('|')) return { prefix: '', whole: false };
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])*)/.exec(pattern);
  if (!match) return { prefix: '', whole: false };
  const rest = pattern.slice(match[0].length);
  const literal = (match[1] as string).replace(/\\(.)/gsu, '$1');
  // A quantifier belongs to the last character, which is then not certain.
  const prefix = /^[*+?{]/.test(rest) ? [...literal].slice(0, -1).join('') : literal;
  return { prefix, whole: rest === '' };
}
