import { dateOf, isDate } from '../../core/dates.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import type { CheckContext } from '../field-type.ts';
import { halfWidth, isBlank } from '../plain-text.ts';
import type { DateDeclaration } from './schema.ts';

const WRITTEN =
  /^(?:(\d{4})(\d{2})(\d{2})|(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]))$/;

/** `20260105`, `2026/1/5`, `2026.1.5`, `2026年1月5日` and full-width digits become `2026-01-05`. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value !== 'string' || isDate(value)) return value;
  return dayIn(value) ?? value;
}

/** The day that a text says, as people write one; undefined for a day that does not exist and for anything else. */
export function dayIn(text: string): string | undefined {
  const plain = halfWidth(text)
    .replace(/[\u2212\u2010-\u2014]/g, '-')
    .replace(/\u3002/g, '.')
    .replace(/\s*([-/.年月日号])\s*/g, '$1')
    .trim();
  const parts = WRITTEN.exec(plain)
    ?.slice(1)
    .filter((part) => part !== undefined);
  const date = parts ? dateOf(Number(parts[0]), Number(parts[1]), Number(parts[2])) : undefined;
  return isDate(date) ? date : undefined;
}

export function check(value: Json, d: DateDeclaration, context: Pick<CheckContext, 'today'>): Issue[] {
  if (!isDate(value)) return [issue('field/not-a-date', '')];
  const issues: Issue[] = [];
  const min = d.min === 'today' ? context.today : d.min;
  const max = d.max === 'today' ? context.today : d.max;
  if (min !== undefined && value < min) issues.push(issue('field/too-early', '', { min }));
  if (max !== undefined && value > max) issues.push(issue('field/too-late', '', { max }));
  return issues;
}
