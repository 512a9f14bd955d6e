import { DEMO_PASSWORD } from '../auth/demo-access.ts';
import type { Deps } from '../deps.ts';
import { organisationChanged } from '../domain/people/organisation-changes.ts';
import type { PersonRow, UnitRow } from '../store/rows.ts';
import type { DemoOrganisation } from './demo-data.ts';

/** Units and people under ids that are their names, so that a second start finds them. Those who are there stay as they are. */
export async function seedOrganisation(
  deps: Deps,
  tenant: string,
  { units, people, heads }: DemoOrganisation,
): Promise<void> {
  const rows = deps.store.tenant(tenant);
  const [knownUnits, knownPeople] = await Promise.all([
    rows.units.find({ fields: ['id'] }),
    rows.people.find({ fields: ['id', 'name'] }),
  ]);
  const newUnits = units.filter(({ key }) => !knownUnits.some(({ id }) => id === key));
  const newPeople = people.filter(
    ({ name }) => !knownPeople.some((person) => person.id === name || person.name === name),
  );
  if (newUnits.length === 0 && newPeople.length === 0) return;
  // One hash for all: they have the same password, and everybody knows it.
  const passwordHash = await deps.passwords.hash(DEMO_PASSWORD);
  await deps.store.transaction(tenant, async (tx) => {
    await tx.units.insertMany(
      newUnits.map(({ key, kind, title, parent }): UnitRow => {
        const head = heads[key];
        return {
          id: key,
          tenant,
          kind,
          title,
          ...(parent !== undefined && { parent }),
          ...(head !== undefined && { head }),
          revision: 1,
        };
      }),
    );
    await tx.people.insertMany(
      newPeople.map(
        (person): PersonRow => ({
          ...person,
          id: person.name,
          tenant,
          active: true,
          passwordHash,
          mustChangePassword: false,
          failedSignIns: 0,
          revision: 1,
        }),
      ),
    );
    await organisationChanged(tx);
  });
}
