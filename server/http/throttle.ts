import { tooMany } from '../fault.ts';

/** Keeps one caller from crowding out the others; throws `too-many`. */
export type Throttle = { pass(caller: string): void };

const WINDOW_MS = 60_000;
/** More callers than this at once: the table is emptied rather than grown. */
const MOST_CALLERS = 50_000;

/** Counted in this process: it protects the process. What protects accounts (sign-in) is counted in the store. */
export function createThrottle(requestsPerMinute: number, now: () => number = () => performance.now()): Throttle {
  if (requestsPerMinute === 0) return { pass: () => {} };
  const windows = new Map<string, { from: number; count: number }>();
  return {
    pass(caller) {
      const at = now();
      const window = windows.get(caller);
      if (!window || at - window.from >= WINDOW_MS) {
        if (windows.size >= MOST_CALLERS) windows.clear();
        windows.set(caller, { from: at, count: 1 });
        return;
      }
      window.count += 1;
      if (window.count > requestsPerMinute) throw tooMany(Math.ceil((window.from + WINDOW_MS - at) / 1000));
    },
  };
}
