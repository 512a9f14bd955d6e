import { issue } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault, invalidAt, unauthenticated } from '../../fault.ts';
import { appendAudit, byCaller } from '../audit/append-audit.ts';
import { provePassword } from '../session/expect-password.ts';

/**
 * Proves with the password that the person who decides is the one who is signed in. Done before the transaction: the check
 * takes its time on another thread, and nothing is locked meanwhile. Failures are audited.
 */
export async function verifySignature(
  deps: Deps,
  caller: Caller,
  task: string,
  password: string,
): Promise<{ factor: 'password' }> {
  const { tenant, id } = caller.actor;
  const person = await deps.store.tenant(tenant).people.get(id);
  if (!person?.active) throw unauthenticated();
  await provePassword(deps, person, password, {
    wrong: () => invalidAt('case/sign-wrong', '/sign'),
    locked: (seconds) =>
      new Fault('too-many', issue('case/sign-locked', '/sign', { seconds }), { retryAfter: seconds }),
    failed: () =>
      deps.store.transaction(tenant, (tx) => appendAudit(deps, tx, byCaller(caller), 'signature-failed', { task })),
  });
  return { factor: 'password' };
}
