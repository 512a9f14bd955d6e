import { addDays, dateOfDay, dayNumber, weekdayOf, yearOf } from './dates.ts';
import type { Duration } from './durations.ts';
import { addDuration } from './durations.ts';
import { issue } from './issue.ts';
import { fail, ok, type Result } from './result.ts';
import { instantAt, localTime } from './zones.ts';

/** Which days and hours are worked. Dates are `YYYY-MM-DD`. */
export type WorkCalendar = {
  /** Undefined for a year that the calendar has no data for. */
  isWorkday(date: string): boolean | undefined;
  /** Minutes after midnight. */
  hours: { from: number; to: number };
  /** Days that are free in every year, also in one without data: `01-01`. That one where nothing is said. */
  yearly?: readonly string[];
};

/** A calendar as data. Saturday and Sunday are free unless listed in `workdays`; `holidays` are free whatever the weekday. */
export type CalendarData = {
  /** The years that the lists are complete for; nothing is known of other years. */
  years: number[];
  holidays: string[];
  workdays: string[];
  hours?: { from: number; to: number };
  yearly?: string[];
};

const OFFICE_HOURS = { from: 9 * 60, to: 18 * 60 };
const MINUTE = 60_000;
// Far past any deadline; keeps a wrong number from walking for ever.
const MOST_DAYS = 20_000;

export function workCalendar(data: CalendarData): WorkCalendar {
  const years = new Set(data.years);
  const holidays = new Set(data.holidays);
  const workdays = new Set(data.workdays);
  return {
    hours: data.hours ?? OFFICE_HOURS,
    ...(data.yearly && { yearly: data.yearly }),
    isWorkday(date) {
      if (!years.has(yearOf(date))) return undefined;
      if (workdays.has(date)) return true;
      return !holidays.has(date) && weekdayOf(date) <= 5;
    },
  };
}

/**
 * The calendar with an answer for every year: where there are no data, Monday to Friday are worked except the days that are
 * free in every year. `onGuess` hears of each such year.
 */
export function presuming(calendar: WorkCalendar, onGuess: (year: number) => void = () => undefined): WorkCalendar {
  const yearly = new Set(calendar.yearly ?? ['01-01']);
  return {
    ...calendar,
    isWorkday(date) {
      const known = calendar.isWorkday(date);
      if (known !== undefined) return known;
      onGuess(yearOf(date));
      return !yearly.has(date.slice(5)) && weekdayOf(date) <= 5;
    },
  };
}

/** The n-th working day after a date (before it, when negative); the date itself for 0. */
export function addWorkingDays(date: string, days: number, calendar: WorkCalendar): Result<string> {
  if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS) return outOfRange();
  const step = days < 0 ? -1 : 1;
  let here = dayNumber(date);
  for (let left = Math.abs(days); left > 0; ) {
    here += step;
    const next = dateOfDay(here);
    if (next === undefined) return outOfRange();
    const works = calendar.isWorkday(next);
    if (works === undefined) return noData(next);
    if (works) left--;
  }
  return ok(dateOfDay(here) ?? date);
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkCalendar): Result<number> {
  if (to < from) {
    const back = workingDaysBetween(to, from, calendar);
    return back.ok ? ok(-back.value || 0) : back;
  }
  const last = dayNumber(to);
  if (last - dayNumber(from) > MOST_DAYS * 2) return outOfRange();
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last; day++) {
    const date = dateOfDay(day) ?? to;
    const works = calendar.isWorkday(date);
    if (works === undefined) return noData(date);
    if (works) count++;
  }
  return ok(count);
}

/**
 * The instant that lies a duration after another (before it, where its days are negative). A working duration (`P2D/work`,
 * `PT8H/work`) counts the calendar's days and hours: it starts and ends inside working time. A start outside of it is the
 * closing before: Saturday and a working day is the end of Monday. Days keep the time of day.
 */
export function addTime(instant: string, duration: Duration, calendar: WorkCalendar, zone: string): Result<string> {
  if (!duration.working) {
    const plain = addDuration(instant, duration, zone);
    return plain === undefined ? outOfRange() : ok(plain);
  }
  if (calendar.hours.to <= calendar.hours.from) return fail(issue('calendar/hours', '/hours', calendar.hours));
  const start = lastWorked(localTime(zone, instant), calendar);
  if (!start.ok) return start;
  const day = addWorkingDays(start.value.date, duration.days, calendar);
  if (!day.ok) return day;
  return duration.ms === 0
    ? instantOn(day.value, start.value.ms, zone)
    : addHours(day.value, start.value.ms, duration.ms, calendar, zone);
}

/** Working time between two instants in milliseconds; 0 where the second is not later. */
export function workingMsBetween(from: string, to: string, calendar: WorkCalendar, zone: string): Result<number> {
  const [start, end] = [localTime(zone, from), localTime(zone, to)];
  const opens = calendar.hours.from * MINUTE;
  const closes = calendar.hours.to * MINUTE;
  const last = dayNumber(end.date);
  if (last - dayNumber(start.date) > MOST_DAYS) return outOfRange();
  let sum = 0;
  for (let day = dayNumber(start.date); day <= last; day++) {
    const date = dateOfDay(day) ?? end.date;
    const works = calendar.isWorkday(date);
    if (works === undefined) return noData(date);
    const begins = date === start.date ? Math.max(start.ms, opens) : opens;
    const ends = date === end.date ? Math.min(end.ms, closes) : closes;
    if (works && ends > begins) sum += ends - begins;
  }
  return ok(sum);
}

type Moment = { date: string; ms: number };

// The moment itself inside working hours, else the closing before it.
function lastWorked({ date, ms }: Moment, calendar: WorkCalendar): Result<Moment> {
  const opens = calendar.hours.from * MINUTE;
  const closes = calendar.hours.to * MINUTE;
  const works = calendar.isWorkday(date);
  if (works === undefined) return noData(date);
  if (works && ms >= opens) return ok({ date, ms: Math.min(ms, closes) });
  const before = addWorkingDays(date, -1, calendar);
  return before.ok ? ok({ date: before.value, ms: closes }) : before;
}

function addHours(
  startDate: string,
  startMs: number,
  ms: number,
  calendar: WorkCalendar,
  zone: string,
): Result<string> {
  const opens = calendar.hours.from * MINUTE;
  const closes = calendar.hours.to * MINUTE;
  let date = startDate;
  let from = Math.max(startMs, opens);
  let left = ms;
  for (let walked = 0; walked <= MOST_DAYS; walked++) {
    const works = calendar.isWorkday(date);
    if (works === undefined) return noData(date);
    if (works && from < closes) {
      if (left <= closes - from) return instantOn(date, from + left, zone);
      left -= closes - from;
    }
    from = opens;
    const next = addDays(date, 1);
    if (next === undefined) break;
    date = next;
  }
  return outOfRange();
}

function instantOn(date: string, ms: number, zone: string): Result<string> {
  const instant = instantAt(date, ms, zone);
  return instant === undefined ? outOfRange() : ok(instant);
}

function noData(date: string): Result<never> {
  return fail(issue('calendar/no-data', '', { year: yearOf(date) }));
}

function outOfRange(): Result<never> {
  return fail(issue('calendar/out-of-range', ''));
}
