import { isOver } from '../../auth/session-end.ts';
import { hashToken } from '../../auth/tokens.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { SessionRow } from '../../store/rows.ts';

/** Sessions of the caller that are not over, the last used first. */
export async function ownSessions(deps: Deps, rows: TenantStore, { actor }: Caller): Promise<SessionRow[]> {
  const now = deps.clock.now();
  const all = await rows.sessions.find({ filter: { person: actor.id }, sort: ['-seenAt', 'id'] });
  return all.filter((row) => !isOver(row, deps.config.session, now));
}

/** Names a session without telling what the store knows it by. */
export function sessionName({ id }: SessionRow): string {
  return hashToken(id).slice(0, 22);
}
