import type { JsonObject } from '../../core/json.ts';

export type UnitDeclaration = Record<never, never>;

export const declaration = { properties: {} };

export function parse(): UnitDeclaration {
  return {};
}

export function ui(): JsonObject {
  return { 'ui:field': 'unit' };
}
