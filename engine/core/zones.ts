import { dateOfDay, dayNumber, isDateTime } from './dates.ts';

/** Instants (`YYYY-MM-DDTHH:mm:ss.sssZ`) and what they are in an IANA time zone. */

export const DAY_MS = 86_400_000;

/** Milliseconds since 1970 of an instant; NaN where the text is not one. */
export function instantMs(instant: string): number {
  if (!isDateTime(instant)) return Number.NaN;
  const time = (Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16))) * 60_000;
  return dayNumber(instant) * DAY_MS + time + Number(instant.slice(17, 19)) * 1000 + Number(instant.slice(20, 23));
}

/** The instant of a number of milliseconds; undefined outside the years 0001 to 9999. */
export function instantOfMs(ms: number): string | undefined {
  const date = dateOfDay(Math.floor(ms / DAY_MS));
  return date && Number.isInteger(ms) ? `${date}T${timeText(ms - Math.floor(ms / DAY_MS) * DAY_MS)}Z` : undefined;
}

function timeText(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** True for an IANA zone that the platform knows. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What clocks in the zone show at an instant: the date, and milliseconds since its midnight. */
export function localTime(zone: string, instant: string): { date: string; ms: number } {
  const utc = instantMs(instant);
  const local = utc + offsetAt(zone, utc);
  const day = Math.floor(local / DAY_MS);
  const date = dateOfDay(day);
  if (date === undefined) throw new RangeError(`Not an instant of the years 0001 to 9999: ${instant}`);
  return { date, ms: local - day * DAY_MS };
}

/** The date that calendars in the zone show at an instant: `today` of rules. */
export function dateIn(zone: string, instant: string): string {
  return localTime(zone, instant).date;
}

/**
 * The instant at which clocks in the zone show a date and time (milliseconds since midnight). A time that is skipped
 * there moves on by what is skipped; of a time that comes twice, the first. Undefined outside the years 0001 to 9999.
 */
export function instantAt(date: string, ms: number, zone: string): string | undefined {
  const local = dayNumber(date) * DAY_MS + ms;
  const before = offsetAt(zone, local - DAY_MS);
  const after = offsetAt(zone, local + DAY_MS);
  const first = local - before;
  if (before === after || offsetAt(zone, first) === before) return instantOfMs(first);
  const second = local - after;
  return instantOfMs(offsetAt(zone, second) === after ? second : first);
}

/** The first instant of a date in the zone. */
export function startOfDay(date: string, zone: string): string {
  const start = instantAt(date, 0, zone);
  if (start === undefined) throw new RangeError(`No such day: ${date}`);
  return start;
}

/** "2026-11-24 15:00" in the zone: how both languages write a date-time. */
export function formatDateTime(instant: string, zone: string): string {
  const { date, ms } = localTime(zone, instant);
  return `${date} ${timeText(ms).slice(0, 5)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

// Offsets change on quarter-hours at the finest; asking Intl costs microseconds, so answers are kept (a bounded number).
function offsetAt(zone: string, utc: number): number {
  const quarter = Math.floor(utc / 900_000);
  const key = `${zone}|${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 5000) offsets.clear();
  const offset = offsetFromIntl(zone, quarter * 900_000);
  offsets.set(key, offset);
  return offset;
}

function offsetFromIntl(zone: string, utc: number): number {
  const part: { [type: string]: number } = {};
  let before = false;
  for (const { type, value } of formatOf(zone).formatToParts(utc)) {
    if (type === 'era') before = value.startsWith('B');
    else if (type !== 'literal') part[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  if (before) return 0; // The year before 0001 in the zone: outside what we keep.
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return dayNumber(date) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 - utc;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size > 500) formats.clear();
    formats.set(zone, format);
  }
  return format;
}
