import type { RoleItem } from '../../../engine/index.ts';
import { rolesOf } from '../../auth/permissions.ts';
import type { Caller, Deps } from '../../deps.ts';

/** The roles that people can have: those of the current releases. */
export async function listRoles(deps: Deps, caller: Caller): Promise<{ items: RoleItem[] }> {
  const roles = await rolesOf(deps, caller.actor.tenant);
  return {
    items: roles.map(({ key, title, description }) => ({
      key,
      title,
      ...(description !== undefined && { description }),
    })),
  };
}
