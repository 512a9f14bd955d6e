/** Guesses at one secret that may be under way at once, in this process. */
const AT_ONCE = 3;

/** Failures without a pause. */
const FREE_FAILURES = 5;
const LONGEST_PAUSE_SECONDS = 15 * 60;
/** Failures are forgotten after this, or with a success. */
export const MEMORY_SECONDS = 24 * 3600;

type Line = { running: number; waiting: (() => void)[] };

const lines = new Map<string, Line>();

/**
 * Runs `attempt` when few others of the same key are under way. Whether a secret may still be guessed is asked of the store
 * before the guess and counted after it: without a line, guesses that come all at once would all be let through.
 */
export async function inLine<T>(key: string, attempt: () => Promise<T>): Promise<T> {
  const line = lines.get(key) ?? { running: 0, waiting: [] };
  lines.set(key, line);
  if (line.running >= AT_ONCE) await new Promise<void>((resolve) => line.waiting.push(resolve));
  else line.running += 1;
  try {
    return await attempt();
  } finally {
    // The place is handed on: a newcomer does not get in between.
    const next = line.waiting.shift();
    if (next) next();
    else {
      line.running -= 1;
      if (line.running === 0) lines.delete(key);
    }
  }
}

/** Seconds to wait after the n-th failure in a row: none for the first ones, then 30 s, doubled each time, at most 15 minutes. */
export function pauseAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 30 * 2 ** (failures - FREE_FAILURES));
}

/** Whole seconds from now until so many after an instant; 0 when that is past. */
export function secondsUntil(from: string, seconds: number, now: string): number {
  return Math.max(0, Math.ceil((Date.parse(from) + seconds * 1000 - Date.parse(now)) / 1000));
}
