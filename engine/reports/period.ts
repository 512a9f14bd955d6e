import { addDays, addMonths, diffDays, isDate } from '../core/dates.ts';
import { isJsonObject, own } from '../core/json.ts';
import type { Locale, Text } from '../core/text.ts';
import { type Bucket, bucketAfter, bucketOf } from './buckets.ts';

export const periodPresets = [
  'today',
  'this-week',
  'this-month',
  'last-month',
  'this-quarter',
  'this-year',
  'last-12-months',
  'last-24-months',
  'all',
] as const;
export type PeriodPreset = (typeof periodPresets)[number];
/** A preset, or days of one's own; either end may be open. */
export type PeriodValue = PeriodPreset | { from?: string; to?: string };
/** Whole days, both ends included. */
export type DateRange = { from?: string; to?: string };

export const periodTitles: { [P in PeriodPreset]: Text } = {
  today: { en: 'Today', 'zh-CN': '今天' },
  'this-week': { en: 'This week', 'zh-CN': '本周' },
  'this-month': { en: 'This month', 'zh-CN': '本月' },
  'last-month': { en: 'Last month', 'zh-CN': '上月' },
  'this-quarter': { en: 'This quarter', 'zh-CN': '本季度' },
  'this-year': { en: 'This year', 'zh-CN': '今年' },
  'last-12-months': { en: 'Last 12 months', 'zh-CN': '近 12 个月' },
  'last-24-months': { en: 'Last 24 months', 'zh-CN': '近 24 个月' },
  all: { en: 'All time', 'zh-CN': '全部时间' },
};

/** Undefined for what is neither a preset nor days that exist and stand in order. */
export function parsePeriod(value: unknown): PeriodValue | undefined {
  if (typeof value === 'string') return periodPresets.find((preset) => preset === value);
  if (!isJsonObject(value) || Object.keys(value).some((key) => key !== 'from' && key !== 'to')) return undefined;
  const from = own(value, 'from');
  const to = own(value, 'to');
  if (from !== undefined && !isNearDay(from)) return undefined;
  if (to !== undefined && !isNearDay(to)) return undefined;
  if (from !== undefined && to !== undefined && from > to) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The days of a period, seen from `today`. "Last n months" are the current month and those before it. */
export function periodRange(value: PeriodValue, today: string): DateRange {
  if (typeof value !== 'string') return value;
  switch (value) {
    case 'today':
      return { from: today, to: today };
    case 'this-week':
      return whole(today, 'week');
    case 'this-month':
      return whole(today, 'month');
    case 'last-month':
      return whole(monthsAfter(bucketOf(today, 'month'), -1), 'month');
    case 'this-quarter':
      return whole(today, 'quarter');
    case 'this-year':
      return whole(today, 'year');
    case 'last-12-months':
      return months(today, 12);
    case 'last-24-months':
      return months(today, 24);
    case 'all':
      return {};
  }
}

/**
 * The period before, to compare with: as many days of it as have passed of a running one (1–24 November with 1–24 October),
 * else the same length. Undefined for an open period.
 */
export function previousRange(value: PeriodValue, today: string): DateRange | undefined {
  const { from, to } = periodRange(value, today);
  if (from === undefined || to === undefined) return undefined;
  switch (value) {
    case 'this-week':
      return { from: daysAfter(from, -7), to: daysAfter(today, -7) };
    case 'this-month':
    case 'last-12-months':
    case 'last-24-months':
    case 'this-quarter':
    case 'this-year': {
      const back = -monthsIn[value];
      return { from: monthsAfter(from, back), to: earlier(monthsAfter(today, back), daysAfter(from, -1)) };
    }
    case 'last-month':
      return whole(monthsAfter(from, -1), 'month');
    default: {
      const length = diffDays(from, to) + 1;
      return { from: daysAfter(from, -length), to: daysAfter(from, -1) };
    }
  }
}

const monthsIn = { 'this-month': 1, 'this-quarter': 3, 'this-year': 12, 'last-12-months': 12, 'last-24-months': 24 };

/** "2026-10-01 – 2026-10-24", "since 2026-10-01", "until …". */
export function rangeText({ from, to }: DateRange, locale: Locale): string {
  const chinese = locale === 'zh-CN';
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} – ${to}`;
  if (from !== undefined) return chinese ? `${from} 起` : `since ${from}`;
  if (to !== undefined) return chinese ? `截至 ${to}` : `until ${to}`;
  return chinese ? '全部时间' : 'all time';
}

function whole(day: string, bucket: Bucket): { from: string; to: string } {
  const from = bucketOf(day, bucket);
  return { from, to: daysAfter(bucketAfter(from, bucket), -1) };
}

function months(today: string, count: number): { from: string; to: string } {
  const first = bucketOf(today, 'month');
  return { from: monthsAfter(first, 1 - count), to: daysAfter(monthsAfter(first, 1), -1) };
}

// Far enough from the ends of the calendar that a period before or after it is on it too.
function isNearDay(value: unknown): value is string {
  return isDate(value) && value >= '1000-01-01' && value < '9000-01-01';
}

function daysAfter(day: string, count: number): string {
  return addDays(day, count) ?? day;
}

function monthsAfter(day: string, count: number): string {
  return addMonths(day, count) ?? day;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
