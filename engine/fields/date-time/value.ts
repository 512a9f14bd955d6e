import { dayNumber, isDate, isDateTime } from '../../core/dates.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { DAY_MS, formatDateTime, instantAt, instantOfMs, localTime } from '../../core/zones.ts';
import { dayIn } from '../date/value.ts';
import type { FormatContext } from '../field-type.ts';
import { halfWidth, isBlank, plainly } from '../plain-text.ts';

const ISO =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|([+-])([01]\d):([0-5]\d))$/;

/** Any ISO 8601 instant that names its offset, in UTC with milliseconds: the form in which text order is time order. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value !== 'string' || isDateTime(value)) return value;
  return instantIn(halfWidth(value)) ?? value;
}

function instantIn(text: string): string | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, day = '', hours, minutes, seconds = '0', fraction = '', , sign, offsetHours = '0', offsetMinutes = '0'] =
    match;
  if (!isDate(day)) return undefined;
  const local =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return instantOfMs(dayNumber(day) * DAY_MS + local - offset);
}

const CLOCK = /^(.*?\D|\d{8})[T ]?\s*([01]?\d|2[0-3])[:\uff1a时点]([0-5]\d)(?:[:分]([0-5]\d)?秒?)?$/;

/**
 * The instant that a text says on the clocks of a zone: `2026-12-15 09:00`, `2026/12/15 9:00`, `20261215 09:00`. Undefined
 * for a day or time that does not exist, one that the zone's clocks skip included.
 */
export function zonedInstantIn(text: string, zone: string): string | undefined {
  const [, day = '', hours, minutes, seconds = '0'] = CLOCK.exec(halfWidth(text)) ?? [];
  const date = dayIn(day.replace(/T$/, ''));
  if (date === undefined) return undefined;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const instant = instantAt(date, ms, zone);
  return instant !== undefined && localTime(zone, instant).ms === ms ? instant : undefined;
}

export function check(value: Json): Issue[] {
  return isDateTime(value) ? [] : [issue('field/not-a-time', '')];
}

/** "2026-11-24 15:00" in the reader's zone. */
export function format(value: Json, _d: unknown, context: Pick<FormatContext, 'zone'>): string {
  return isDateTime(value) ? formatDateTime(value, context.zone) : plainly(value);
}
