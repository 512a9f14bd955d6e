import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { tooMany } from '../fault.ts';

/** Keeps one caller from crowding out the others; rejects with `too-many`. */
export type Throttle = { pass(caller: string): Promise<void> };

const WINDOW_SECONDS = 60;

/** Counted in this process: it protects the process. What protects accounts (sign-in) is counted in the store. */
export function createThrottle(requestsPerMinute: number): Throttle {
  if (requestsPerMinute === 0) return { pass: async () => {} };
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: WINDOW_SECONDS });
  return {
    async pass(caller) {
      await limiter.consume(caller).catch((refused: RateLimiterRes) => {
        throw tooMany(Math.ceil(refused.msBeforeNext / 1000));
      });
    },
  };
}
