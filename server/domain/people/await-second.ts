// With the setting `people: four-eyes`, what one administrator gives an account works only once a second one has confirmed it:
// otherwise issued passwords and granted roles would make one person out of several.
import type { Permission } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { AccountGift, PersonRow } from '../../store/rows.ts';
import { settingsOf } from '../settings/tenant-settings.ts';

/** The account as it is stored after `what` was given to it: it cannot sign in before a second administrator confirms. */
export async function awaitingSecond(
  deps: Deps,
  tx: TenantStore,
  caller: Caller,
  person: PersonRow,
  what: AccountGift,
): Promise<PersonRow> {
  if (!(await needsSecond(deps, tx))) return person;
  const { by = [], gifts = [] } = person.awaits ?? {};
  return {
    ...person,
    awaits: {
      by: [...new Set([...by, caller.actor.id])],
      gifts: [...new Set([...gifts, what])],
      at: deps.clock.now(),
    },
  };
}

/**
 * True where `people: four-eyes` holds: from the moment on at which there are two administrators of people, for good. Asked before
 * and after every change of people, so that the one administrator of a new tenant can begin, and two are never one again.
 */
export async function needsSecond(deps: Deps, tx: TenantStore): Promise<boolean> {
  const { settings, row } = await settingsOf(tx);
  if (settings.people !== 'four-eyes') return false;
  if (!row?.untilSecond) return true;
  if ((await holdersOf(deps, tx, 'people')).length < 2) return false;
  const { untilSecond: _, ...holds } = row;
  await tx.settings.save(holds, { ifRevision: row.revision });
  return true;
}

/** Active people who can sign in and have the permission. */
export async function holdersOf(deps: Deps, tx: TenantStore, permission: Permission): Promise<PersonRow[]> {
  const people = await tx.people.find({ filter: { active: true }, sort: ['id'] });
  const holding = await Promise.all(
    people.map(async (person) => {
      const { id, name, title, unit, roles } = person;
      const permissions = await permissionsOf(deps, { id, tenant: tx.tenant, name, title, unit, roles });
      return !person.awaits && permissions.includes(permission) ? [person] : [];
    }),
  );
  return holding.flat();
}
