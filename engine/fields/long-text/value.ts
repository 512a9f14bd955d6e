import type { Issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { isBlank, manyLines } from '../plain-text.ts';
import { aText, tooLong, wrongType } from '../value-issues.ts';
import type { LongTextDeclaration } from './schema.ts';

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? manyLines(value) || undefined : value;
}

export function check(value: Json, d: LongTextDeclaration): Issue[] {
  return typeof value === 'string' ? tooLong(value, d.maxLength) : wrongType(aText);
}
