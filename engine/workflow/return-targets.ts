import type { Text } from '../core/text.ts';
import { handled } from './add-revision.ts';
import type { CaseState } from './case-state.ts';
import { areSiblings } from './go-back.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** A name by which a case may be returned, and the step that it stands for where that is known. */
export type ReturnTarget = { to: string; title: Text; place?: string };

/** Where the holder of a task of this step may return the case to, now: each place once, the initiator by that name. */
export function returnTargets(workflow: Workflow, state: CaseState, step: Step): { to: string; title: Text }[] {
  const names = returnNames(workflow, state, step);
  const ranked = [...names.filter(({ to }) => to === 'initiator'), ...names.filter(({ to }) => to !== 'initiator')];
  return ranked
    .filter((target, index) => ranked.findIndex((other) => isOnePlace(other, target)) === index)
    .map(({ to, title }) => ({ to, title }));
}

function isOnePlace(one: ReturnTarget, other: ReturnTarget): boolean {
  return one.to === other.to || (one.place !== undefined && one.place === other.place);
}

/** Every name that a return may use now: a place may have several (`previous`, and the key of its step). */
export function returnNames(workflow: Workflow, state: CaseState, step: Step): ReturnTarget[] {
  const passed = passedSteps(workflow, state, step);
  const target = (to: string, place: string): ReturnTarget => ({
    to,
    title: workflow.steps[place]?.title ?? place,
    place,
  });
  return step.return.to.flatMap((to) => {
    if (to === 'initiator') return initiatorTarget(workflow, state, step) ?? [];
    if (to === 'previous') return passed.slice(-1).map((last) => target(to, last));
    if (to === 'passed') return passed.map((key) => target(key, key));
    return state.steps[to] && mayBeReturnedTo(workflow, state, step, to) ? target(to, to) : [];
  });
}

function initiatorTarget(workflow: Workflow, state: CaseState, step: Step): ReturnTarget | undefined {
  const place = initiatorPlace(workflow, step);
  if (place === undefined && workflow.revision === undefined && !handled(step.path, workflow.transitions)) return;
  if (place !== undefined && !mayBeReturnedTo(workflow, state, step, place)) return;
  return { to: 'initiator', title: { en: 'Initiator', 'zh-CN': '发起人' }, ...(place === undefined ? {} : { place }) };
}

/** The step in which the initiator gets the case back from this one; undefined where the chart decides it only then. */
export function initiatorPlace(workflow: Workflow, step: Step): string | undefined {
  const { revision, states, transitions } = workflow;
  if (!handled(step.path, transitions)) return revision === undefined ? undefined : states[revision]?.step;
  const holders = transitions.filter(
    ({ kind, on, from }) =>
      kind === 'event' && on === 'return' && (from === '' || from === step.path || step.path.startsWith(`${from}.`)),
  );
  const places = new Set(holders.flatMap(({ targets }) => targets.map((path) => states[first(workflow, path)]?.step)));
  return places.size === 1 ? [...places][0] : undefined;
}

/** The state in which a state begins. */
function first({ states }: Workflow, path: string): string {
  let at = path;
  for (let inner = states[at]?.initial; inner !== undefined; inner = states[at]?.initial) at = inner;
  return at;
}

/**
 * The steps on the way to this one, in order, that a return may name: not those of a region beside it, which are no way here,
 * none that is open, and not the revision that a return itself has led to, which is the initiator.
 */
export function passedSteps(workflow: Workflow, state: CaseState, step: Step): string[] {
  return state.passed.filter(
    (key) => mayBeReturnedTo(workflow, state, step, key) && !workflow.states[workflow.steps[key]?.path ?? '']?.implicit,
  );
}

function mayBeReturnedTo(workflow: Workflow, state: CaseState, step: Step, to: string): boolean {
  const path = workflow.steps[to]?.path ?? '';
  return to !== step.key && state.steps[to]?.status !== 'open' && !areSiblings(workflow, step.path, path);
}
