import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTime, addWorkingDays, workCalendar, workingDaysBetween } from '../../../engine/core/calendar.ts';
import { addDays } from '../../../engine/core/dates.ts';
import { parseDuration } from '../../../engine/core/durations.ts';

// The National Day of 2026, with the Saturday that was worked for it.
const calendar = workCalendar({
  years: [2026],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-10-10'],
});
const ok = <T>(value: T) => ({ ok: true, value });
const later = (instant: string, text: string, zone = 'Asia/Shanghai') => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(text);
  return addTime(instant, duration, calendar, zone);
};

describe('the working calendar', () => {
  it.each([
    ['2026-11-24', true],
    ['2026-11-28', false],
    ['2026-10-01', false],
    ['2026-10-10', true],
    ['2027-01-04', undefined],
  ])('%s is worked: %s', (date, works) => expect(calendar.isWorkday(date)).toBe(works));

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-28', 0, '2026-11-28'],
  ])('%s and %d working days is %s', (date, days, end) =>
    expect(addWorkingDays(date, days, calendar)).toEqual(ok(end)),
  );

  it('counts working days after one date up to and with another', () => {
    expect(workingDaysBetween('2026-11-20', '2026-11-23', calendar)).toEqual(ok(1));
    expect(workingDaysBetween('2026-09-30', '2026-10-12', calendar)).toEqual(ok(4));
    expect(workingDaysBetween('2026-10-12', '2026-09-30', calendar)).toEqual(ok(-4));
    expect(workingDaysBetween('2026-11-24', '2026-11-24', calendar)).toEqual(ok(0));
  });

  it('counts what it added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 90 }), (offset, days) => {
        const start = addDays('2026-01-05', offset) as string;
        const end = addWorkingDays(start, days, calendar);
        if (end.ok) expect(workingDaysBetween(start, end.value, calendar)).toEqual(ok(days));
      }),
    );
  });

  it.each([
    ['Friday afternoon and two working days', '2026-11-20T07:00:00.000Z', 'P2D/work', '2026-11-24T07:00:00.000Z'],
    ['Friday at four and eight working hours', '2026-11-20T08:00:00.000Z', 'PT8H/work', '2026-11-23T07:00:00.000Z'],
    ['Saturday and an hour', '2026-11-21T02:00:00.000Z', 'PT1H/work', '2026-11-23T02:00:00.000Z'],
    ['before opening', '2026-11-23T00:00:00.000Z', 'PT1H/work', '2026-11-23T02:00:00.000Z'],
    ['after closing', '2026-11-23T12:00:00.000Z', 'PT30M/work', '2026-11-24T01:30:00.000Z'],
    ['to the minute of closing', '2026-11-23T01:00:00.000Z', 'PT9H/work', '2026-11-23T10:00:00.000Z'],
    ['a day and an hour', '2026-11-20T09:30:00.000Z', 'P1DT1H/work', '2026-11-24T01:30:00.000Z'],
    ['plain hours know no weekend', '2026-11-20T08:00:00.000Z', 'PT8H', '2026-11-20T16:00:00.000Z'],
  ])('%s', (_, start, duration, end) => expect(later(start, duration)).toEqual(ok(end)));

  it('says which year it has no data for', () => {
    expect(addWorkingDays('2026-12-30', 5, calendar)).toMatchObject({
      ok: false,
      issues: [{ code: 'calendar/no-data', params: { year: 2027 } }],
    });
    expect(later('2026-12-31T08:00:00.000Z', 'PT9H/work')).toMatchObject({
      ok: false,
      issues: [{ code: 'calendar/no-data' }],
    });
    expect(workingDaysBetween('2026-12-30', '2027-01-05', calendar)).toMatchObject({ ok: false });
  });

  it('does not walk for ever', () => {
    expect(addWorkingDays('2026-11-24', 1e9, calendar)).toMatchObject({
      ok: false,
      issues: [{ code: 'calendar/out-of-range' }],
    });
    const closed = { isWorkday: () => false, hours: { from: 540, to: 1080 } };
    expect(
      addTime('2026-11-24T07:00:00.000Z', { months: 0, days: 0, ms: 1000, working: true }, closed, 'UTC'),
    ).toMatchObject({ ok: false });
    const never = { isWorkday: () => true, hours: { from: 540, to: 540 } };
    expect(
      addTime('2026-11-24T07:00:00.000Z', { months: 0, days: 0, ms: 1000, working: true }, never, 'UTC'),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'calendar/hours' }],
    });
  });
});
