import type { Text } from '../core/text.ts';
import { handled } from './add-revision.ts';
import type { CaseState } from './case-state.ts';
import { areSiblings } from './go-back.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** Where the holder of a task of this step may return the case to, now: `initiator`, `previous`, or keys of steps. */
export function returnTargets(workflow: Workflow, state: CaseState, step: Step): { to: string; title: Text }[] {
  const passed = passedSteps(workflow, state, step);
  const targets = new Map<string, Text>();
  for (const to of step.return.to) {
    if (to === 'initiator') {
      if (workflow.revision !== undefined || handled(step.path, workflow.transitions))
        targets.set(to, { en: 'Initiator', 'zh-CN': '发起人' });
    } else if (to === 'previous') {
      const last = passed.at(-1);
      if (last !== undefined) targets.set(to, workflow.steps[last]?.title ?? last);
    } else if (to === 'passed') for (const key of passed) targets.set(key, workflow.steps[key]?.title ?? key);
    else if (to !== step.key && state.steps[to]) targets.set(to, workflow.steps[to]?.title ?? to);
  }
  return [...targets].map(([to, title]) => ({ to, title }));
}

/**
 * The steps on the way to this one, in order, that a return may name: not those of a region beside it, which are no way here, and
 * not the revision that a return itself has led to, which is the initiator.
 */
export function passedSteps(workflow: Workflow, state: CaseState, step: Step): string[] {
  return state.passed.filter((key) => {
    const path = workflow.steps[key]?.path ?? '';
    return key !== step.key && !workflow.states[path]?.implicit && !areSiblings(workflow, step.path, path);
  });
}
