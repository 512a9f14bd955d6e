import type { Proof } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { expectBoth } from '../../domain/session/expect-password.ts';
import { unauthenticated } from '../../fault.ts';

/**
 * The person at the session proves again who they are. For some minutes it takes sensitive acts from then on: a session that
 * was left open, or its stolen cookie, is not enough for them.
 */
export async function prove(deps: Deps, caller: Caller, proof: Proof): Promise<void> {
  const rows = deps.store.tenant(caller.actor.tenant);
  const person = await rows.people.get(caller.actor.id);
  if (!person || caller.session === undefined) throw unauthenticated();
  await expectBoth(deps, person, proof);
  await rows.sessions.update({ id: caller.session }, { provenAt: deps.clock.now() });
}
