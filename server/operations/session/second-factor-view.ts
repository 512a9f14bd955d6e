import type { SecondFactorView } from '../../../engine/index.ts';
import { requiresSecondFactor } from '../../auth/permissions.ts';
import type { Caller, Deps } from '../../deps.ts';
import { ownPerson } from '../../domain/session/own-person.ts';

/** Whether the caller's second step is on, and has to be. */
export async function secondFactorView(deps: Deps, caller: Caller): Promise<SecondFactorView> {
  const { secondFactor } = await ownPerson(deps.store.tenant(caller.actor.tenant), caller);
  const required = await requiresSecondFactor(deps, caller.actor);
  if (!secondFactor) return { on: false, required };
  return { on: true, required, since: secondFactor.since, recoveryCodesLeft: secondFactor.recovery.length };
}
