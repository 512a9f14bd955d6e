import { addTime } from '../core/calendar.ts';
import { addDays, isDate, isDateTime, weekdayOf } from '../core/dates.ts';
import { addDuration, type Duration } from '../core/durations.ts';
import { type Issue, issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { startOfDay } from '../core/zones.ts';
import type { Environment, WorkCalendar } from '../rules/index.ts';
import { causeOf } from './cause.ts';
import type { ChartTimer } from './workflow.ts';

export type Due = { fireAt?: string; issue?: Issue };

/**
 * When a timer fires: a duration after `since`, or when the date in a field has passed (the end of that day in the zone), give
 * or take a duration. Nothing while the field is empty. Where the working calendar has no data for the year, Monday to
 * Friday count, and the issue says so.
 */
export function fireAtOf(timer: ChartTimer, since: string, data: JsonObject, env: Environment): Due {
  const { delay } = timer;
  const base = delay.from === 'entry' ? since : endOf(valueAtDotted(data, delay.field), env.zone);
  if (base === undefined) return {};
  if (!delay.duration) return { fireAt: base };
  const before = delay.from === 'field' && delay.before;
  const shifted = (calendar: WorkCalendar) => shift(base, delay.duration as Duration, before, calendar, env.zone);
  const exact = shifted(env.calendar);
  if (exact.ok) return { fireAt: exact.value };
  const params = { state: timer.state, cause: causeOf(exact.issues[0] as Issue) };
  const rough = shifted({ ...env.calendar, isWorkday: (date) => env.calendar.isWorkday(date) ?? weekdayOf(date) <= 5 });
  if (rough.ok) return { fireAt: rough.value, issue: issue('workflow/timer-calendar', timer.pointer, params) };
  return { issue: issue('workflow/timer-failed', timer.pointer, params) };
}

function shift(
  base: string,
  duration: Duration,
  before: boolean,
  calendar: WorkCalendar,
  zone: string,
): Result<string> {
  if (!before) return addTime(base, duration, calendar, zone);
  // Working time before a date is in days alone (see parseDelay), which the calendar counts backwards too.
  if (duration.working) return addTime(base, { ...duration, days: -duration.days }, calendar, zone);
  const { months, days, ms } = duration;
  const moved = addDuration(base, { months: -months, days: -days, ms: -ms, working: false }, zone);
  return moved === undefined ? fail(issue('calendar/out-of-range', '')) : ok(moved);
}

function endOf(value: Json | undefined, zone: string): string | undefined {
  if (isDateTime(value)) return value as string;
  const next = isDate(value) ? addDays(value as string, 1) : undefined;
  return next === undefined ? undefined : startOfDay(next, zone);
}
