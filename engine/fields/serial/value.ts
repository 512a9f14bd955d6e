import type { Issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { isBlank, oneLine } from '../plain-text.ts';
import { aText, tooLong, wrongType } from '../value-issues.ts';

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? oneLine(value) || undefined : value;
}

export function check(value: Json): Issue[] {
  return typeof value === 'string' ? tooLong(value, 100) : wrongType(aText);
}
