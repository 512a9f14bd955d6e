import type { Issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { isText, type Text } from '../../core/text.ts';
import { textSchema } from '../declaration-schema.ts';
import { rangeIssues } from '../value-issues.ts';

export type NumberDeclaration = { min?: number; max?: number; digits?: number; unit?: Text };

// Past this a double no longer holds every whole number.
export const MOST = 9_007_199_254_740_991;

export const declaration = {
  properties: {
    min: { type: 'number', minimum: -MOST, maximum: MOST },
    max: { type: 'number', minimum: -MOST, maximum: MOST },
    digits: {
      type: 'integer',
      minimum: 0,
      maximum: 10,
      description: 'Decimals at most; any number where nothing is said.',
    },
    unit: { ...textSchema, description: 'Shown after the number: kg, 件.' },
  },
};

export function parse(json: JsonObject): NumberDeclaration {
  const d: NumberDeclaration = {};
  if (typeof json.min === 'number') d.min = json.min;
  if (typeof json.max === 'number') d.max = json.max;
  if (typeof json.digits === 'number') d.digits = json.digits;
  if (isText(json.unit)) d.unit = json.unit;
  return d;
}

export function checkDeclaration(d: NumberDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.min, d.max, at);
}

export function schema(): JsonObject {
  return { type: 'number', minimum: -MOST, maximum: MOST };
}

export function ui(d: NumberDeclaration): JsonObject {
  return { 'ui:widget': 'number', 'ui:options': { ...d } };
}
