import { inLine, MEMORY_SECONDS, pauseAfter, secondsUntil } from '../../auth/attempts.ts';
import type { Deps } from '../../deps.ts';
import { Fault } from '../../fault.ts';

/**
 * One guess at a secret: few at once, and after failures in a row longer and longer pauses, which `locked` words. `attempt`
 * throws `invalid` for a wrong one; `failed` is told of it.
 */
export function guarded<T>(
  deps: Deps,
  key: string,
  locked: (seconds: number) => Fault,
  attempt: () => Promise<T>,
  failed?: () => Promise<void>,
): Promise<T> {
  return inLine(key, async () => {
    const { limits } = deps.store;
    const now = deps.clock.now();
    const before = await limits.read(key, now);
    const wait = before ? secondsUntil(before.lastAt, pauseAfter(before.count), now) : 0;
    if (wait > 0) throw locked(wait);
    try {
      const result = await attempt();
      if (before) await limits.clear(key);
      return result;
    } catch (cause) {
      if (cause instanceof Fault && cause.code === 'invalid') {
        await limits.hit(key, now, MEMORY_SECONDS);
        await failed?.();
      }
      throw cause;
    }
  });
}
