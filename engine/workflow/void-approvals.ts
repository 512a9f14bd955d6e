import type { TaskState } from './case-state.ts';
import { isAgreeing } from './decisions.ts';
import { openDue } from './open-step.ts';
import type { Step } from './step.ts';
import { setTask, type Turn } from './turn.ts';

/**
 * Approvals that were given before these fields changed do not hold any more, unless their step ignores all of them: in an open
 * step their makers are asked again at once, in one that was passed when the case comes to go on (`firstUnheld`).
 * `except`: the task that is being decided. No names: nobody knows what changed.
 */
export function voidApprovals(turn: Turn, fields: readonly string[], except?: string): void {
  const { state, workflow } = turn;
  for (const step of Object.values(workflow.steps)) {
    const open = state.steps[step.key]?.status === 'open';
    const passed = step.type === 'approval' && state.passed.includes(step.key);
    if (!open && !passed) continue;
    if (fields.length > 0 && fields.every((field) => ignores(step, field))) continue;
    const any = approvalsOf(turn, step, except);
    for (const { id } of any) setTask(turn, id, { void: true });
    if (open && any.length > 0) openDue(turn, step);
  }
}

/** True where a step does not show a field, or says that its changes do not concern it. */
export function ignores(step: Step, field: string): boolean {
  return step.fields[field] === 'hidden' || step.ignore.includes(field);
}

/** Of histories of the first edition: approvals of an open step that were given for other data than there is now. */
export function voidOtherData(turn: Turn, step: Step, except?: string): void {
  const any = approvalsOf(turn, step, except).filter(({ seen }) => seen !== turn.state.data.hash);
  for (const { id } of any) setTask(turn, id, { void: true });
  if (any.length > 0) openDue(turn, step);
}

/** Approvals that the seats of a step stand on. */
function approvalsOf({ state }: Turn, step: Step, except: string | undefined): TaskState[] {
  const links = state.steps[step.key]?.seats.flatMap((seat) => seat.links) ?? [];
  return links.flatMap(({ task: id }) => {
    const task = id === undefined ? undefined : state.tasks[id];
    return task && isAgreeing(task.decision) && !task.void && task.id !== except ? [task] : [];
  });
}
