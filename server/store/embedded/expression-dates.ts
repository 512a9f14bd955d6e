// Dates in expressions.
import type { ObjectIdValue, TimestampValue, Value } from './bson.ts';
import { isDocument, isNumeric, typeOf } from './bson.ts';
import { badValue, refused } from './errors.ts';
import { named } from './expression-logic.ts';
import type { BuildExpression, Compile, Expression, Scope } from './expression-value.ts';
import { longOf } from './normalise.ts';
import { toNumber } from './numbers.ts';
import {
  type Clock,
  clockAt,
  dateAt,
  dayOfWeek,
  dayOfYear,
  isoWeek,
  momentIn,
  momentOf,
  offsetAt,
  weekOfYear,
} from './time-zone.ts';

const isNil = (value: Value): boolean => value === undefined || value === null;

/** The moment of a date, an ObjectId or a timestamp. */
function momentValue(value: Value, name: string): number {
  if (value instanceof Date) return value.getTime();
  const type = typeOf(value);
  if (type === 'objectId') return (value as ObjectIdValue).getTimestamp().getTime();
  if (type === 'timestamp') return (value as TimestampValue).getHighBitsUnsigned() * 1000;
  throw badValue(`can't convert from BSON type ${type} to Date (${name})`, 16006);
}

function zoneOf(value: Value, name: string): string {
  if (typeof value !== 'string')
    throw badValue(`${name}: timezone must evaluate to a string, found ${typeOf(value)}`, 40517);
  return value;
}

/** A part of a date: `{ $year: "$at" }` or `{ $year: { date, timezone } }`. */
function part(name: string, read: (clock: Clock) => Value): BuildExpression {
  return (operand, compile) => {
    const { date, zone } = dateAndZone(name, operand, compile);
    return (scope) => {
      const value = date(scope);
      const where = zone ? zone(scope) : 'UTC';
      if (isNil(value) || isNil(where)) return null;
      return read(clockAt(momentValue(value, name), zoneOf(where, name)));
    };
  };
}

