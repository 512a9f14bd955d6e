import { type Issue, issue } from '../../core/issue.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { dateIn } from '../../core/zones.ts';

/** Serial numbers: `ZZ{yyyyMM}-{seq:6}`. Date parts come from the tenant's calendar day; the number starts anew when they change. */

const PART = /\{([^{}]*)\}/g;
const DATE_PARTS: { [part: string]: (date: string) => string } = {
  yyyy: (date) => date.slice(0, 4),
  yy: (date) => date.slice(2, 4),
  MM: (date) => date.slice(5, 7),
  dd: (date) => date.slice(8, 10),
  yyyyMM: (date) => date.slice(0, 4) + date.slice(5, 7),
  yyMM: (date) => date.slice(2, 4) + date.slice(5, 7),
  yyyyMMdd: (date) => date.replaceAll('-', ''),
  yyMMdd: (date) => date.slice(2).replaceAll('-', ''),
};
const SEQ = /^seq(?::([1-9]|1[0-2]))?$/;

/** Faults of a pattern: unknown parts, no number or more than one. */
export function serialPatternIssues(pattern: string, at: JsonPointer): Issue[] {
  const parts = [...pattern.matchAll(PART)].map((match) => match[1] ?? '');
  const unknown = parts.filter((part) => !SEQ.test(part) && !Object.hasOwn(DATE_PARTS, part));
  const issues = unknown.map((part) =>
    issue('field/serial-part', at, {
      part: `{${part}}`,
      allowed: [...Object.keys(DATE_PARTS), 'seq:6'].map((name) => `{${name}}`),
    }),
  );
  if (parts.filter((part) => SEQ.test(part)).length !== 1) issues.push(issue('field/serial-number', at));
  if (/[{}]/.test(pattern.replace(PART, '')))
    issues.push(issue('field/serial-part', at, { part: pattern, allowed: ['{…}'] }));
  return issues;
}

/** Names the series that the next number is counted in: the pattern with its date parts filled in (`ZZ202611-{seq}`). */
export function serialScope(pattern: string, now: string, zone: string): string {
  return fillDates(pattern, now, zone, () => '{seq}');
}

/** The serial number with the given place in its series, from 1. Longer than the pattern's width when the number is. */
export function formatSerial(pattern: string, now: string, zone: string, seq: number): string {
  return fillDates(pattern, now, zone, (width) => String(seq).padStart(width, '0'));
}

function fillDates(pattern: string, now: string, zone: string, number: (width: number) => string): string {
  const date = dateIn(zone, now);
  return pattern.replace(PART, (whole, part: string) => {
    const seq = SEQ.exec(part);
    if (seq) return number(Number(seq[1] ?? 1));
    return Object.hasOwn(DATE_PARTS, part) ? (DATE_PARTS[part]?.(date) ?? whole) : whole;
  });
}
