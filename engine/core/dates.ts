/** Plain dates: `YYYY-MM-DD`, years 0001 to 9999, proleptic Gregorian. Text order is time order. */

const LAST_DAY = 2_932_896; // 9999-12-31
const FIRST_DAY = -719_162; // 0001-01-01
const DIGIT_ZERO = 48;

/** True for an existing day, written `YYYY-MM-DD` in ASCII digits. */
export function isDate(text: unknown): text is string {
  return typeof text === 'string' && text.length === 10 && startsWithDate(text);
}

/** True for an instant as we store one: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function isDateTime(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    text.length === 24 &&
    startsWithDate(text) &&
    text[10] === 'T' &&
    below(text, 11, 24) &&
    text[13] === ':' &&
    below(text, 14, 60) &&
    text[16] === ':' &&
    below(text, 17, 60) &&
    text[19] === '.' &&
    digits(text, 20, 3) >= 0 &&
    text[23] === 'Z'
  );
}

function startsWithDate(text: string): boolean {
  if (text[4] !== '-' || text[7] !== '-') return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));
}

function below(text: string, at: number, limit: number): boolean {
  const value = digits(text, at, 2);
  return value >= 0 && value < limit;
}

// The number written at a place, or -1 where a character is not an ASCII digit.
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - DIGIT_ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearOf(date: string): number {
  return digits(date, 0, 4);
}
export function monthOf(date: string): number {
  return digits(date, 5, 2);
}
export function dayOf(date: string): number {
  return digits(date, 8, 2);
}

/** The date of a year, month (1 to 12) and day that exist. */
export function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01 (Hinnant's days_from_civil). */
export function dayNumber(date: string): number {
  const month = monthOf(date);
  const year = month <= 2 ? yearOf(date) - 1 : yearOf(date);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOf(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; undefined outside the years 0001 to 9999. */
export function dateOfDay(day: number): string | undefined {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) return undefined;
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dateOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** Undefined where the result lies outside the years 0001 to 9999. */
export function addDays(date: string, days: number): string | undefined {
  return dateOfDay(dayNumber(date) + days);
}

/** Same day of a later (or earlier) month; the month's last day where it has no such day. */
export function addMonths(date: string, months: number): string | undefined {
  const total = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(total / 12);
  if (!Number.isInteger(total) || year < 1 || year > 9999) return undefined;
  const month = total - year * 12 + 1;
  return dateOf(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** Days from one date to another; negative when `to` is earlier. */
export function diffDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whole months from one date to another, towards zero: 2026-01-31 to 2026-02-28 is one. */
export function diffMonths(from: string, to: string): number {
  if (to < from) return -diffMonths(to, from) || 0;
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return (addMonths(from, months) ?? to) > to ? months - 1 : months;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function startOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

export function startOfYear(date: string): string {
  return `${date.slice(0, 5)}01-01`;
}
