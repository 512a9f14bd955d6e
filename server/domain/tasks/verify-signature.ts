import { issue } from '../../../engine/index.ts';
import { inLine } from '../../auth/attempts.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault, invalidAt, unauthenticated } from '../../fault.ts';
import { appendAudit, byCaller } from '../audit/append-audit.ts';

/** Wrong passwords within the window, after which signing pauses until it is over. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/**
 * Proves with the password that the person who decides is the one who is signed in. Done before the transaction: the check takes its time
 * on another thread, and nothing is locked meanwhile.
 */
export function verifySignature(
  deps: Deps,
  caller: Caller,
  task: string,
  password: string,
): Promise<{ factor: 'password' }> {
  const key = `signature:${caller.actor.tenant}:${caller.actor.id}`;
  return inLine(key, () => verify(deps, caller, key, task, password));
}

async function verify(
  deps: Deps,
  caller: Caller,
  key: string,
  task: string,
  password: string,
): Promise<{ factor: 'password' }> {
  const { tenant, id } = caller.actor;
  const now = deps.clock.now();
  const failed = await deps.store.limits.read(key, now);
  if (failed && failed.count >= MOST_FAILURES) throw paused(failed.firstAt, now);
  const person = await deps.store.tenant(tenant).people.get(id);
  if (!person?.active) throw unauthenticated();
  if (!(await deps.passwords.verify(person.passwordHash, password))) {
    await deps.store.limits.hit(key, now, WINDOW_SECONDS);
    await deps.store.transaction(tenant, (tx) => appendAudit(deps, tx, byCaller(caller), 'signature-failed', { task }));
    throw invalidAt('case/sign-wrong', '/sign');
  }
  if (failed) await deps.store.limits.clear(key);
  return { factor: 'password' };
}

function paused(firstAt: string, now: string): Fault {
  const seconds = Math.max(1, Math.ceil((Date.parse(firstAt) + WINDOW_SECONDS * 1000 - Date.parse(now)) / 1000));
  return new Fault('too-many', issue('case/sign-locked', '/sign', { seconds }), { retryAfter: seconds });
}
