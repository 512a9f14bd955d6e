import { issue } from '../../../engine/index.ts';
import { inLine } from '../../auth/attempts.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault, invalidAt, unauthenticated } from '../../fault.ts';

/** Wrong passwords within the window, after which signing pauses until it is over. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/**
 * Proves with the password that it is the person himself who decides. Done before the transaction: the check takes its time
 * on another thread, and nothing is locked meanwhile.
 */
export function verifySignature(deps: Deps, caller: Caller, password: string): Promise<{ factor: 'password' }> {
  const key = `signature:${caller.actor.tenant}:${caller.actor.id}`;
  return inLine(key, () => verify(deps, caller, key, password));
}

async function verify(
  deps: Deps,
  { actor: { tenant, id } }: Caller,
  key: string,
  password: string,
): Promise<{ factor: 'password' }> {
  const now = deps.clock.now();
  const failed = await deps.store.limits.read(key, now);
  if (failed && failed.count >= MOST_FAILURES) throw paused(failed.firstAt, now);
  const person = await deps.store.tenant(tenant).people.get(id);
  if (!person?.active) throw unauthenticated();
  if (!(await deps.passwords.verify(person.passwordHash, password))) {
    await deps.store.limits.hit(key, now, WINDOW_SECONDS);
    throw invalidAt('case/sign-wrong', '/sign');
  }
  if (failed) await deps.store.limits.clear(key);
  return { factor: 'password' };
}

function paused(firstAt: string, now: string): Fault {
  const seconds = Math.max(1, Math.ceil((Date.parse(firstAt) + WINDOW_SECONDS * 1000 - Date.parse(now)) / 1000));
  return new Fault('too-many', issue('case/sign-locked', '/sign', { seconds }), { retryAfter: seconds });
}
