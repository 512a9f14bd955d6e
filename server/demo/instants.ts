import type { Chance } from './chance.ts';
import type { Series } from './demo-data.ts';

const DAY_MS = 86_400_000;

/** When the records of a series were made: over its months before `now`, in working hours of weekdays, ascending. */
export function instantsOf({ count, months, growth = 1, season }: Series, now: string, chance: Chance): string[] {
  const end = Date.parse(now);
  const start = new Date(end);
  start.setUTCMonth(start.getUTCMonth() - months);
  const days: number[] = [];
  const weights: number[] = [];
  for (let at = start.getTime(); at < end - DAY_MS; at += DAY_MS) {
    const date = new Date(at);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const share = (at - start.getTime()) / (end - start.getTime());
    days.push(at);
    weights.push((1 + (growth - 1) * share) * (season?.[date.getUTCMonth()] ?? 1));
  }
  const counts = apportioned(count, weights);
  return days.flatMap((day, index) =>
    Array.from({ length: counts[index] ?? 0 }, () => withinHours(day, chance)).sort(),
  );
}

// So many on each day that their sum is exact: each day takes its share of what is left.
function apportioned(count: number, weights: number[]): number[] {
  let left = count;
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => {
    const share = Math.round((left * weight) / weightLeft);
    left -= share;
    weightLeft -= weight;
    return share;
  });
}

// 9 to 18 o'clock in China is 1 to 10 o'clock UTC.
function withinHours(day: number, chance: Chance): string {
  const midnight = Math.floor(day / DAY_MS) * DAY_MS;
  return new Date(midnight + 3_600_000 + Math.floor(chance.next() * 9 * 3_600_000)).toISOString();
}
