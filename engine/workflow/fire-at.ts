import { addTime, presuming, workingMsBetween } from '../core/calendar.ts';
import { addDays, isDate, isDateTime } from '../core/dates.ts';
import { addDuration, type Duration } from '../core/durations.ts';
import { type Issue, issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { instantMs, instantOfMs, startOfDay } from '../core/zones.ts';
import type { Environment, WorkCalendar } from '../rules/index.ts';
import { causeOf } from './cause.ts';
import type { ChartTimer } from './workflow.ts';

/** `guessed`: the first year that the working calendar has no data for, where one was counted through. */
export type Due = { fireAt?: string; guessed?: number; issue?: Issue };

/**
 * When a timer fires: a duration after `since`, or when the date in a field has passed (the end of that day in the zone), give
 * or take a duration. Nothing while the field is empty.
 */
export function fireAtOf(timer: ChartTimer, since: string, data: JsonObject, env: Environment): Due {
  const { delay } = timer;
  const base = delay.from === 'entry' ? since : endOf(valueAtDotted(data, delay.field), env.zone);
  if (base === undefined) return {};
  if (!delay.duration) return { fireAt: base };
  const before = delay.from === 'field' && delay.before;
  const duration = delay.duration;
  return counted(timer, env, (calendar) => shift(base, duration, before, calendar, env.zone));
}

/**
 * When a timer fires that ran from its state's entry and stood still for a while: what was left of its time then, counted
 * from when the case goes on. Working time is left in working time.
 */
export function resumedAt(timer: ChartTimer, fireAt: string, pause: Pause, env: Environment): Due {
  if (timer.delay.from !== 'entry') return { fireAt };
  if (!timer.delay.duration.working) return { fireAt: laterBy(fireAt, pause) };
  return counted(timer, env, (calendar) => {
    const left = workingMsBetween(pause.from, fireAt, calendar, env.zone);
    if (!left.ok || left.value === 0) return left.ok ? ok(laterBy(fireAt, pause)) : left;
    return addTime(pause.to, { months: 0, days: 0, ms: left.value, working: true }, calendar, env.zone);
  });
}

export type Pause = { from: string; to: string };

/** An instant later by the length of a pause. */
export function laterBy(fireAt: string, { from, to }: Pause): string {
  const paused = Math.max(0, instantMs(to) - instantMs(from));
  return instantOfMs(instantMs(fireAt) + paused) ?? fireAt;
}

function counted(timer: ChartTimer, env: Environment, count: (calendar: WorkCalendar) => Result<string>): Due {
  let guessed: number | undefined;
  const calendar = presuming(env.calendar, (year) => {
    guessed = Math.min(guessed ?? year, year);
  });
  const due = count(calendar);
  const cause = due.ok ? undefined : causeOf(due.issues[0] as Issue);
  if (cause) return { issue: issue('workflow/timer-failed', timer.pointer, { state: timer.state, cause }) };
  return { ...(due.ok && { fireAt: due.value }), ...(guessed !== undefined && { guessed }) };
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
