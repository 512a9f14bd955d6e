import { issue, type RecoveryCodes } from '../../../engine/index.ts';
import { newRecoveryCodes, sealedFor, stepOf } from '../../auth/second-factor.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { endOtherSessions, ownPerson } from '../../domain/session/own-person.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { invalid } from '../../fault.ts';

/** The app shows the right password: from now on every sign-in asks for one. Other sessions of the person end. */
export async function confirmSecondFactor(deps: Deps, caller: Caller, input: { otp: string }): Promise<RecoveryCodes> {
  const now = deps.clock.now();
  const { codes, hashes } = newRecoveryCodes();
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const person = await ownPerson(tx, caller);
    const { pendingFactor } = person;
    const secret =
      pendingFactor && pendingFactor.until > now
        ? deps.secrets.open(pendingFactor.secret, sealedFor(person))
        : undefined;
    if (secret === undefined) throw invalid([issue('server/second-factor-begin-again', '')]);
    const step = stepOf(secret, input.otp, now);
    if (step === undefined) throw invalid([issue('server/otp-wrong', '/otp')]);
    const secondFactor = {
      secret: deps.secrets.seal(secret, sealedFor(person)),
      since: now,
      lastStep: step,
      recovery: hashes,
    };
    await tx.people.update({ id: person.id }, { secondFactor }, ['pendingFactor']);
    await endOtherSessions(tx, person, caller);
    await appendAudit(deps, tx, byCaller(caller), 'second-factor-on');
  });
  tellSessionsEnded(deps, caller.actor.tenant, caller.actor.id);
  return { codes };
}
