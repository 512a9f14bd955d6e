import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import type { Text } from '../../core/text.ts';
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
  if (issues.length === 0 && d.pattern && !d.pattern.test(value)) issues.push(refused(d.pattern.source, d.format));
  return issues;
}

// The words that a person had in the empty box are gone once something is typed: the refusal says them again.
function refused(pattern: string, format: Text | undefined): Issue {
  if (format === undefined) return issue('field/pattern', '', { pattern });
  const text = { en: 'Does not have the required form: {format}', 'zh-CN': '格式不符合要求：{format}' };
  return { ...issue('field/pattern', '', { pattern, format }), text };
}