function dateAndZone(
  name: string,
  operand: Value,
  compile: Compile,
): { date: Expression; zone: Expression | undefined } {
  const given = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
  if (Array.isArray(given))
    throw badValue(`${name} accepts exactly one argument if given an array, but was given ${given.length}`, 40536);
  const [first] = isDocument(given) ? Object.keys(given) : [];
  if (!isDocument(given) || first?.startsWith('$')) return { date: compile(given), zone: undefined };
  const parts = named(name, given, ['date'], ['timezone']);
  return { date: compile(parts.date), zone: 'timezone' in parts ? compile(parts.timezone) : undefined };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const FORMATS: Record<string, (clock: Clock, offset: number) => string> = {
  Y: ({ year }) => pad(year, 4),
  m: ({ month }) => pad(month, 2),
  d: ({ day }) => pad(day, 2),
  H: ({ hour }) => pad(hour, 2),
  M: ({ minute }) => pad(minute, 2),
  S: ({ second }) => pad(second, 2),
  L: ({ millisecond }) => pad(millisecond, 3),
  j: (clock) => pad(dayOfYear(clock), 3),
  w: (clock) => String(dayOfWeek(clock)),
  U: (clock) => pad(weekOfYear(clock), 2),
  u: (clock) => String(isoWeek(clock).day),
  V: (clock) => pad(isoWeek(clock).week, 2),
  G: (clock) => pad(isoWeek(clock).year, 4),
  z: (_clock, offset) =>
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`,
  Z: (_clock, offset) => String(offset),
  '%': () => '%',
};

/** Writes a moment as `$dateToString` does. */
export function formatMoment(moment: number, format: string, zone: string): string {
  const clock = clockAt(moment, zone);
  const offset = offsetAt(zone, moment) / 60_000;
  return format.replace(/%(.?)/gs, (_all, letter: string) => {
    const write = Object.hasOwn(FORMATS, letter) ? FORMATS[letter] : undefined;
    if (!write) throw badValue(`Invalid format character '%${letter}' in format string`, 18536);
    if (clock.year < 0 || clock.year > 9999)
      throw badValue(`$dateToString is only defined on year 0-9999, tried to use year ${clock.year}`, 18537);
    return write(clock, offset);
  });
}

const dateToString: BuildExpression = (operand, compile) => {
  const parts = named('$dateToString', operand, ['date'], ['format', 'timezone', 'onNull']);
  const date = compile(parts.date);
  const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
  const format = 'format' in parts ? compile(parts.format) : undefined;
  const onNull = 'onNull' in parts ? compile(parts.onNull) : undefined;
  return (scope) => {
    const given = format ? format(scope) : undefined;
    const value = date(scope);
    const where = zone ? zone(scope) : 'UTC';
    if (isNil(value)) return onNull ? onNull(scope) : null;
    if (isNil(where) || (format && isNil(given))) return null;
    if (format && typeof given !== 'string') throw badValue('$dateToString requires that "format" be a string', 18533);
    const fallback = zone ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ';
    const text = (given as string | undefined) ?? fallback;
    const name = zoneOf(where, '$dateToString');
    const suffix = !format && zone && offsetAt(name, momentValue(value, '$dateToString')) === 0 ? 'Z' : '';
    return `${formatMoment(momentValue(value, '$dateToString'), text, name)}${suffix}`;
  };
};

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
type Unit = (typeof UNITS)[number];
const LENGTHS: Partial<Record<Unit, number>> = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 };

function unitOf(value: Value, name: string): Unit {
  if (typeof value !== 'string' || !UNITS.includes(value as Unit))
    throw badValue(`${name}: unknown time unit value: ${String(value)}`, 9);
  return value as Unit;
}

/** Moves a date by calendar units in the zone, or by fixed lengths of time. */
function moved(moment: number, unit: Unit, amount: number, zone: string): number {
  const length = LENGTHS[unit];
  if (length !== undefined) return moment + amount * length;
  const clock = clockAt(moment, zone);
  if (unit === 'day' || unit === 'week')
    return momentIn({ ...clock, day: clock.day + amount * (unit === 'week' ? 7 : 1) }, zone);
  const months = { year: 12, quarter: 3, month: 1 }[unit as 'year' | 'quarter' | 'month'] * amount;
  const total = clock.year * 12 + clock.month - 1 + months;
  const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  const last = new Date(
    momentOf({ year, month: month + 1, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 }),
  ).getUTCDate();
  return momentIn({ ...clock, year, month, day: Math.min(clock.day, last) }, zone);
}

function moving(name: string, sign: 1 | -1): BuildExpression {
  return (operand, compile) => {
    const parts = named(name, operand, ['startDate', 'unit', 'amount'], ['timezone']);
    const [start, unit, amount] = [compile(parts.startDate), compile(parts.unit), compile(parts.amount)];
    const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
    return (scope) => {
      const [value, name1, count] = [start(scope), unit(scope), amount(scope)];
      const where = zone ? zone(scope) : 'UTC';
      if ([value, name1, count, where].some(isNil)) return null;
      if (!isNumeric(count) || !Number.isInteger(toNumber(count)))
        throw badValue(`${name} expects integer amount of time units`, 5166405);
      return dateAt(
        moved(momentValue(value, name), unitOf(name1, name), sign * toNumber(count), zoneOf(where, name)),
        name,
      );
    };
  };
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekStart(value: Value, name: string): number {
  const text = String(value).toLowerCase();
  const found = DAYS.findIndex((day) => day === text || day.slice(0, 3) === text);
  if (found < 0)
    throw badValue(
      `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${String(value)}`,
      9,
    );
  return found;
}

function truncated(moment: number, unit: Unit, zone: string, firstDay: number): number {
  const clock = clockAt(moment, zone);
  const midnight = { ...clock, hour: 0, minute: 0, second: 0, millisecond: 0 };
  switch (unit) {
    case 'year':
      return momentIn({ ...midnight, month: 1, day: 1 }, zone);
    case 'quarter':
      return momentIn({ ...midnight, month: clock.month - ((clock.month - 1) % 3), day: 1 }, zone);
    case 'month':
      return momentIn({ ...midnight, day: 1 }, zone);
    case 'week':
      return momentIn({ ...midnight, day: clock.day - ((dayOfWeek(clock) - 1 - firstDay + 7) % 7) }, zone);
    case 'day':
      return momentIn(midnight, zone);
    default: {
      const length = LENGTHS[unit] as number;
      const offset = offsetAt(zone, moment);
      return Math.floor((moment + offset) / length) * length - offset;
    }
  }
}

const dateTrunc: BuildExpression = (operand, compile) => {
  const parts = named('$dateTrunc', operand, ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek']);
  if ('binSize' in parts && parts.binSize !== 1) throw refused('$dateTrunc with binSize');
  const [date, unit] = [compile(parts.date), compile(parts.unit)];
  const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
  const first = 'startOfWeek' in parts ? compile(parts.startOfWeek) : undefined;
  return (scope) => {
    const [value, name] = [date(scope), unit(scope)];
    const where = zone ? zone(scope) : 'UTC';
    const start = first ? first(scope) : 'sunday';
    if ([value, name, where, start].some(isNil)) return null;
    const chosen = unitOf(name, '$dateTrunc');
    const day = chosen === 'week' ? weekStart(start, '$dateTrunc') : 0;
    return new Date(truncated(momentValue(value, '$dateTrunc'), chosen, zoneOf(where, '$dateTrunc'), day));
  };
};

const dateDiff: BuildExpression = (operand, compile) => {
  const parts = named('$dateDiff', operand, ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek']);
  const [start, end, unit] = [compile(parts.startDate), compile(parts.endDate), compile(parts.unit)];
  const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
  const first = 'startOfWeek' in parts ? compile(parts.startOfWeek) : undefined;
  return (scope) => {
    const [from, to, name] = [start(scope), end(scope), unit(scope)];
    const where = zone ? zone(scope) : 'UTC';
    const day = first ? first(scope) : 'sunday';
    if ([from, to, name, where, day].some(isNil)) return null;
    const [a, b] = [momentValue(from, '$dateDiff'), momentValue(to, '$dateDiff')];
    const chosen = unitOf(name, '$dateDiff');
    return longOf(
      BigInt(difference(a, b, chosen, zoneOf(where, '$dateDiff'), chosen === 'week' ? weekStart(day, '$dateDiff') : 0)),
    );
  };
};

/** How many boundaries of the unit lie between two moments. */
function difference(a: number, b: number, unit: Unit, zone: string, firstDay: number): number {
  const [x, y] = [clockAt(a, zone), clockAt(b, zone)];
  const months = (clock: Clock): number => clock.year * 12 + clock.month - 1;
  if (unit === 'year') return y.year - x.year;
  if (unit === 'quarter') return Math.floor(months(y) / 3) - Math.floor(months(x) / 3);
  if (unit === 'month') return months(y) - months(x);
  if (unit === 'day' || unit === 'week') {
    const dayNumber = (clock: Clock): number =>
      Math.floor(momentOf({ ...clock, hour: 0, minute: 0, second: 0, millisecond: 0 }) / 86_400_000);
    // Day 0 was a Thursday.
    const week = (clock: Clock): number => Math.floor((dayNumber(clock) + 4 - firstDay) / 7);
    return unit === 'day' ? dayNumber(y) - dayNumber(x) : week(y) - week(x);
  }
  const length = LENGTHS[unit] as number;
  // Hours begin where the zone's clock says; shorter units begin everywhere at once.
  if (unit !== 'hour') return Math.floor(b / length) - Math.floor(a / length);
  const [before, after] = [offsetAt(zone, a), offsetAt(zone, b)];
  return Math.floor((b + after) / length) - Math.floor((a + before) / length) - Math.trunc((after - before) / length);
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;

const dateFromParts: BuildExpression = (operand, compile) => {
  const parts = named(
    '$dateFromParts',
    operand,
    ['year'],
    [...PARTS, 'timezone', 'isoWeekYear', 'isoWeek', 'isoDayOfWeek'],
  );
  if ('isoWeekYear' in parts || 'isoWeek' in parts || 'isoDayOfWeek' in parts)
    throw refused('$dateFromParts with ISO weeks');
  const given = PARTS.filter((key) => key in parts).map((key) => [key, compile(parts[key])] as const);
  const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
  return (scope: Scope) => {
    const clock: Clock = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
    const where = zone ? zone(scope) : 'UTC';
    if (isNil(where)) return null;
    for (const [key, expression] of given) {
      const value = expression(scope);
      if (isNil(value)) return null;
      if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
        throw badValue(`'${key}' must evaluate to an integer`, 40515);
      clock[key] = toNumber(value);
    }
    if (clock.year < 1 || clock.year > 9999)
      throw badValue(`'year' must evaluate to an integer in the range 1 to 9999`, 40523);
    return new Date(momentIn(clock, zoneOf(where, '$dateFromParts')));
  };
};

const dateToParts: BuildExpression = (operand, compile) => {
  const parts = named('$dateToParts', operand, ['date'], ['timezone', 'iso8601']);
  if (parts.iso8601 === true) throw refused('$dateToParts with ISO weeks');
  const date = compile(parts.date);
  const zone = 'timezone' in parts ? compile(parts.timezone) : undefined;
  return (scope) => {
    const value = date(scope);
    const where = zone ? zone(scope) : 'UTC';
    if (isNil(value) || isNil(where)) return null;
    return { ...clockAt(momentValue(value, '$dateToParts'), zoneOf(where, '$dateToParts')) };
  };
};

export const dateOperators: Record<string, BuildExpression> = {
  $year: part('$year', ({ year }) => year),
  $month: part('$month', ({ month }) => month),
  $dayOfMonth: part('$dayOfMonth', ({ day }) => day),
  $hour: part('$hour', ({ hour }) => hour),
  $minute: part('$minute', ({ minute }) => minute),
  $second: part('$second', ({ second }) => second),
  $millisecond: part('$millisecond', ({ millisecond }) => millisecond),
  $dayOfYear: part('$dayOfYear', dayOfYear),
  $dayOfWeek: part('$dayOfWeek', dayOfWeek),
  $week: part('$week', weekOfYear),
  $isoWeek: part('$isoWeek', (clock) => isoWeek(clock).week),
  $isoWeekYear: part('$isoWeekYear', (clock) => longOf(BigInt(isoWeek(clock).year))),
  $isoDayOfWeek: part('$isoDayOfWeek', (clock) => isoWeek(clock).day),
  $dateToString: dateToString,
  $dateTrunc: dateTrunc,
  $dateDiff: dateDiff,
  $dateAdd: moving('$dateAdd', 1),
  $dateSubtract: moving('$dateSubtract', -1),
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
};
