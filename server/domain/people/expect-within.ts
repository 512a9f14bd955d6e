// The permission to look after people grants nothing that its holder does not have.
import { type Issue, issue, localise, type Permission } from '../../../engine/index.ts';
import { permissionsOf, rolesOf } from '../../auth/permissions.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';

/** An issue for each role that would give what the caller does not have. `before` are roles that the person has already. */
export async function grantIssues(
  deps: Deps,
  caller: Caller,
  roles: readonly string[],
  before: readonly string[] = [],
): Promise<Issue[]> {
  const own = await permissionsOf(deps, caller.actor);
  const known = await rolesOf(deps, caller.actor.tenant);
  return roles.flatMap((role, index) => {
    const found = before.includes(role) ? undefined : known.find(({ key }) => key === role);
    const beyond = lacking(own, found?.permissions ?? []);
    if (!found || beyond.length === 0) return [];
    const params = { role: localise(found.title, caller.locale), permissions: beyond.join(', ') };
    return [issue('server/role-beyond-own', `/roles/${index}`, params)];
  });
}

/** Throws where the account may do what the caller may not: its password or second factor would be the way to do it. */
export async function expectWithin(deps: Deps, caller: Caller, person: PersonRow): Promise<void> {
  const { tenant } = caller.actor;
  const theirs = await permissionsOf(deps, { ...caller.actor, id: person.id, tenant, roles: person.roles });
  const beyond = lacking(await permissionsOf(deps, caller.actor), theirs);
  if (beyond.length === 0) return;
  const params = { title: localise(person.title, caller.locale), permissions: beyond.join(', ') };
  throw new Fault('forbidden', issue('server/account-beyond-own', '', params));
}

function lacking(own: readonly Permission[], wanted: readonly Permission[]): Permission[] {
  return wanted.filter((permission) => !own.includes(permission));
}
