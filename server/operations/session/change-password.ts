import { issue, type PasswordChange } from '../../../engine/index.ts';
import { inLine } from '../../auth/attempts.ts';
import { checkPassword } from '../../auth/password-policy.ts';
import { hashToken, newToken } from '../../auth/tokens.ts';
import type { Caller, Deps } from '../../deps.ts';
import { invalid, notFound, signInLocked } from '../../fault.ts';
import { appendAudit, byCaller } from '../audit/append-audit.ts';
import { pauseAfter } from './sign-in.ts';

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
  const key = `password:${tenant}:${id}`;
  await inLine(key, () => expectCurrent(deps, key, input.current, person.passwordHash));
  const issues = checkPassword(input.next, person, '/next');
  if (input.next.normalize('NFKC') === input.current.normalize('NFKC'))
    issues.push(issue('server/password-same', '/next'));
  if (issues.length > 0) throw invalid(issues);
  const passwordHash = await deps.passwords.hash(input.next);
  const token = newToken();
  const csrf = newToken();
  const at = deps.clock.now();
  const expiresAt = new Date(Date.parse(at) + deps.config.session.absoluteSeconds * 1000).toISOString();
  await deps.store.transaction(tenant, async (tx) => {
    const stored = await tx.people.get(id);
    if (!stored) throw notFound('person', id);
    await tx.people.save({ ...stored, passwordHash, mustChangePassword: false }, { ifRevision: stored.revision });
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
  return { token, csrf };
}

async function expectCurrent(deps: Deps, key: string, password: string, hash: string): Promise<void> {
  const now = deps.clock.now();
  const failed = await deps.store.limits.read(key, now);
  const wait = failed
    ? Math.ceil((Date.parse(failed.lastAt) + pauseAfter(failed.count) * 1000 - Date.parse(now)) / 1000)
    : 0;
  if (wait > 0) throw signInLocked(wait);
  if (await deps.passwords.verify(hash, password)) return deps.store.limits.clear(key);
  await deps.store.limits.hit(key, now, 24 * 3600);
  throw invalid([issue('server/password-wrong', '/current')]);
}
