import { issue } from '../../../engine/index.ts';
import { inLine, pauseAfter } from '../../auth/attempts.ts';
import { spendOtp } from '../../auth/second-factor.ts';
import type { Deps } from '../../deps.ts';
import { invalid, signInLocked } from '../../fault.ts';
import type { PersonRow, SecondFactor } from '../../store/rows.ts';

const MEMORY_SECONDS = 24 * 3600;

/** The password of somebody who is signed in. Wrong ones are counted, so that a stolen session does not help to guess. */
export function expectPassword(deps: Deps, person: PersonRow, password: string, path: string): Promise<void> {
  return counted(deps, `password:${person.tenant}:${person.id}`, async () => {
    if (!(await deps.passwords.verify(person.passwordHash, password)))
      throw invalid([issue('server/password-wrong', path)]);
  });
}

/** The one-time password or recovery code of somebody who is signed in; gives what is left of his factor. */
export function expectOtp(deps: Deps, person: PersonRow, otp: string, path: string): Promise<SecondFactor> {
  return counted(deps, `otp:${person.tenant}:${person.id}`, async () => {
    const used = spendOtp(deps.secrets, person, otp, deps.clock.now());
    if (!used) throw invalid([issue('server/otp-wrong', path)]);
    return used.factor;
  });
}

function counted<T>(deps: Deps, key: string, attempt: () => Promise<T>): Promise<T> {
  return inLine(key, async () => {
    const now = deps.clock.now();
    const failed = await deps.store.limits.read(key, now);
    const wait = failed
      ? Math.ceil((Date.parse(failed.lastAt) + pauseAfter(failed.count) * 1000 - Date.parse(now)) / 1000)
      : 0;
    if (wait > 0) throw signInLocked(wait);
    try {
      const result = await attempt();
      await deps.store.limits.clear(key);
      return result;
    } catch (error) {
      await deps.store.limits.hit(key, now, MEMORY_SECONDS);
      throw error;
    }
  });
}
