import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { ownSessions, sessionName } from '../../domain/session/own-sessions.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { notFound } from '../../fault.ts';

/** Ends one of the caller's sessions; its cookie opens nothing any more. */
export async function endOwnSession(deps: Deps, caller: Caller, id: string): Promise<void> {
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const session = (await ownSessions(deps, tx, caller)).find((row) => sessionName(row) === id);
    if (!session) throw notFound('session', id);
    await tx.sessions.remove({ id: session.id });
    await appendAudit(deps, tx, byCaller(caller), 'session-ended');
  });
  tellSessionsEnded(deps, caller.actor.tenant, caller.actor.id);
}
