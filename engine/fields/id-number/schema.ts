import type { JsonObject } from '../../core/json.ts';

export type IdNumberDeclaration = Record<never, never>;

export const declaration = { properties: {} };

export function parse(): IdNumberDeclaration {
  return {};
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 40 };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'id-number' };
}
