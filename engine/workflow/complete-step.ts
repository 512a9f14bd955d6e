import type { Closing } from './case-state.ts';
import { leadsOn } from './decisions.ts';
import { firstUnheld, goBack } from './go-back.ts';
import { gotoEvent } from './machine.ts';
import type { Step } from './step.ts';
import { emit, setStep, setTask, type Turn } from './turn.ts';

/** The step is decided: its other tasks close, and the chart will be sent `decision` (or the case goes straight back to who returned it). */
export function completeStep(turn: Turn, step: Step, decision: string, outcome: string = decision): void {
  const { state } = turn;
  closeTasks(turn, step.key, decision);
  setStep(turn, step.key, { status: 'done', outcome, endedAt: turn.at });
  const returnable = step.type !== 'copy' && outcome !== 'skipped';
  if (leadsOn(decision) && returnable) {
    const others = state.passed.filter((key) => key !== step.key);
    // What the case was returned to, to come straight back, keeps its place on the way.
    const at = state.detour?.after === step.key ? state.detour.at : undefined;
    state.passed = others.toSpliced(at ?? others.length, 0, step.key);
  }
  const unheld = turn.edition >= 2 && leadsOn(decision) ? firstUnheld(turn) : undefined;
  if (unheld) {
    goBack(turn, unheld, step.key);
    return;
  }
  const { detour } = state;
  const back = detour?.after === step.key ? turn.workflow.steps[detour.to] : undefined;
  if (back) delete state.detour;
  if (back && leadsOn(decision)) turn.queue.push({ ...gotoEvent(back.path), step: step.key, must: true });
  else turn.queue.push({ type: decision, within: step.path, step: step.key, must: true });
}

/** Closes what is still open of a step, and tells each holder who ended it. */
export function closeTasks(turn: Turn, step: string, decision?: string): void {
  for (const task of Object.values(turn.state.tasks)) {
    if (task.step !== step || (task.status !== 'open' && task.status !== 'waiting')) continue;
    const closed: Closing = {
      at: turn.at,
      ...(turn.by === undefined ? {} : { by: turn.by }),
      ...(decision === undefined ? {} : { decision }),
    };
    setTask(turn, task.id, { status: 'cancelled', at: turn.at, closed });
    emit(turn, 'close-task', { task: task.id, status: 'cancelled', ...closed });
  }
}
