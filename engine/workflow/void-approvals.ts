import { openDue } from './open-step.ts';
import type { Step } from './step.ts';
import { setTask, type Turn } from './turn.ts';

/**
 * Approvals of an open step that were given for other data than there is now do not count any more; their makers are asked
 * again. `except`: the task that is being decided.
 */
export function voidApprovals(turn: Turn, step: Step, except?: string): void {
  const seats = turn.state.steps[step.key]?.seats ?? [];
  let any = false;
  for (const { task: id } of seats.flatMap(({ links }) => links)) {
    const task = id === undefined ? undefined : turn.state.tasks[id];
    if (
      !task ||
      task.id === except ||
      (task.decision !== 'approve' && task.decision !== 'submit') ||
      task.seen === turn.state.data.hash
    )
      continue;
    setTask(turn, task.id, { void: true });
    any = true;
  }
  if (any) openDue(turn, step);
}
