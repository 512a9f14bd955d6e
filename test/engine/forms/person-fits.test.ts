import { describe, expect, it } from 'vitest';
import { type Actor, organisationOf } from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/index.ts';
import { type Field, parseField } from '../../../engine/fields/index.ts';
import { personFits } from '../../../engine/forms/link-values.ts';

const person = (id: string, unit: string, role: string) => ({
  id,
  name: id,
  title: id,
  unit,
  roles: [role],
  active: true,
});
const people = [person('ann', 'east', 'maker'), person('bob', 'desk', 'clerk'), person('cai', 'west', 'clerk')];
const units = [
  { id: 'east', title: 'East', kind: 'branch' },
  { id: 'desk', title: 'Desk', kind: 'department', parent: 'east' },
  { id: 'west', title: 'West', kind: 'branch' },
];
const organisation = organisationOf({ people, units } as Parameters<typeof organisationOf>[0]);
const actor = { ...people[0], tenant: 't' } as Actor;

function fitting(own: JsonObject): string[] {
  const field = parseField({ type: 'person', ...own }, '/fields/who');
  if (!field.ok) throw new Error(JSON.stringify(field.issues));
  const fits = (one: (typeof people)[number]) => personFits(field.value as Field, one, actor, organisation);
  return people.filter(fits).map(({ id }) => id);
}

describe('a field of a person', () => {
  it('takes a person with the role that it names, and no other', () => {
    expect(fitting({ role: 'clerk' })).toEqual(['bob', 'cai']);
  });

  it('takes a person of the unit that it names and below, and no other', () => {
    expect(fitting({ within: 'east' })).toEqual(['ann', 'bob']);
    expect(fitting({ within: 'actor.unit', role: 'clerk' })).toEqual(['bob']);
  });
});
