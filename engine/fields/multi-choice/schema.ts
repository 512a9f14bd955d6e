import { type Issue, issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { type ChoiceDeclaration, choiceDeclaration, parseChoice } from '../chosen-options.ts';
import type { ParseTools } from '../field-type.ts';
import { rangeIssues } from '../value-issues.ts';

export type MultiChoiceDeclaration = ChoiceDeclaration & { min?: number; max?: number };

export const MOST_CHOSEN = 200;

export const declaration = {
  properties: {
    ...choiceDeclaration.properties,
    min: { type: 'integer', minimum: 1, maximum: MOST_CHOSEN, description: 'At least so many, where any are chosen.' },
    max: { type: 'integer', minimum: 1, maximum: MOST_CHOSEN, description: 'At most so many.' },
  },
  required: choiceDeclaration.required,
};

export function parse(json: JsonObject, at: JsonPointer, tools: ParseTools): MultiChoiceDeclaration {
  const d: MultiChoiceDeclaration = parseChoice(json, at, tools);
  if (typeof json.min === 'number') d.min = json.min;
  if (typeof json.max === 'number') d.max = json.max;
  return d;
}

export function checkDeclaration(d: MultiChoiceDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.min, d.max, at);
}

export function countIssues(count: number, d: MultiChoiceDeclaration): Issue[] {
  const max = d.max ?? MOST_CHOSEN;
  if (count > max) return [issue('field/too-many-chosen', '', { max })];
  return d.min !== undefined && count < d.min ? [issue('field/too-few-chosen', '', { min: d.min })] : [];
}

export function schema(): JsonObject {
  return { type: 'array', maxItems: MOST_CHOSEN, items: { type: 'string', maxLength: 64 } };
}

export function ui(d: MultiChoiceDeclaration): JsonObject {
  return { 'ui:widget': 'multi-choice', 'ui:options': d.key === undefined ? {} : { set: d.key } };
}
