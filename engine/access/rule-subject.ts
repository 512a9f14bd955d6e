import type { Json, JsonObject } from '../core/json.ts';
import { type Locale, localise } from '../core/text.ts';
import type { Scope } from '../rules/index.ts';
import type { Actor } from './organisation.ts';

/** What rules may read of a person who asks (`actor`) or began (`initiator`). */
export const personScope: Scope = {
  id: { kind: 'text' },
  name: { kind: 'text' },
  title: { kind: 'text' },
  roles: { kind: 'list', of: { kind: 'text' } },
  unit: { kind: 'text' },
};

/** What rules may read of the stored row around the data (`record`). */
export const recordScope: Scope = {
  id: { kind: 'text' },
  status: { kind: 'text' },
  owner: { kind: 'text' },
  unit: { kind: 'text' },
  createdAt: { kind: 'date-time' },
  createdBy: { kind: 'text' },
};

/** The actor as rules read one. */
export function subjectOf(actor: Actor, locale: Locale = 'en'): JsonObject {
  const { id, name, title, roles, unit } = actor;
  return { id, name, title: localise(title, locale), roles: [...roles], unit };
}

/** A stored row as far as rights go. `data` is the record's. */
export type TouchedRecord = {
  owner: string;
  unit: string;
  data: JsonObject;
  id?: string;
  status?: string;
  createdAt?: string;
  createdBy?: string;
};

/** The row around the data as rules read it. */
export function recordFacts(record: TouchedRecord): JsonObject {
  const facts: JsonObject = {};
  for (const name of Object.keys(recordScope)) {
    const value: Json | undefined = record[name as keyof TouchedRecord];
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
