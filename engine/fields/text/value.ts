import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { isBlank, lengthOf, oneLine } from '../plain-text.ts';
import { aText, tooLong, wrongType } from '../value-issues.ts';
import type { TextDeclaration } from './schema.ts';

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? oneLine(value) || undefined : value;
}

export function check(value: Json, d: TextDeclaration): Issue[] {
  if (typeof value !== 'string') return wrongType(aText);
  const issues = tooLong(value, d.maxLength);
  if (d.minLength > 0 && lengthOf(value) < d.minLength) issues.push(issue('field/too-short', '', { min: d.minLength }));
  if (issues.length === 0 && d.pattern && !d.pattern.test(value))
    issues.push(issue('field/pattern', '', { pattern: d.pattern.source }));
  return issues;
}
