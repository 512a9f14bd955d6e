import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateOfDay,
  dayNumber,
  diffDays,
  diffMonths,
  isDate,
  isDateTime,
  startOfMonth,
  startOfYear,
  weekdayOf,
} from '../../../engine/core/dates.ts';
import { addDuration, isDuration, parseDuration } from '../../../engine/core/durations.ts';
import {
  dateIn,
  formatDateTime,
  instantAt,
  instantMs,
  instantOfMs,
  isZone,
  localTime,
  startOfDay,
} from '../../../engine/core/zones.ts';

const day = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') });
const date = day.map((number) => dateOfDay(number) as string);
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Asia/Kathmandu',
);

describe('a date', () => {
  it.each(['2026-11-24', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) =>
    expect(isDate(text)).toBe(true),
  );
  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '0000-01-01',
    '2026-1-1',
    '2026/11/24',
    '２０２６-11-24',
    '2026-11-24T',
    '',
    5,
    null,
  ])('%s does not', (text) => expect(isDate(text)).toBe(false));

  it('is the day that the platform’s calendar has, through 400 years and both ends', () => {
    fc.assert(
      fc.property(day, (number) => {
        const text = dateOfDay(number) as string;
        expect(new Date(number * 86_400_000).toISOString().slice(0, 10)).toBe(text);
        expect(dayNumber(text)).toBe(number);
        expect(isDate(text)).toBe(true);
        expect(weekdayOf(text) % 7).toBe(new Date(number * 86_400_000).getUTCDay());
      }),
      { numRuns: 3000 },
    );
  });

  it('ends where the years do', () => {
    expect(addDays('9999-12-31', 1)).toBeUndefined();
    expect(addDays('0001-01-01', -1)).toBeUndefined();
    expect(addMonths('9999-12-01', 1)).toBeUndefined();
    expect(addDays('2026-01-01', 0.5)).toBeUndefined();
  });

  it('moved by days is that many days away', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (start, days) => {
        const moved = addDays(start, days);
        if (moved !== undefined) expect(diffDays(start, moved)).toBe(days);
      }),
    );
  });

  it('orders as text as it does in time', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect((dateOfDay(a) as string) < (dateOfDay(b) as string)).toBe(a < b);
      }),
    );
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-24', 14, '2028-01-24'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s moved by %d months is %s', (start, months, moved) => expect(addMonths(start, months)).toBe(moved));

  it.each([
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-02-28', '2026-01-31', -1],
    ['2025-11-24', '2026-11-24', 12],
    ['2026-11-24', '2026-11-24', 0],
  ])('from %s to %s are %d whole months', (from, to, months) => expect(diffMonths(from, to)).toBe(months));

  it('knows the start of its month and year', () => {
    expect([startOfMonth('2026-11-24'), startOfYear('2026-11-24')]).toEqual(['2026-11-01', '2026-01-01']);
  });
});

describe('an instant', () => {
  it.each(['2026-11-24T07:00:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('%s is one', (text) => {
    expect(isDateTime(text)).toBe(true);
    expect(instantOfMs(instantMs(text))).toBe(text);
    expect(instantMs(text)).toBe(Date.parse(text));
  });
  it.each([
    '2026-11-24T24:00:00.000Z',
    '2026-11-24T07:60:00.000Z',
    '2026-11-24T07:00:60.000Z',
    '2026-11-24T07:00:00Z',
    '2026-11-24T07:00:00.000+08:00',
    '2026-02-30T07:00:00.000Z',
    '2026-11-24 07:00:00.000Z',
    7,
  ])('%s is none', (text) => expect(isDateTime(text)).toBe(false));

  it('is a date and a time in a zone, and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2060, 0) }), zone, (ms, where) => {
        const instant = instantOfMs(ms) as string;
        const local = localTime(where, instant);
        const back = instantAt(local.date, local.ms, where) as string;
        // Of an hour that comes twice, the first.
        expect([0, 3_600_000]).toContain(instantMs(instant) - instantMs(back));
        expect(localTime(where, back)).toEqual(local);
      }),
      { numRuns: 500 },
    );
  });

  it('belongs to the next day in Shanghai from 16:00 UTC on', () => {
    expect(dateIn('Asia/Shanghai', '2026-11-24T15:59:59.999Z')).toBe('2026-11-24');
    expect(dateIn('Asia/Shanghai', '2026-11-24T16:00:00.000Z')).toBe('2026-11-25');
    expect(startOfDay('2026-11-25', 'Asia/Shanghai')).toBe('2026-11-24T16:00:00.000Z');
    expect(formatDateTime('2026-11-24T07:05:00.000Z', 'Asia/Shanghai')).toBe('2026-11-24 15:05');
  });

  it('moves on where clocks skip an hour, and takes the first where one comes twice', () => {
    expect(instantAt('2026-03-08', 2.5 * 3_600_000, 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantAt('2026-11-01', 1.5 * 3_600_000, 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  });

  it('needs a zone that there is', () => {
    expect([isZone('Asia/Shanghai'), isZone('Asia/Atlantis'), isZone('')]).toEqual([true, false, false]);
  });
});

describe('a duration', () => {
  it.each([
    ['P1Y2M3W4DT5H6M7S', { months: 14, days: 25, ms: 18_367_000, working: false }],
    ['PT8H', { months: 0, days: 0, ms: 28_800_000, working: false }],
    ['P2D/work', { months: 0, days: 2, ms: 0, working: true }],
    ['PT8H/work', { months: 0, days: 0, ms: 28_800_000, working: true }],
    ['-P1M', { months: -1, days: 0, ms: 0, working: false }],
    ['P0D', { months: 0, days: 0, ms: 0, working: false }],
  ])('%s is read', (text, parts) => expect(parseDuration(text)).toEqual(parts));

  it.each([
    'P',
    'PT',
    'P1DT',
    'P1',
    '1D',
    'P1.5D',
    'p1d',
    'P1D/holiday',
    'P1M/work',
    'P1W/work',
    '-P1D/work',
    'P/work',
    'PT/work',
    'P99999999999D',
    '',
    ' P1D',
  ])('"%s" is none', (text) => expect(isDuration(text)).toBe(false));

  it.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2026-01-31', 'P1M1D', '2026-03-01'],
    ['2026-11-24T07:00:00.000Z', 'PT90M', '2026-11-24T08:30:00.000Z'],
    ['2026-11-24T15:30:00.000Z', 'P1D', '2026-11-25T15:30:00.000Z'],
  ])('%s plus %s is %s', (start, text, end) => {
    const parsed = parseDuration(text);
    expect(parsed && addDuration(start, parsed, 'Asia/Shanghai')).toBe(end);
  });

  it('of a day keeps the time of day where clocks change', () => {
    const oneDay = { months: 0, days: 1, ms: 0, working: false };
    expect(addDuration('2026-03-07T17:00:00.000Z', oneDay, 'America/New_York')).toBe('2026-03-08T16:00:00.000Z');
  });

  it('with hours cannot be added to a date', () => {
    expect(addDuration('2026-11-24', { months: 0, days: 0, ms: 1, working: false }, 'UTC')).toBeUndefined();
  });
});
