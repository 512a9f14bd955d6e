import type { Actor, Filter, Home, Organisation } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import type { Deps } from '../../deps.ts';
import { poolsOf } from '../people/pools.ts';
import { loadSurroundings } from '../surroundings/load-surroundings.ts';

/** The numbers beside the menu, as the actor may see them. */
export async function badgesOf(deps: Deps, actor: Actor): Promise<Home['badges']> {
  const rows = deps.store.tenant(actor.tenant);
  const operates = (await permissionsOf(deps, actor)).includes('operations');
  const { organisation } = await loadSurroundings(deps, actor.tenant);
  const [todo, notices, incidents] = await Promise.all([
    rows.tasks.count(openWork(actor, organisation)),
    rows.notices.count({ person: actor.id, read: false }),
    operates ? rows.incidents.count({ status: 'open' }) : 0,
  ]);
  return { todo, notices, incidents };
}

/** What waits for the actor: their own tasks, and unclaimed tasks of their pools. */
export function openWork(actor: Actor, organisation: Organisation): Filter {
  return {
    status: 'open',
    kind: { $in: ['approval', 'fill'] },
    $or: [{ assignee: actor.id }, { assignee: { $exists: false }, pool: { $in: poolsOf(actor, organisation) } }],
  };
}

/** Tells the person's open pages the numbers anew. */
export async function publishBadges(deps: Deps, actor: Actor): Promise<void> {
  deps.live.publish(actor.tenant, actor.id, { type: 'badges', badges: await badgesOf(deps, actor) });
}
