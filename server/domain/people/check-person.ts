import unhomoglyph from 'unhomoglyph';
import { type Issue, issue, nearest, searchable, type Text } from '../../../engine/index.ts';
import { rolesOf } from '../../auth/permissions.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { duplicate, nouns } from '../../fault.ts';

export type PersonFacts = {
  id?: string;
  name: string;
  title: Text;
  unit: string;
  roles: string[];
  manager?: string;
  email?: string;
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,47}$/u;
const EMAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,190}\.[^\s@<>,;".]{2,}$/u;
const LONGEST_LINE = 50;

/** What is wrong with a person as they would be stored, by paths of the request. */
export async function checkPerson(deps: Deps, tx: TenantStore, person: PersonFacts): Promise<Issue[]> {
  const issues: Issue[] = [];
  if (!NAME.test(person.name)) issues.push(issue('server/person-name', '/name'));
  if (person.email !== undefined && !EMAIL.test(person.email)) issues.push(issue('server/email', '/email'));
  if (!(await tx.units.get(person.unit)))
    issues.push(issue('server/not-found', '/unit', { what: nouns.unit, id: person.unit }));
  const known = (await rolesOf(deps, tx.tenant)).map(({ key }) => key);
  for (const [index, role] of person.roles.entries()) {
    if (known.includes(role)) continue;
    const id = nearest(role, known) ? `${role} (${nearest(role, known)}?)` : role;
    issues.push(issue('server/not-found', `/roles/${index}`, { what: nouns.role, id }));
  }
  if (person.manager !== undefined) issues.push(...(await managerIssues(tx, person.manager, person.id)));
  return issues;
}

async function managerIssues(tx: TenantStore, manager: string, self: string | undefined): Promise<Issue[]> {
  let above: string | undefined = manager;
  for (let level = 0; above !== undefined && level < LONGEST_LINE; level++) {
    if (above === self) return [issue('server/manager-cycle', '/manager')];
    const person: { manager?: string } | undefined = await tx.people.get(above);
    if (!person) return level === 0 ? [issue('server/not-found', '/manager', { what: nouns.person, id: manager })] : [];
    above = person.manager;
  }
  return [];
}

/** Throws where another person signs in under a name that a reader could not tell from this one. */
export async function expectOwnName(tx: TenantStore, { id, name }: { id: string; name: string }): Promise<void> {
  const shape = shapeOf(name);
  const others = await tx.people.find({ filter: {}, sort: ['id'], fields: ['id', 'name'] });
  if (others.some((other) => other.id !== id && shapeOf(other.name) === shape)) throw duplicate('person', ['name']);
}

/** What the eye sees of a name: width, case and letters of other scripts make no difference (Unicode TR 39). */
function shapeOf(name: string): string {
  return unhomoglyph(searchable(unhomoglyph(searchable(name))));
}
