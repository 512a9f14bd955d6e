// Moments and calendars: what a clock in a time zone shows, and which moment a clock means.
import { badValue, refused } from './errors.ts';

/** What a calendar and a clock show. Months and days count from 1. */
export type Clock = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
};

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets by zone and quarter of an hour: zones change only at such. */
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that the zone is ahead of UTC at a moment. The zone is a name of the zone database or `+08:00`. */
export function offsetAt(zone: string, moment: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  const quarter = Math.floor(moment / (15 * MINUTE));
  let known = offsets.get(zone);
  if (known === undefined) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = askZone(zone, quarter * 15 * MINUTE);
    if (known.size > 100_000) known.clear();
    known.set(quarter, offset);
  }
  return offset;
}

function fixedOffset(zone: string): number | undefined {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(zone);
  if (!match) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * MINUTE;
}

function askZone(zone: string, moment: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw badValue(`unrecognized time zone identifier: "${zone}"`, 40485);
    }
    formats.set(zone, format);
  }
  const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const year = shown.era === 'BC' ? 1 - Number(shown.year) : Number(shown.year);
  const local = momentOf({
    year,
    month: Number(shown.month),
    day: Number(shown.day),
    hour: Number(shown.hour),
    minute: Number(shown.minute),
    second: Number(shown.second),
    millisecond: 0,
  });
  return local - Math.floor(moment / 1000) * 1000;
}

/** The moment at which a clock in UTC shows this; parts may run over (month 13 is January of the next year). */
export function momentOf({ year, month, day, hour, minute, second, millisecond }: Clock): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}

export function clockAt(moment: number, zone = 'UTC'): Clock {
  const date = new Date(moment + offsetAt(zone, moment));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** A date at a moment, if JavaScript has it. MongoDB's dates reach further, into years of nine digits. */
export function dateAt(moment: number, name: string): Date {
  if (!(Math.abs(moment) < 2 ** 63)) throw badValue(`date overflow in ${name}`, 15);
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) throw refused('dates beyond the year 275760');
  return date;
}

/** The moment at which a clock in the zone shows this. */
export function momentIn(clock: Clock, zone: string): number {
  const local = momentOf(clock);
  const first = local - offsetAt(zone, local);
  return local - offsetAt(zone, first);
}

const DAY = 86_400_000;

export function dayOfYear({ year, month, day }: Clock): number {
  return (
    Math.round((Date.UTC(2000, month - 1, day) - Date.UTC(2000, 0, 1)) / DAY) + 1 - (month > 2 && !isLeap(year) ? 1 : 0)
  );
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 1 for Sunday to 7 for Saturday. */
export function dayOfWeek(clock: Clock): number {
  return new Date(momentOf({ ...clock, hour: 12 })).getUTCDay() + 1;
}

/** The week and its year by ISO 8601, and the day from 1 for Monday. */
export function isoWeek(clock: Clock): { year: number; week: number; day: number } {
  const day = ((dayOfWeek(clock) + 5) % 7) + 1;
  const noon = momentOf({ ...clock, hour: 12, minute: 0, second: 0, millisecond: 0 });
  const thursday = new Date(noon + (4 - day) * DAY);
  const year = thursday.getUTCFullYear();
  const first = momentOf({ year, month: 1, day: 1, hour: 12, minute: 0, second: 0, millisecond: 0 });
  return { year, week: Math.floor(Math.round((thursday.getTime() - first) / DAY) / 7) + 1, day };
}

/** The week of the year when weeks begin on Sunday: 0 before the first Sunday. */
export function weekOfYear(clock: Clock): number {
  return Math.floor((dayOfYear(clock) + 7 - dayOfWeek(clock)) / 7);
}
