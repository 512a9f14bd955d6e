import type { Issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JsonPointer } from '../../core/pointer.ts';
import { rangeIssues } from '../value-issues.ts';

/** Amounts in minor units (fen, cents). */
export type MoneyDeclaration = { currency: string; min?: number; max?: number };

export const declaration = {
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217; CNY where nothing is said.' },
    min: {
      type: 'integer',
      description: 'In minor units: 100 is one yuan.',
      minimum: -Number.MAX_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
    },
    max: {
      type: 'integer',
      description: 'In minor units: 100 is one yuan.',
      minimum: -Number.MAX_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
    },
  },
};

export function parse(json: JsonObject): MoneyDeclaration {
  const d: MoneyDeclaration = { currency: typeof json.currency === 'string' ? json.currency : 'CNY' };
  if (typeof json.min === 'number') d.min = json.min;
  if (typeof json.max === 'number') d.max = json.max;
  return d;
}

export function checkDeclaration(d: MoneyDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.min, d.max, at);
}

export function schema(): JsonObject {
  return { type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
}

export function ui(d: MoneyDeclaration): JsonObject {
  return { 'ui:widget': 'money', 'ui:options': { ...d } };
}
