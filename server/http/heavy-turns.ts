import { tooMany } from '../fault.ts';

/** Heavy requests of one person that run at once; the others wait in line. */
const AT_ONCE = 2;
/** Longer lines are turned away. A page of many widgets stays far below. */
const MOST_WAITING = 30;

/** One person's lists, searches and figures, a few at a time: others find the server free. */
export type HeavyTurns = { take<T>(caller: string, work: () => Promise<T>): Promise<T> };

export function createHeavyTurns(): HeavyTurns {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async take(caller, work) {
      const line = lines.get(caller) ?? { running: 0, waiting: [] };
      lines.set(caller, line);
      if (line.running >= AT_ONCE) {
        if (line.waiting.length >= MOST_WAITING) throw tooMany(1);
        await new Promise<void>((resolve) => line.waiting.push(resolve));
      } else line.running += 1;
      try {
        return await work();
      } finally {
        const next = line.waiting.shift();
        if (next) next();
        else {
          line.running -= 1;
          if (line.running === 0) lines.delete(caller);
        }
      }
    },
  };
}
