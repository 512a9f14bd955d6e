import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';

/** Signs the caller out; the cookie opens nothing any more, wherever it was copied to. */
export async function endSession(deps: Deps, caller: Caller): Promise<void> {
  const { session } = caller;
  if (session === undefined) return;
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    await tx.sessions.remove({ id: session });
    await appendAudit(deps, tx, byCaller(caller), 'signed-out');
  });
  tellSessionsEnded(deps, caller.actor.tenant, caller.actor.id);
}
