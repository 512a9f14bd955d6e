import type { Issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { rangeIssues } from '../value-issues.ts';

/** `min` and `max` are fractions (0.05 is 5 %); `digits` counts decimals of the percentage. */
export type PercentDeclaration = { min?: number; max?: number; digits: number };

const MOST = 1_000_000;

export const declaration = {
  properties: {
    min: { type: 'number', minimum: -MOST, maximum: MOST, description: 'A fraction: 0.05 is 5 %.' },
    max: { type: 'number', minimum: -MOST, maximum: MOST, description: 'A fraction: 0.05 is 5 %.' },
    digits: {
      type: 'integer',
      minimum: 0,
      maximum: 6,
      description: 'Decimals of the percentage; 2 where nothing is said.',
    },
  },
};

export function parse(json: JsonObject): PercentDeclaration {
  const d: PercentDeclaration = { digits: typeof json.digits === 'number' ? json.digits : 2 };
  if (typeof json.min === 'number') d.min = json.min;
  if (typeof json.max === 'number') d.max = json.max;
  return d;
}

export function checkDeclaration(d: PercentDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.min, d.max, at);
}

export function schema(): JsonObject {
  return { type: 'number', minimum: -MOST, maximum: MOST };
}

export function ui(d: PercentDeclaration): JsonObject {
  return { 'ui:widget': 'percent', 'ui:options': { ...d } };
}
