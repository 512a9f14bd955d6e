import { divideExact, multiplyExact, roundExact } from '../../core/decimals.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { grouped, numberIn } from '../number-text.ts';
import { halfWidth, isBlank, plainly } from '../plain-text.ts';
import type { PercentDeclaration } from './schema.ts';

/** A number is the fraction; a text says its percent sign: "5%" is 0.05. Without the sign, 5 could mean 5 % or 500 %. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'number') return value || 0;
  if (typeof value !== 'string') return value;
  return (halfWidth(value).endsWith('%') ? percentIn(value) : undefined) ?? value;
}

/** The fraction that a text says in a box behind which a percent sign stands: "5" and "5%" are 0.05. */
export function percentIn(text: string): number | undefined {
  const number = numberIn(halfWidth(text).replace(/\s*%$/, ''));
  return number === undefined ? undefined : divideExact(number, 100);
}

export function check(value: Json, d: PercentDeclaration): Issue[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [issue('field/not-a-percentage', '')];
  const issues: Issue[] = [];
  if (d.min !== undefined && value < d.min) issues.push(issue('field/too-small', '', { min: shown(d.min) }));
  if (d.max !== undefined && value > d.max) issues.push(issue('field/too-large', '', { max: shown(d.max) }));
  if (roundExact(value, d.digits + 2) !== value) issues.push(issue('field/too-precise', '', { digits: d.digits }));
  return issues;
}

/** "5.25%". */
export function format(value: Json): string {
  return typeof value === 'number' ? shown(value) : plainly(value);
}

export function fromRule(value: Json, d: PercentDeclaration): Json | undefined {
  return typeof value === 'number' ? roundExact(value, d.digits + 2) : normalise(value);
}

function shown(fraction: number): string {
  return `${grouped(multiplyExact(fraction, 100) ?? fraction * 100)}%`;
}
