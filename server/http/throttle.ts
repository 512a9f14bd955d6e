import { RateLimiterMemory } from 'rate-limiter-flexible';
import { tooMany } from '../fault.ts';

/** Keeps one caller from crowding out the others; throws `too-many`. */
export type Throttle = { pass(caller: string): Promise<void> };

/** Counted in this process: it protects the process. What protects accounts (sign-in) is counted in the store. */
export function createThrottle(requestsPerMinute: number): Throttle {
  if (requestsPerMinute === 0) return { pass: async () => {} };
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return {
    async pass(caller) {
      try {
        await limiter.consume(caller);
      } catch (refused) {
        throw tooMany(
          Math.max(1, Math.ceil(Number((refused as { msBeforeNext?: number }).msBeforeNext ?? 1000) / 1000)),
        );
      }
    },
  };
}
