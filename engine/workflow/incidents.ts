import type { Issue } from '../core/issue.ts';
import type { Stuck } from './case-state.ts';
import { emit, type Turn } from './turn.ts';

type Trouble = { issue: Issue; state: string; step?: string; task?: string; event?: string; retry: boolean };

/** Tells that something needs a person; answers the incident's id. */
export function openIncident(turn: Turn, trouble: Trouble): string {
  turn.state.last.incident++;
  const incident = `${turn.state.case}:i${turn.state.last.incident}`;
  emit(turn, 'open-incident', { incident, ...trouble });
  return incident;
}

/** The case waits here until a person repairs the cause: nothing of the failed event has happened. */
export function stuckAt(turn: Turn, { issue, state, step, task, event }: Omit<Trouble, 'retry'>): void {
  const place = {
    state,
    ...(step === undefined ? {} : { step }),
    ...(task === undefined ? {} : { task }),
    ...(event === undefined ? {} : { event }),
  };
  const incident = openIncident(turn, { issue, ...place, retry: true });
  turn.state.stuck = [...turn.state.stuck, { incident, ...place, issue, at: turn.at }];
  turn.facts.push({ kind: 'stuck', state, ...(event === undefined ? {} : { event }), issue });
}

/** What was stuck in a state is no longer: it was left, or people are found for it. Without a state: everywhere. */
export function unstick(turn: Turn, state?: string): void {
  closeStuck(turn, (one) => state === undefined || one.state === state);
}

/** Closes the incidents of what is stuck. */
export function closeStuck(turn: Turn, closes: (one: Stuck) => boolean): void {
  const gone = turn.state.stuck.filter(closes);
  if (gone.length === 0) return;
  turn.state.stuck = turn.state.stuck.filter((one) => !gone.includes(one));
  for (const { incident } of gone) emit(turn, 'close-incident', { incident });
}
