import type { Organisation, Person } from '../access/organisation.ts';
import type { JsonObject } from '../core/json.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Within } from './assign.ts';
import type { PeopleScope } from './step.ts';

/** Who people are, and who may act where. A pool is written `role`, or `role@unit`. */

export function poolKey(role: string, unit?: string): string {
  return unit === undefined ? role : `${role}@${unit}`;
}

/** True for an active person of the pool (role, within the unit if it names one). */
export function isInPool(pool: string, person: string, organisation: Organisation): boolean {
  const at = pool.indexOf('@');
  const role = at < 0 ? pool : pool.slice(0, at);
  const found = organisation.person(person);
  if (!found?.active || !found.roles.includes(role)) return false;
  return at < 0 || organisation.isInUnit(found.unit, pool.slice(at + 1));
}

export function titleOf(person: string | undefined, organisation: Organisation): Text {
  if (person === undefined) return { en: 'the system', 'zh-CN': '系统' };
  return organisation.person(person)?.title ?? person;
}

export function activePerson(person: string, organisation: Organisation): Person | undefined {
  const found = organisation.person(person);
  return found?.active ? found : undefined;
}

/** The unit that a `within` means, with these data and this initiator; undefined where it leads nowhere. */
export function unitOf(
  within: Within,
  data: JsonObject,
  initiator: string,
  organisation: Organisation,
): string | undefined {
  if (within.unit === 'initiator') return organisation.person(initiator)?.unit;
  if (within.unit === 'id') return within.id;
  const [id] = idsIn(valueAtDotted(data, within.path));
  return id;
}

/** Ids in a person's or unit's value: `{ id }`, an id, or a list of these. */
export function idsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return isJsonObject(value) && typeof value.id === 'string' ? [value.id] : [];
}

/** True for a scope that names people; one that names none is no scope. */
export function isDeclared({ role, within }: PeopleScope): boolean {
  return role !== undefined || within !== undefined;
}

/** Active people of a scope, in order of name. */
export function peopleIn(
  scope: PeopleScope,
  data: JsonObject,
  initiator: string,
  organisation: Organisation,
): Person[] {
  const unit = scope.within && unitOf(scope.within, data, initiator, organisation);
  if (scope.within && unit === undefined) return [];
  if (scope.role !== undefined) return organisation.withRole(scope.role, unit);
  return [...organisation.people()]
    .filter((person) => person.active && (unit === undefined || organisation.isInUnit(person.unit, unit)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
