import type { JsonObject } from '../../core/json.ts';
import { keySchema } from '../declaration-schema.ts';

/** Who may be chosen: people with a role, within a unit (its id, or `actor.unit`). */
export type PersonDeclaration = { role?: string; within?: string };

export const declaration = {
  properties: {
    role: { ...keySchema, description: 'Only people with this role are offered.' },
    within: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      description: 'Only people of this unit and below: actor.unit, or a unit’s id.',
    },
  },
};

export function parse(json: JsonObject): PersonDeclaration {
  const d: PersonDeclaration = {};
  if (typeof json.role === 'string') d.role = json.role;
  if (typeof json.within === 'string') d.within = json.within;
  return d;
}

export function ui(d: PersonDeclaration): JsonObject {
  return { 'ui:field': 'person', 'ui:options': { ...d } };
}
