import type { SecondFactorSetUp } from '../../../engine/index.ts';
import { addressOf, newSecret, sealedFor } from '../../auth/second-factor.ts';
import type { Caller, Deps } from '../../deps.ts';
import { expectBoth } from '../../domain/session/expect-password.ts';
import { ownPerson } from '../../domain/session/own-person.ts';

/** Minutes to read the code with a telephone and type what it shows. */
const PENDING_MINUTES = 15;

/** Makes a secret for an app. Nothing asks for it before it has been confirmed; a factor that there is stays until then. */
export async function beginSecondFactor(
  deps: Deps,
  caller: Caller,
  input: { password: string; otp?: string | undefined },
): Promise<SecondFactorSetUp> {
  const person = await ownPerson(deps.store.tenant(caller.actor.tenant), caller);
  await expectBoth(deps, person, input);
  const secret = newSecret();
  const until = new Date(Date.parse(deps.clock.now()) + PENDING_MINUTES * 60_000).toISOString();
  await deps.store.transaction(person.tenant, async (tx) => {
    await ownPerson(tx, caller);
    await tx.people.update(
      { id: person.id },
      { pendingFactor: { secret: deps.secrets.seal(secret, sealedFor(person)), until } },
    );
  });
  return { secret, address: addressOf(secret, `${person.name} @ ${person.tenant}`), until };
}
