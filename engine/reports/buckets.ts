import { addDays, addMonths, diffDays, startOfYear, weekdayOf } from '../core/dates.ts';
import type { Locale } from '../core/text.ts';

/** What days are gathered into. Weeks begin on Monday. */
export const buckets = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Bucket = (typeof buckets)[number];

/** A bucket is named by its first day; days are `YYYY-MM-DD`. */
export function bucketOf(day: string, bucket: Bucket): string {
  switch (bucket) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, 1 - weekdayOf(day)) ?? day;
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'quarter':
      return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'year':
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The first day of the bucket that is `count` after the one that begins on `start`; `start` itself at the end of time (9999). */
export function bucketAfter(start: string, bucket: Bucket, count = 1): string {
  switch (bucket) {
    case 'day':
      return addDays(start, count) ?? start;
    case 'week':
      return addDays(start, 7 * count) ?? start;
    case 'month':
      return addMonths(start, count) ?? start;
    case 'quarter':
      return addMonths(start, 3 * count) ?? start;
    case 'year':
      return addMonths(start, 12 * count) ?? start;
  }
}

/** Every bucket that has a day from `from` to `to`, at most `limit` of them (the latest). */
export function bucketsBetween(from: string, to: string, bucket: Bucket, limit = 400): string[] {
  const found: string[] = [];
  for (
    let at = bucketOf(to, bucket);
    at >= bucketOf(from, bucket) && found.length < limit;
    at = bucketAfter(at, bucket, -1)
  ) {
    found.push(at);
  }
  return found.reverse();
}

/** `2026-03-01` as `2026-03` or `2026年3月`, `2026 Q1`, `2026-W10`, `2026`. */
export function bucketLabel(start: string, bucket: Bucket, locale: Locale): string {
  const year = start.slice(0, 4);
  const month = Number(start.slice(5, 7));
  const chinese = locale === 'zh-CN';
  switch (bucket) {
    case 'day':
      return start;
    case 'week': {
      const [weekYear, week] = isoWeek(start);
      return chinese ? `${weekYear}年第${week}周` : `${weekYear}-W${String(week).padStart(2, '0')}`;
    }
    case 'month':
      return chinese ? `${year}年${month}月` : start.slice(0, 7);
    case 'quarter':
      return chinese ? `${year}年第${Math.ceil(month / 3)}季度` : `${year} Q${Math.ceil(month / 3)}`;
    case 'year':
      return chinese ? `${year}年` : year;
  }
}

// A week belongs to the year that holds its Thursday.
function isoWeek(monday: string): [year: string, week: number] {
  const thursday = addDays(monday, 3) ?? monday;
  return [thursday.slice(0, 4), Math.floor(diffDays(startOfYear(thursday), thursday) / 7) + 1];
}
