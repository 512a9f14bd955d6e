import { issue, type PasswordChange } from '../../../engine/index.ts';
import { checkPassword, FORMER_PASSWORDS } from '../../auth/password-policy.ts';
import { isAdministering, permissionsOf } from '../../auth/permissions.ts';
import { hashToken, newToken } from '../../auth/tokens.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { expectPassword } from '../../domain/session/expect-password.ts';
import { formerWith } from '../../domain/session/former-passwords.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { invalid, notFound, unauthenticated } from '../../fault.ts';

/**
 * Sets a new password. Every session of the person ends, this one too; the answered token opens the one that replaces it.
 * Wrong current passwords are counted with failed sign-ins, so that a stolen session does not help to guess.
 */
export async function changePassword(
  deps: Deps,
  caller: Caller,
  input: PasswordChange,
): Promise<{ token: string; csrf: string }> {
  const { tenant, id } = caller.actor;
  const person = await deps.store.tenant(tenant).people.get(id);
  if (!person) throw notFound('person', id);
  await expectPassword(deps, person, input.current, '/current');
  if (input.next.normalize('NFKC') === input.current.normalize('NFKC'))
    throw invalid([issue('server/password-same', '/next')]);
  for (const former of person.formerPasswords ?? [])
    if (await deps.passwords.verify(former, input.next))
      throw invalid([issue('server/password-used', '/next', { count: FORMER_PASSWORDS })]);
  const mayAdminister = isAdministering(await permissionsOf(deps, caller.actor));
  const issues = await checkPassword(input.next, { ...person, mayAdminister }, '/next');
  if (issues.length > 0) throw invalid(issues);
  const passwordHash = await deps.passwords.hash(input.next);
  const token = newToken();
  const csrf = newToken();
  const at = deps.clock.now();
  const expiresAt = new Date(Date.parse(at) + deps.config.session.absoluteSeconds * 1000).toISOString();
  await deps.store.transaction(tenant, async (tx) => {
    const stored = await tx.people.get(id);
    if (!stored) throw notFound('person', id);
    // Of two changes at once that prove the same password, the second proves one that is gone.
    if (stored.passwordHash !== person.passwordHash) throw unauthenticated();
    const formerPasswords = formerWith(stored);
    const changed = { ...stored, passwordHash, formerPasswords, mustChangePassword: false };
    await tx.people.save(changed, { ifRevision: stored.revision });
    await tx.sessions.remove({ person: id });
    await tx.sessions.insert({
      id: hashToken(token),
      person: id,
      csrf,
      createdAt: at,
      seenAt: at,
      expiresAt,
      ...(caller.ip !== undefined && { ip: caller.ip }),
    });
    await appendAudit(deps, tx, byCaller(caller), 'password-changed');
  });
  tellSessionsEnded(deps, tenant, id);
  return { token, csrf };
}
