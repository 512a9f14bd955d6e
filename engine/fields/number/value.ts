import { roundExact } from '../../core/decimals.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { localise, type Text } from '../../core/text.ts';
import type { FormatContext } from '../field-type.ts';
import { grouped, numberIn } from '../number-text.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { wrongType } from '../value-issues.ts';
import { MOST, type NumberDeclaration } from './schema.ts';

export const aNumber: Text = { en: 'a number', 'zh-CN': '数字' };

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'number') return value || 0;
  return typeof value === 'string' ? (numberIn(value) ?? value) : value;
}

export function check(value: Json, d: NumberDeclaration): Issue[] {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > MOST) return wrongType(aNumber);
  const issues: Issue[] = [];
  if (d.min !== undefined && value < d.min) issues.push(issue('field/too-small', '', { min: d.min }));
  if (d.max !== undefined && value > d.max) issues.push(issue('field/too-large', '', { max: d.max }));
  if (d.digits !== undefined && roundExact(value, d.digits) !== value)
    issues.push(issue('field/too-precise', '', { digits: d.digits }));
  return issues;
}

/** `1,234.50 kg`. */
export function format(value: Json, d: NumberDeclaration, context: Pick<FormatContext, 'locale'>): string {
  if (typeof value !== 'number') return plainly(value);
  const text = grouped(value, d.digits);
  return d.unit === undefined ? text : `${text} ${localise(d.unit, context.locale)}`;
}

export function fromRule(value: Json, d: NumberDeclaration): Json | undefined {
  return typeof value === 'number' && d.digits !== undefined ? roundExact(value, d.digits) : normalise(value);
}
