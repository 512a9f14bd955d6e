import type { Organisation, Person, Unit } from './organisation.ts';

// Far past any real tree or chain; keeps a cycle in the data from walking for ever.
const MOST_LEVELS = 64;

/** Look-ups over people and units as they were loaded; later changes to the lists do not show. */
export function organisationOf({ people, units }: { people: readonly Person[]; units: readonly Unit[] }): Organisation {
  const personOf = new Map(people.map((person) => [person.id, person]));
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const byName = [...people].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

  function isInUnit(unit: string, ancestor: string): boolean {
    let here: string | undefined = unit;
    for (let level = 0; here !== undefined && level < MOST_LEVELS; level++) {
      if (here === ancestor) return unitOf.has(here);
      here = unitOf.get(here)?.parent;
    }
    return false;
  }

  return {
    person: (id) => personOf.get(id),
    unit: (id) => unitOf.get(id),
    people: () => people,
    units: () => units,
    isInUnit,
    hasRole: (person, role) => personOf.get(person)?.roles.includes(role) ?? false,
    withRole: (role, within) =>
      byName.filter(
        (person) =>
          person.active && person.roles.includes(role) && (within === undefined || isInUnit(person.unit, within)),
      ),
    managerOf(person, level = 1) {
      let here = personOf.get(person);
      for (let step = 0; here && step < Math.min(level, MOST_LEVELS); step++) {
        here = here.manager === undefined ? undefined : personOf.get(here.manager);
      }
      return here?.id === person ? undefined : here;
    },
    headOf(unit) {
      const head = unitOf.get(unit)?.head;
      return head === undefined ? undefined : personOf.get(head);
    },
  };
}
