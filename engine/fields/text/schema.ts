import type { Issue } from '../../core/issue.ts';
import { issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { isText, type Text } from '../../core/text.ts';
import type { ParseTools } from '../field-type.ts';
import { MOST_PATTERN, type SafePattern, safePattern } from '../safe-pattern.ts';
import { rangeIssues } from '../value-issues.ts';

export type TextDeclaration = {
  minLength: number;
  maxLength: number;
  pattern?: SafePattern /** The pattern in words. */;
  format?: Text;
};

export const declaration = {
  properties: {
    minLength: { type: 'integer', minimum: 0, maximum: 10_000 },
    maxLength: { type: 'integer', minimum: 1, maximum: 10_000, description: '200 where nothing is said.' },
    pattern: {
      type: 'string',
      minLength: 1,
      maxLength: MOST_PATTERN,
      description: 'A regular expression (RE2) found in the text; ^ and $ for the whole.',
    },
  },
};

export function parse(json: JsonObject, at: JsonPointer, tools: ParseTools): TextDeclaration {
  const { minLength, maxLength, pattern } = json;
  const parsed: TextDeclaration = {
    minLength: typeof minLength === 'number' ? minLength : 0,
    maxLength: typeof maxLength === 'number' ? maxLength : 200,
  };
  if (typeof pattern !== 'string') return parsed;
  const safe = safePattern(pattern);
  const format = [json.placeholder, json.help].find(isText);
  if ('pattern' in safe) return { ...parsed, pattern: safe.pattern, ...(format !== undefined && { format }) };
  tools.issues.push(issue('field/bad-pattern', `${at}/pattern`, { reason: safe.reason }));
  return parsed;
}

export function checkDeclaration(d: TextDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.minLength, d.maxLength, at, ['minLength', 'maxLength']);
}

// AJV counts UTF-16 units, of which a character has at most two; the exact limit is `check`'s.
export function schema(d: TextDeclaration): JsonObject {
  return { type: 'string', maxLength: d.maxLength * 2 };
}

export function ui(d: TextDeclaration): JsonObject {
  return { 'ui:widget': 'text', 'ui:options': { maxLength: d.maxLength } };
}
