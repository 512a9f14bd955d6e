import { issue } from '../../../engine/index.ts';
import { spendOtp } from '../../auth/second-factor.ts';
import type { Deps } from '../../deps.ts';
import { type Fault, invalid, signInLocked } from '../../fault.ts';
import type { PersonRow, SecondFactor } from '../../store/rows.ts';
import { guarded } from './guarded.ts';

type Wording = { wrong(): Fault; locked(seconds: number): Fault; failed?(): Promise<void> };

/**
 * The password of a person who is signed in. Wrong ones are counted together, whatever they were given for, so that a stolen
 * session does not help to guess.
 */
export function provePassword(deps: Deps, person: PersonRow, password: string, wording: Wording): Promise<void> {
  return guarded(
    deps,
    `password:${person.tenant}:${person.id}`,
    wording.locked,
    async () => {
      if (!(await deps.passwords.verify(person.passwordHash, password))) throw wording.wrong();
    },
    wording.failed,
  );
}

export function expectPassword(deps: Deps, person: PersonRow, password: string, path: string): Promise<void> {
  return provePassword(deps, person, password, {
    wrong: () => invalid([issue('server/password-wrong', path)]),
    locked: signInLocked,
  });
}

/** The one-time password or recovery code of a person who is signed in; gives what is left of their factor. */
export function expectOtp(deps: Deps, person: PersonRow, otp: string, path: string): Promise<SecondFactor> {
  return guarded(deps, `otp:${person.tenant}:${person.id}`, signInLocked, async () => {
    const used = spendOtp(deps.secrets, person, otp, deps.clock.now());
    if (!used) throw invalid([issue('server/otp-wrong', path)]);
    return used.factor;
  });
}

/** Proves who is there: the password, and a code of the second factor if there is one. */
export async function expectBoth(
  deps: Deps,
  person: PersonRow,
  { password, otp }: { password: string; otp?: string | undefined },
): Promise<void> {
  await expectPassword(deps, person, password, '/password');
  if (!person.secondFactor) return;
  const secondFactor = await expectOtp(deps, person, otp ?? '', '/otp');
  await deps.store.transaction(person.tenant, async (tx) => {
    await tx.people.update({ id: person.id }, { secondFactor });
  });
}
