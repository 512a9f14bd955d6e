import type { JsonObject } from '../../core/json.ts';

export type LongTextDeclaration = { maxLength: number };

export const declaration = {
  properties: {
    maxLength: { type: 'integer', minimum: 1, maximum: 20_000, description: '2000 where nothing is said.' },
  },
};

export function parse(json: JsonObject): LongTextDeclaration {
  return { maxLength: typeof json.maxLength === 'number' ? json.maxLength : 2000 };
}

export function schema(d: LongTextDeclaration): JsonObject {
  return { type: 'string', maxLength: d.maxLength * 2 };
}

export function ui(d: LongTextDeclaration): JsonObject {
  return { 'ui:widget': 'long-text', 'ui:options': { maxLength: d.maxLength } };
}
