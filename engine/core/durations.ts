import { addDays, addMonths, isDate } from './dates.ts';
import { instantAt, instantMs, instantOfMs, localTime } from './zones.ts';

/**
 * An ISO 8601 duration in its parts; `working` counts working days and hours (`P2D/work`, `PT8H/work`).
 * All parts share the sign: `-P1M` goes back a month.
 */
export type Duration = { months: number; days: number; ms: number; working: boolean };

const PATTERN =
  /^(-?)P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?(\/work)?$/;

/** Undefined where the text is not a duration, or counts months or weeks in working time. */
export function parseDuration(text: string): Duration | undefined {
  const match = text.length <= 64 ? PATTERN.exec(text) : null;
  if (!match || /[PT](\/|$)/.test(text)) return undefined;
  const [, minus, years, months, weeks, days, hours, minutes, seconds, work] = match;
  if (work && (years || months || weeks || minus)) return undefined;
  const sign = minus ? -1 : 1;
  const part = (digits: string | undefined, factor: number) => (digits ? sign * Number(digits) * factor : 0);
  return {
    months: part(years, 12) + part(months, 1),
    days: part(weeks, 7) + part(days, 1),
    ms: part(hours, 3_600_000) + part(minutes, 60_000) + part(seconds, 1000),
    working: work !== undefined,
  };
}

export function isDuration(text: unknown): text is string {
  return typeof text === 'string' && parseDuration(text) !== undefined;
}

/**
 * A date or an instant moved by a duration of calendar time. Months and days move what the calendar in `zone` shows,
 * hours move time itself. Undefined where the result lies outside the years 0001 to 9999, or a time of day is added to a date.
 */
export function addDuration(start: string, duration: Duration, zone: string): string | undefined {
  if (isDate(start)) return duration.ms === 0 ? shift(start, duration) : undefined;
  if (duration.months === 0 && duration.days === 0) return instantOfMs(instantMs(start) + duration.ms);
  const { date, ms } = localTime(zone, start);
  const moved = shift(date, duration);
  const instant = moved && instantAt(moved, ms, zone);
  return instant && instantOfMs(instantMs(instant) + duration.ms);
}

function shift(date: string, duration: Duration): string | undefined {
  const month = duration.months === 0 ? date : addMonths(date, duration.months);
  return month && addDays(month, duration.days);
}
