import type { SessionList } from '../../../engine/index.ts';
import { isOver } from '../../auth/session-end.ts';
import { hashToken } from '../../auth/tokens.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { notFound } from '../../fault.ts';
import type { SessionRow } from '../../store/rows.ts';

/** Where the caller is signed in, the last used first. */
export async function listSessions(deps: Deps, caller: Caller): Promise<SessionList> {
  const rows = await sessionsOf(deps, deps.store.tenant(caller.actor.tenant), caller);
  const items = rows.map((row) => {
    const { createdAt, seenAt, expiresAt, ip, agent } = row;
    return {
      id: nameOf(row),
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

/** Ends one of the caller's sessions; its cookie opens nothing any more. */
export async function endOwnSession(deps: Deps, caller: Caller, id: string): Promise<void> {
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const session = (await sessionsOf(deps, tx, caller)).find((row) => nameOf(row) === id);
    if (!session) throw notFound('session', id);
    await tx.sessions.remove({ id: session.id });
    await appendAudit(deps, tx, byCaller(caller), 'session-ended');
  });
}

async function sessionsOf(deps: Deps, rows: TenantStore, { actor }: Caller): Promise<SessionRow[]> {
  const now = deps.clock.now();
  const all = await rows.sessions.find({ filter: { person: actor.id }, sort: ['-seenAt', 'id'] });
  return all.filter((row) => !isOver(row, deps.config.session, now));
}

/** Names a session without telling what the store knows it by. */
function nameOf({ id }: SessionRow): string {
  return hashToken(id).slice(0, 22);
}
