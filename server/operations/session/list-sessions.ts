import type { SessionList } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { ownSessions, sessionName } from '../../domain/session/own-sessions.ts';

/** Where the caller is signed in, the last used first. */
export async function listSessions(deps: Deps, caller: Caller): Promise<SessionList> {
  const rows = await ownSessions(deps, deps.store.tenant(caller.actor.tenant), caller);
  const items = rows.map((row) => {
    const { createdAt, seenAt, expiresAt, ip, agent } = row;
    return {
      id: sessionName(row),
      createdAt,
      seenAt,
      expiresAt,
      current: row.id === caller.session,
      ...(ip !== undefined && { ip }),
      ...(agent !== undefined && { agent }),
    };
  });
  return { items };
}
