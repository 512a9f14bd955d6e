import type { JsonObject } from '../../core/json.ts';

export type DateTimeDeclaration = Record<never, never>;

export const declaration = { properties: {} };

export function parse(): DateTimeDeclaration {
  return {};
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 24 };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'date-time' };
}
