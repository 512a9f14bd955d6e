import { gotoEvent } from './machine.ts';
import type { Step } from './step.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** The first step on the way here with an approval that no longer holds. */
export function firstUnheld({ state, workflow }: Turn): Step | undefined {
  const key = state.passed.find((passed) => {
    const step = state.steps[passed];
    const links = step?.seats.flatMap((seat) => seat.links) ?? [];
    return workflow.steps[passed]?.type === 'approval' && links.some(({ task }) => state.tasks[task ?? '']?.void);
  });
  return key === undefined ? undefined : workflow.steps[key];
}

/** Sends the case back to a step whose approval no longer holds, and on from there. `from`: the step that it comes from. */
export function goBack(turn: Turn, to: Step, from?: string): void {
  const { state } = turn;
  delete state.detour;
  state.round++;
  state.passed = passedBefore(turn.workflow, state.passed, to.path);
  turn.queue.push({ ...gotoEvent(to.path), ...(from === undefined ? {} : { step: from }), must: true });
}

/**
 * What stays passed of the steps on the way when the case is put into a state (path) again: those before it. A state within
 * parallel regions opens all of its regions anew, so that none of their steps stays passed.
 */
export function passedBefore(workflow: Workflow, passed: readonly string[], path: string): string[] {
  const parallel = outermostParallel(workflow, path);
  const at = passed.findIndex((key) => workflow.steps[key]?.path === path);
  return (at < 0 ? passed : passed.slice(0, at)).filter((key) => !isInside(workflow.steps[key]?.path ?? '', parallel));
}

/** What stays passed when a step is entered again: not the step, nor (unless the case will go straight back) what came after it. */
export function passedOnEntry({ workflow, state: { passed, detour } }: Turn, step: string): string[] {
  const at = passed.indexOf(step);
  if (at < 0) return passed;
  if (detour) return passed.filter((key) => key !== step);
  const path = workflow.steps[step]?.path ?? '';
  return passed.filter((key, index) => index < at || areSiblings(workflow, path, workflow.steps[key]?.path ?? ''));
}

/** Two places that are active together: in different regions of one parallel state. */
export function areSiblings(workflow: Workflow, one: string, other: string): boolean {
  const a = ['', ...ancestors(workflow, one)];
  return ancestors(workflow, other).some((path) => {
    const parent = workflow.states[path]?.parent;
    const parallel = parent === undefined ? workflow.parallel : workflow.states[parent]?.kind === 'parallel';
    return parallel && a.includes(parent ?? '') && !a.includes(path) && path !== one;
  });
}

/** The outermost parallel state that holds a state; `''` where the whole chart is one. */
export function outermostParallel(workflow: Workflow, path: string): string | undefined {
  if (workflow.parallel) return '';
  return ancestors(workflow, path).find((one) => one !== path && workflow.states[one]?.kind === 'parallel');
}

function isInside(path: string, parallel: string | undefined): boolean {
  if (parallel === undefined) return false;
  return parallel === '' || path.startsWith(`${parallel}.`);
}

/** The states that hold a state, and itself, from the top. */
function ancestors(workflow: Workflow, path: string): string[] {
  const list: string[] = [];
  for (let at: string | undefined = path; at !== undefined && at !== ''; at = workflow.states[at]?.parent)
    list.unshift(at);
  return list;
}
