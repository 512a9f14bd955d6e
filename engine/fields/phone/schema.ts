import type { JsonObject } from '../../core/json.ts';

export type PhoneDeclaration = { country: 'CN' };

export const declaration = { properties: { country: { enum: ['CN'], description: 'Whose numbers: CN.' } } };

export function parse(): PhoneDeclaration {
  return { country: 'CN' };
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 40 };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'phone' };
}
