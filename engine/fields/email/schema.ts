import type { JsonObject } from '../../core/json.ts';

export type EmailDeclaration = Record<never, never>;

export const declaration = { properties: {} };

export function parse(): EmailDeclaration {
  return {};
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 254 };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'email' };
}
