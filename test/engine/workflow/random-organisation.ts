import fc from 'fast-check';
import { type Organisation, organisationOf, type Person, type Unit } from '../../../engine/access/index.ts';
import { people as known, roles } from './world.ts';

// Random companies of the people whom random charts name: any roles, any unit, any manager (circles too), some of them gone.

const units = ['u-group', 'u-east', 'u-west'];
const ids = known.map(({ id }) => id);
/** They begin the cases. */
const makers = ['p-ann', 'p-max'];

const shapeOf = (id: string): fc.Arbitrary<Person> =>
  fc
    .record({
      unit: fc.constantFrom(...units),
      roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
      manager: fc.option(fc.constantFrom(...ids.filter((other) => other !== id)), { nil: undefined }),
      active: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
    })
    .map(({ unit, roles: held, manager, active }) => ({
      id,
      name: id.slice(2),
      title: id.slice(2),
      unit,
      roles: makers.includes(id) ? [...new Set([...held, 'maker'])] : held,
      active: active || makers.includes(id),
      ...(manager === undefined ? {} : { manager }),
    }));

export type Company = { people: Person[]; units: Unit[] };

const unitsShape: fc.Arbitrary<Unit[]> = fc
  .record({
    below: fc.constantFrom('u-group', 'u-east'),
    heads: fc.tuple(...units.map(() => fc.option(fc.constantFrom(...ids), { nil: undefined }))),
  })
  .map(({ below, heads }) =>
    units.map((id, index): Unit => {
      const head = heads[index];
      const parent = index === 0 ? undefined : index === 1 ? 'u-group' : below;
      const kind = index === 0 ? 'group' : 'branch';
      return { id, title: id, kind, ...(parent && { parent }), ...(head && { head }) };
    }),
  );

export const company: fc.Arbitrary<Company> = fc.record({
  people: fc.tuple(...ids.map(shapeOf)).map((list) => [...list]),
  units: unitsShape,
});

/** A person leaves, comes back, gains a role or loses one, after so many commands. */
export type Move = { after: number; who: string; role?: string };

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    after: fc.nat(24),
    who: fc.constantFrom(...ids),
    role: fc.option(fc.constantFrom(...roles), { nil: undefined }),
  }),
  { maxLength: 3 },
);

export function afterMove({ people, units: tree }: Company, { who, role }: Move): Company {
  const changed = people.map((person): Person => {
    if (person.id !== who) return person;
    if (role === undefined) return { ...person, active: !person.active };
    const has = person.roles.includes(role);
    return { ...person, roles: has ? person.roles.filter((one) => one !== role) : [...person.roles, role] };
  });
  return { people: changed, units: tree };
}

export const organised = ({ people, units: tree }: Company): Organisation => organisationOf({ people, units: tree });
