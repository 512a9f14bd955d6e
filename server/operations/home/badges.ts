import type { Actor, Home } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import type { Deps } from '../../deps.ts';

/** The numbers beside the menu, as the actor may see them. */
export async function badgesOf(deps: Deps, actor: Actor): Promise<Home['badges']> {
  const rows = deps.store.tenant(actor.tenant);
  const operates = (await permissionsOf(deps, actor)).includes('operations');
  const [todo, notices, incidents] = await Promise.all([
    rows.tasks.count({ assignee: actor.id, status: 'open', kind: { $in: ['approval', 'fill'] } }),
    rows.notices.count({ person: actor.id, read: false }),
    operates ? rows.incidents.count({ status: 'open' }) : 0,
  ]);
  return { todo, notices, incidents };
}

/** Tells the person's open pages the numbers anew. */
export async function publishBadges(deps: Deps, actor: Actor): Promise<void> {
  deps.live.publish(actor.tenant, actor.id, { type: 'badges', badges: await badgesOf(deps, actor) });
}
