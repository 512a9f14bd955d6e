import type { TaskState } from './case-state.ts';
import { passedSteps } from './return-targets.ts';
import type { Step } from './step.ts';
import type { Turn } from './turn.ts';

/**
 * Why a task may approve itself; undefined where a person must look. Never where a signature, an opinion or a field is due,
 * never for a signer who was asked in addition or a person who has left, and an earlier approval counts only for the very data it was given for.
 */
export function autoReason(turn: Turn, step: Step, task: TaskState): TaskState['auto'] {
  if (step.type !== 'approval' || !step.auto || task.status !== 'open' || task.person === undefined) return undefined;
  if (
    step.sign ||
    step.opinion === 'required' ||
    task.added ||
    task.from !== undefined ||
    Object.values(step.fields).includes('required')
  )
    return undefined;
  const { id, person } = task;
  const reason = reasonOf(turn, step, task);
  return reason && turn.finder.isHere(turn, { id, person }) ? reason : undefined;
}

function reasonOf(turn: Turn, step: Step, task: TaskState): TaskState['auto'] {
  const { auto } = turn.workflow;
  // In histories of the first edition the initiator's own seat could approve itself.
  if (turn.edition < 2 && auto.initiator && task.person === turn.state.initiator) return 'initiator';
  const passed = turn.edition < 3 ? turn.state.passed : passedSteps(turn.workflow, turn.state, step);
  const last = passed.at(-1);
  if (auto.adjacent && last !== undefined && approved(turn, task, last)) return 'adjacent';
  return auto.earlier && approved(turn, task) ? 'earlier' : undefined;
}

function approved(turn: Turn, task: TaskState, step?: string): boolean {
  return Object.values(turn.state.tasks).some(
    (one) =>
      one.person === task.person &&
      one.decision === 'approve' &&
      !one.void &&
      one.seen === turn.state.data.hash &&
      (step === undefined ? one.step !== task.step : one.step === step),
  );
}
