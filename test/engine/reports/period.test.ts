import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketAfter, bucketLabel, bucketOf, buckets, bucketsBetween } from '../../../engine/reports/buckets.ts';
import {
  type PeriodValue,
  parsePeriod,
  periodRange,
  previousRange,
  rangeText,
} from '../../../engine/reports/period.ts';

const ranges: [
  today: string,
  period: PeriodValue,
  from: string | undefined,
  to: string | undefined,
  previous: string,
][] = [
  ['2026-11-24', 'today', '2026-11-24', '2026-11-24', '2026-11-23'],
  ['2026-03-01', 'today', '2026-03-01', '2026-03-01', '2026-02-28'],
  ['2028-03-01', 'today', '2028-03-01', '2028-03-01', '2028-02-29'],
  ['2026-01-01', 'today', '2026-01-01', '2026-01-01', '2025-12-31'],
  ['2026-11-24', 'this-week', '2026-11-23', '2026-11-29', '2026-11-16 – 2026-11-17'],
  ['2026-11-29', 'this-week', '2026-11-23', '2026-11-29', '2026-11-16 – 2026-11-22'],
  ['2027-01-01', 'this-week', '2026-12-28', '2027-01-03', '2026-12-21 – 2026-12-25'],
  ['2026-11-24', 'this-month', '2026-11-01', '2026-11-30', '2026-10-01 – 2026-10-24'],
  ['2026-03-31', 'this-month', '2026-03-01', '2026-03-31', '2026-02-01 – 2026-02-28'],
  ['2028-03-30', 'this-month', '2028-03-01', '2028-03-31', '2028-02-01 – 2028-02-29'],
  ['2028-02-29', 'this-month', '2028-02-01', '2028-02-29', '2028-01-01 – 2028-01-29'],
  ['2026-01-31', 'this-month', '2026-01-01', '2026-01-31', '2025-12-01 – 2025-12-31'],
  ['2026-03-31', 'last-month', '2026-02-01', '2026-02-28', '2026-01-01 – 2026-01-31'],
  ['2028-03-31', 'last-month', '2028-02-01', '2028-02-29', '2028-01-01 – 2028-01-31'],
  ['2026-01-15', 'last-month', '2025-12-01', '2025-12-31', '2025-11-01 – 2025-11-30'],
  ['2026-11-24', 'this-quarter', '2026-10-01', '2026-12-31', '2026-07-01 – 2026-08-24'],
  ['2026-05-31', 'this-quarter', '2026-04-01', '2026-06-30', '2026-01-01 – 2026-02-28'],
  ['2026-12-31', 'this-quarter', '2026-10-01', '2026-12-31', '2026-07-01 – 2026-09-30'],
  ['2026-12-31', 'this-year', '2026-01-01', '2026-12-31', '2025-01-01 – 2025-12-31'],
  ['2028-02-29', 'this-year', '2028-01-01', '2028-12-31', '2027-01-01 – 2027-02-28'],
  ['2026-11-24', 'last-12-months', '2025-12-01', '2026-11-30', '2024-12-01 – 2025-11-24'],
  ['2028-02-29', 'last-12-months', '2027-03-01', '2028-02-29', '2026-03-01 – 2027-02-28'],
  ['2026-01-31', 'last-24-months', '2024-02-01', '2026-01-31', '2022-02-01 – 2024-01-31'],
  ['2026-11-24', 'all', undefined, undefined, 'none'],
  ['2026-11-24', { from: '2026-02-01', to: '2026-02-28' }, '2026-02-01', '2026-02-28', '2026-01-04 – 2026-01-31'],
  ['2026-11-24', { from: '2026-02-01' }, '2026-02-01', undefined, 'none'],
  ['2026-11-24', { to: '2026-02-01' }, undefined, '2026-02-01', 'none'],
];

describe('a period', () => {
  it.each(ranges)('on %s: %j is %s to %s, compared with %s', (today, period, from, to, previous) => {
    expect(periodRange(period, today)).toEqual({ ...(from && { from }), ...(to && { to }) });
    const before = previousRange(period, today);
    expect(before ? rangeText(before, 'en') : 'none').toBe(previous);
  });

  it.each([
    'last-week',
    '',
    7,
    null,
    [],
    { from: '2026-02-29' },
    { from: '2026-02-02', to: '2026-02-01' },
    { from: { $gt: '' } },
    { since: '2026-01-01' },
    { from: '0001-01-01' },
    { to: '9999-12-31' },
  ])('is not %j', (value) => {
    expect(parsePeriod(value)).toBeUndefined();
  });

  it('says its days in both languages', () => {
    expect([
      rangeText({ from: '2026-01-01' }, 'en'),
      rangeText({ to: '2026-01-01' }, 'zh-CN'),
      rangeText({}, 'zh-CN'),
    ]).toEqual(['since 2026-01-01', '截至 2026-01-01', '全部时间']);
  });
});

describe('a bucket', () => {
  it.each([
    ['2026-11-24', 'day', '2026-11-24', '2026-11-25', '2026-11-24', '2026-11-24'],
    ['2026-11-24', 'week', '2026-11-23', '2026-11-30', '2026-W48', '2026年第48周'],
    ['2027-01-01', 'week', '2026-12-28', '2027-01-04', '2026-W53', '2026年第53周'],
    ['2024-12-31', 'week', '2024-12-30', '2025-01-06', '2025-W01', '2025年第1周'],
    ['2028-02-29', 'month', '2028-02-01', '2028-03-01', '2028-02', '2028年2月'],
    ['2026-12-31', 'month', '2026-12-01', '2027-01-01', '2026-12', '2026年12月'],
    ['2026-12-31', 'quarter', '2026-10-01', '2027-01-01', '2026 Q4', '2026年第4季度'],
    ['2026-03-31', 'quarter', '2026-01-01', '2026-04-01', '2026 Q1', '2026年第1季度'],
    ['2026-06-15', 'year', '2026-01-01', '2027-01-01', '2026', '2026年'],
  ] as const)('of %s by %s begins %s, before %s, and is called %s or %s', (day, bucket, start, next, en, zh) => {
    expect(bucketOf(day, bucket)).toBe(start);
    expect(bucketAfter(start, bucket)).toBe(next);
    expect([bucketLabel(start, bucket, 'en'), bucketLabel(start, bucket, 'zh-CN')]).toEqual([en, zh]);
  });

  it('holds each day of a span exactly once', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom(...buckets), (a, b, bucket) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const all = bucketsBetween(from, to, bucket, 30_000);
        expect(all[0]).toBe(bucketOf(from, bucket));
        expect(all.at(-1)).toBe(bucketOf(to, bucket));
        expect(all.every((start, index) => index === 0 || start === bucketAfter(all[index - 1] ?? '', bucket))).toBe(
          true,
        );
      }),
    );
  });
});
