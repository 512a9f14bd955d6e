import type { IssuedPassword } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import { newPassword } from '../../auth/tokens.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { waitingChanged } from '../../domain/people/attend-later.ts';
import { awaitingSecond } from '../../domain/people/await-second.ts';
import { expectWithin } from '../../domain/people/expect-within.ts';
import { personView } from '../../domain/people/person-view.ts';
import { tellOwner } from '../../domain/people/tell-owner.ts';
import { formerWith } from '../../domain/session/former-passwords.ts';
import { signInKeys } from '../../domain/session/sign-in-keys.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { invalidAt, notFound } from '../../fault.ts';

/**
 * A new password for a person who has lost theirs: shown once, to be changed at the next sign-in. Their sessions end, a pause after
 * failures too. People cannot issue their own, or an open session would be enough to take an account over.
 */
export async function issuePassword(deps: Deps, caller: Caller, id: string): Promise<IssuedPassword> {
  await requirePermission(deps, caller, 'people');
  const { tenant } = caller.actor;
  if (id === caller.actor.id) throw invalidAt('server/own-password', '');
  const password = newPassword();
  const passwordHash = await deps.passwords.hash(password);
  const saved = await deps.store.transaction(tenant, async (tx) => {
    const person = await tx.people.get(id);
    if (!person) throw notFound('person', id);
    await expectWithin(deps, caller, person);
    const { lockedUntil: _lockedUntil, ...rest } = person;
    const renewed = {
      ...rest,
      passwordHash,
      formerPasswords: formerWith(person),
      mustChangePassword: true,
      failedSignIns: 0,
    };
    const after = await tx.people.save(await awaitingSecond(deps, tx, caller, renewed, 'password'), {
      ifRevision: person.revision,
    });
    if (after.awaits) await waitingChanged(deps, tx, after);
    await tx.sessions.remove({ person: id });
    await tellOwner(deps, tx, caller, person, 'password');
    await appendAudit(deps, tx, byCaller(caller), 'password-issued', {
      person: id,
      name: person.name,
      title: person.title,
    });
    return after;
  });
  tellSessionsEnded(deps, tenant, id);
  await deps.store.limits.clearUnder(signInKeys(deps, tenant, saved.name).name);
  return { person: personView(saved, deps.clock.now()), password };
}
