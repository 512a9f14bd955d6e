import type { JsonObject } from '../../core/json.ts';

export type BooleanDeclaration = Record<never, never>;

export const declaration = { properties: {} };

export function parse(): BooleanDeclaration {
  return {};
}

export function schema(): JsonObject {
  return { type: 'boolean' };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'boolean' };
}
