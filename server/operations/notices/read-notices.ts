import type { Caller, Deps } from '../../deps.ts';
import { publishBadges } from '../../domain/home/badges.ts';

/** Marks the caller's notices as read; without ids, all of them. Answers how many there were. */
export async function readNotices(deps: Deps, caller: Caller, ids?: string[]): Promise<{ read: number }> {
  const filter = { person: caller.actor.id, read: false, ...(ids && { id: { $in: ids } }) };
  const read = await deps.store.tenant(caller.actor.tenant).notices.update(filter, { read: true });
  if (read > 0) await publishBadges(deps, caller.actor);
  return { read };
}
