import type { Text } from './text.ts';

/** Keys of definitions, states and events. */
export const KEY_PATTERN = /^[a-z][a-z0-9-]{0,47}$/;
/** Names of fields. */
export const FIELD_PATTERN = /^[a-z][A-Za-z0-9_]{0,47}$/;

/** Names that a field may not have, because rules read something else under them. */
export const reservedFieldNames = [
  'actor',
  'initiator',
  'now',
  'today',
  'case',
  'record',
  'row',
  'accumulator',
  'current',
] as const;

// Listed, not asked of Object.prototype at run time: the server starts with `--disable-proto=delete`.
const prototypeNames = new Set([
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'prototype',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** True for a name that means something on `Object.prototype`; no definition and no data may use one. */
export function isPrototypeName(name: string): boolean {
  return prototypeNames.has(name);
}

export function isKey(name: string): boolean {
  return KEY_PATTERN.test(name) && !isPrototypeName(name);
}

export function isFieldName(name: string): boolean {
  return FIELD_PATTERN.test(name) && !isPrototypeName(name) && !reservedFieldNames.includes(name as 'actor');
}

/** Words that steps and scenarios use beside the names of states. */
const reservedStateKeys: readonly string[] = ['initiator', 'previous', 'passed', 'start'];

export function isStateKey(name: string): boolean {
  return isKey(name) && !reservedStateKeys.includes(name);
}

/** The nearest of the known names, for "did you mean …?"; undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let distance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const found = editDistance(name.toLowerCase(), candidate.toLowerCase(), distance);
    if (found < distance) {
      distance = found;
      best = candidate;
    }
  }
  return best;
}

/** The end of a refusal: " (did you mean "amount"?)", or nothing when no known name is near. */
export function didYouMean(name: string, known: Iterable<string>): Text {
  const near = nearest(name, known);
  return near === undefined ? '' : { en: ` (did you mean "${near}"?)`, 'zh-CN': `（是否想写“${near}”？）` };
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (previous[j - 1] ?? limit) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitute, (previous[j] ?? limit) + 1, (row[j - 1] ?? limit) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? limit;
}
