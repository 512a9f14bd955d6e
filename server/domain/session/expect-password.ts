import { issue } from '../../../engine/index.ts';
import { spendOtp } from '../../auth/second-factor.ts';
import type { Deps } from '../../deps.ts';
import { type Fault, invalid, signInLocked } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';
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

/** Takes a one-time password or recovery code of a person who is signed in. Of several requests at once, each code counts once. */
export function expectOtp(deps: Deps, { tenant, id }: PersonRow, otp: string, path: string): Promise<void> {
  return guarded(deps, `otp:${tenant}:${id}`, signInLocked, () =>
    deps.store.transaction(tenant, async (tx) => {
      const stored = await tx.people.get(id);
      const used = stored && spendOtp(deps.secrets, stored, otp, deps.clock.now());
      if (!used) throw invalid([issue('server/otp-wrong', path)]);
      await tx.people.update({ id }, { secondFactor: used.factor });
    }),
  );
}

/** Proves who is there: the password, and a code of the second factor if there is one. */
export async function expectBoth(
  deps: Deps,
  person: PersonRow,
  { password, otp }: { password: string; otp?: string | undefined },
): Promise<void> {
  await expectPassword(deps, person, password, '/password');
  if (person.secondFactor) await expectOtp(deps, person, otp ?? '', '/otp');
}
