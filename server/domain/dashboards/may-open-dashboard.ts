import type { Actor, Dashboard } from '../../../engine/index.ts';

/** Whether a dashboard is open to the actor's roles. */
export function mayOpenDashboard(actor: Actor, { access }: Dashboard): boolean {
  return access.roles.some((role) => actor.roles.includes(role));
}
