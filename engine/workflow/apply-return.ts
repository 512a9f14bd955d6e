import { handled } from './add-revision.ts';
import type { DecisionCommand } from './apply-decision.ts';
import type { CaseState } from './case-state.ts';
import { closeTasks } from './complete-step.ts';
import { outermostParallel, passedBefore } from './go-back.ts';
import { gotoEvent } from './machine.ts';
import { passedSteps, returnTargets } from './return-targets.ts';
import type { Step } from './step.ts';
import { setStep, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** Sends the case back: one person's act, whatever the others of the step have said. */
export function applyReturn(turn: Turn, step: Step, input: DecisionCommand): void {
  const { state, workflow } = turn;
  const asked = input.to ?? returnTargets(workflow, state, step)[0]?.to ?? 'initiator';
  const passed = turn.edition < 2 ? state.passed.filter((key) => key !== step.key) : passedSteps(workflow, state, step);
  const to = asked === 'previous' ? (passed.at(-1) ?? 'initiator') : asked;
  const wanted = step.return.resume === 'ask' ? (input.resume ?? 'rerun') : step.return.resume;
  const at = state.passed.indexOf(to);
  const resume = turn.edition >= 2 && joinsAnew(workflow, to) ? 'rerun' : wanted;
  closeTasks(turn, step.key, 'return');
  setStep(turn, step.key, { status: 'done', outcome: 'return', endedAt: turn.at });
  state.round++;
  if (to === 'initiator') {
    if (resume === 'rerun') state.passed = [];
    const own = handled(step.path, workflow.transitions);
    turn.queue.push(
      own
        ? { type: 'return', within: step.path, step: step.key, must: true }
        : { ...gotoEvent(workflow.revision ?? ''), step: step.key, must: true },
    );
  } else {
    // On the way again from there; straight back, only that one is asked again.
    if (turn.edition >= 2 && resume === 'rerun') {
      const before = turn.edition < 3 ? state.passed : enteredBefore(state, to);
      state.passed = passedBefore(workflow, before, workflow.steps[to]?.path ?? '');
    } else
      state.passed =
        resume === 'rerun' && at >= 0 ? state.passed.slice(0, at) : state.passed.filter((key) => key !== to);
    turn.queue.push({ ...gotoEvent(workflow.steps[to]?.path ?? ''), step: step.key, must: true });
  }
  const place = turn.edition >= 3 && at >= 0 ? { at } : {};
  if (resume === 'direct') state.detour = { after: to === 'initiator' ? '' : to, to: step.key, ...place };
  else delete state.detour;
}

/** The steps passed before a listed step that is not itself among them was last entered. */
function enteredBefore({ passed, steps }: CaseState, to: string): string[] {
  if (passed.includes(to)) return passed;
  const since = steps[to]?.enteredAt ?? '';
  return passed.filter((key) => (steps[key]?.enteredAt ?? '') < since);
}

// Regions that are entered again start anew with all their steps: nothing goes straight back over their join.
function joinsAnew(workflow: Workflow, to: string): boolean {
  const path = workflow.steps[to]?.path;
  return path !== undefined && outermostParallel(workflow, path) !== undefined;
}
