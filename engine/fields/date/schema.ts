import { isDate } from '../../core/dates.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { type JsonPointer, pointer } from '../../core/pointer.ts';
import { rangeIssues } from '../value-issues.ts';

/** `today` is the day on which the value is checked. */
export type DateDeclaration = { min?: string; max?: string };

const limit = { description: 'A date, or today.', type: 'string', pattern: '^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$' };

export const declaration = { properties: { min: limit, max: limit } };

export function parse(json: JsonObject): DateDeclaration {
  const d: DateDeclaration = {};
  if (typeof json.min === 'string') d.min = json.min;
  if (typeof json.max === 'string') d.max = json.max;
  return d;
}

export function checkDeclaration(d: DateDeclaration, at: JsonPointer): Issue[] {
  const wrong = (['min', 'max'] as const).filter(
    (key) => d[key] !== undefined && d[key] !== 'today' && !isDate(d[key]),
  );
  if (wrong.length > 0) return wrong.map((key) => issue('field/not-a-date', at + pointer(key)));
  return isDate(d.min) && isDate(d.max) ? rangeIssues(d.min, d.max, at) : [];
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 10 };
}

export function ui(d: DateDeclaration): JsonObject {
  return { 'ui:widget': 'date', 'ui:options': { ...d } };
}
