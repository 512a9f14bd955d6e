import { issue } from '../../../engine/index.ts';
import { requiresSecondFactor } from '../../auth/permissions.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { expectBoth } from '../../domain/session/expect-password.ts';
import { endOtherSessions, ownPerson } from '../../domain/session/own-person.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { invalid } from '../../fault.ts';

/** Switches it off; refused where one of the person's roles asks for it. */
export async function removeSecondFactor(
  deps: Deps,
  caller: Caller,
  input: { password: string; otp?: string | undefined },
): Promise<void> {
  const person = await ownPerson(deps.store.tenant(caller.actor.tenant), caller);
  if (await requiresSecondFactor(deps, caller.actor)) throw invalid([issue('server/second-factor-kept', '')]);
  await expectBoth(deps, person, input);
  await deps.store.transaction(person.tenant, async (tx) => {
    await ownPerson(tx, caller);
    await tx.people.update({ id: person.id }, {}, ['secondFactor', 'pendingFactor']);
    await endOtherSessions(tx, person, caller);
    await appendAudit(deps, tx, byCaller(caller), 'second-factor-off');
  });
  tellSessionsEnded(deps, person.tenant, person.id);
}
