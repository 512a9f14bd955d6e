import { own } from '../core/json.ts';
import type { Actor } from './organisation.ts';

/** What the actor's roles allow beside forms (`studio`, `publish`, `people` …), in the order of the roles, each once. */
export function permissionsOf<P extends string>(
  actor: Pick<Actor, 'roles'>,
  roles: { [role: string]: { permissions: readonly P[] } },
): P[] {
  return [...new Set(actor.roles.flatMap((role) => own(roles, role)?.permissions ?? []))];
}
