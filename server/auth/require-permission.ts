import type { Permission } from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { needsPermission } from '../fault.ts';
import { permissionsOf } from './permissions.ts';

/** Asked in operations, so that it does not matter which way a request came. */
export async function requirePermission(deps: Deps, caller: Caller, ...anyOf: Permission[]): Promise<void> {
  const permissions = await permissionsOf(deps, caller.actor);
  if (!anyOf.some((permission) => permissions.includes(permission))) throw needsPermission(anyOf.join(', '));
}
