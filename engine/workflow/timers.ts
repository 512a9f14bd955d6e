import type { TimerState } from './case-state.ts';
import type { Pause } from './fire-at.ts';
import { emit, setTask, type Turn } from './turn.ts';
import type { ChartTimer } from './workflow.ts';

/** Sets the timers of a state that has just been entered. */
export function setTimers(turn: Turn, state: string): void {
  for (const timer of turn.workflow.timersOf[state] ?? []) {
    const fireAt = turn.finder.fireAt(turn, timer, turn.at);
    if (fireAt !== undefined) setTimer(turn, timer, fireAt);
  }
}

function setTimer(turn: Turn, timer: ChartTimer, fireAt: string): void {
  turn.state.last.timer++;
  const id = `${turn.state.case}:t${turn.state.last.timer}`;
  const step = turn.workflow.states[timer.state]?.step;
  const set: TimerState = {
    id,
    event: timer.event,
    state: timer.state,
    ...(step === undefined ? {} : { step }),
    key: timer.key,
    fireAt,
  };
  turn.state.timers[id] = set;
  emit(turn, 'set-timer', {
    timer: id,
    event: timer.event,
    state: timer.state,
    ...(step === undefined ? {} : { step }),
    fireAt,
  });
}

/** Takes a timer that is due off the list; answers what the chart is to be sent. */
export function takeTimer(turn: Turn, id: string): TimerState {
  const timer = turn.state.timers[id] as TimerState;
  delete turn.state.timers[id];
  turn.state.fired[timer.event] = timer.fireAt;
  return timer;
}

function cancelTimer(turn: Turn, id: string): void {
  delete turn.state.timers[id];
  emit(turn, 'cancel-timer', { timer: id });
}

/** Cancels the timers of a state that is left; without a state, all. */
export function cancelTimers(turn: Turn, state?: string): void {
  for (const timer of Object.values(turn.state.timers)) {
    if (state === undefined || timer.state === state) cancelTimer(turn, timer.id);
  }
  for (const timer of turn.workflow.timers) {
    if (state === undefined || timer.state === state) delete turn.state.fired[timer.event];
  }
}

/** Stops the timers of a case that is suspended: they stay on its list, and nothing fires. */
export function pauseTimers(turn: Turn): void {
  for (const timer of Object.values(turn.state.timers)) emit(turn, 'cancel-timer', { timer: timer.id });
}

/** Sets the stopped timers again; those that count from entering their state fire later. */
export function moveTimers(turn: Turn, pause: Pause): void {
  for (const timer of Object.values(turn.state.timers)) {
    const definition = turn.workflow.timers.find((one) => one.event === timer.event);
    delete turn.state.timers[timer.id];
    if (definition) setTimer(turn, definition, turn.finder.resumedAt(turn, definition, timer.fireAt, pause));
  }
  // Where nothing is left to fire, the task keeps the deadline that it has missed.
  for (const state of new Set(Object.values(turn.state.timers).map((timer) => timer.state))) showDeadline(turn, state);
}

/** Deadlines that count from a field, set anew after data has changed; the tasks of their step show the new one. */
export function recomputeTimers(turn: Turn): void {
  const active = activeStates(turn);
  for (const timer of turn.workflow.timers) {
    if (timer.delay.from !== 'field' || !active.has(timer.state)) continue;
    const fireAt = turn.finder.fireAt(turn, timer, turn.at);
    const set = Object.values(turn.state.timers).find((one) => one.event === timer.event);
    if (set?.fireAt === fireAt || (!set && turn.state.fired[timer.event] === fireAt)) continue;
    if (set) cancelTimer(turn, set.id);
    if (fireAt !== undefined) setTimer(turn, timer, fireAt);
    showDeadline(turn, timer.state);
  }
}

function showDeadline(turn: Turn, state: string): void {
  const step = turn.workflow.states[state]?.step;
  if (step === undefined) return;
  const dueAt = dueAtOf(turn, state);
  for (const task of Object.values(turn.state.tasks)) {
    if (task.step !== step || (task.status !== 'open' && task.status !== 'waiting') || task.dueAt === dueAt) continue;
    const { dueAt: _, ...rest } = task;
    turn.state.tasks[task.id] = rest;
    if (dueAt !== undefined) setTask(turn, task.id, { dueAt });
    emit(turn, 'update-task', { task: task.id, set: { dueAt: dueAt ?? null } });
  }
}

/** Every active state, those that hold others included. */
export function activeStates(turn: Turn): Set<string> {
  const active = new Set<string>();
  for (const leaf of turn.state.states) {
    for (let end = leaf.length; end > 0; end = leaf.lastIndexOf('.', end - 1)) active.add(leaf.slice(0, end));
  }
  return active;
}

/**
 * When a task of the state is due: at the first timer that ends its step. Timers that only remind are no deadline, unless
 * there are no others: then the last of them is. What has fired counts as it was set.
 */
export function dueAtOf(turn: Turn, state: string): string | undefined {
  const at = new Map(Object.entries(turn.state.fired));
  for (const timer of Object.values(turn.state.timers)) at.set(timer.event, timer.fireAt);
  const timers = turn.workflow.timersOf[state] ?? [];
  const times = (ends: boolean) =>
    timers
      .flatMap((timer) => (timer.ends === ends && at.has(timer.event) ? [at.get(timer.event) as string] : []))
      .sort();
  return times(true)[0] ?? times(false).at(-1);
}
