import { type Issue, issue } from '../core/issue.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { barIssue } from './choices.ts';
import type { WorkflowContext } from './context.ts';
import type { Handing } from './decisions.ts';
import { barTo, holdersOf } from './four-eyes.ts';
import { activePerson, titleOf } from './people.ts';
import type { Step } from './step.ts';
import { lookingAt, mayReceive } from './step-people.ts';
import type { Workflow } from './workflow.ts';

/** Why the named person cannot get a seat of this step from any giver: unknown, a holder already, or barred by the law. */
export function seatIssues(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  to: string | undefined,
  ctx: WorkflowContext,
): Issue[] {
  if (to === undefined || to === '')
    return [issue('workflow/to-due', '/to', { known: { en: 'a person', 'zh-CN': '人员' } })];
  if (!activePerson(to, ctx.organisation)) return [issue('workflow/unknown-person', '/to', { person: to })];
  const who = titleOf(to, ctx.organisation);
  if (holdersOf(step.key, state).includes(to)) return [issue('workflow/already-holder', '/to', { who })];
  const bar = barTo(step, to, { state, ctx });
  return bar ? [barIssue('/to', to, step, bar, workflow, ctx)] : [];
}

/** Why the holder of a task cannot name this person for a transfer or as a signer: themselves, barred, or not the step's people. */
export function namedPersonIssues(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  task: TaskState,
  { person, to }: { person: string; to?: string },
  verb: Handing,
  ctx: WorkflowContext,
): Issue[] {
  if (to === person) return [issue('workflow/to-oneself', '/to')];
  const issues = seatIssues(workflow, state, step, to, ctx);
  if (issues.length > 0 || to === undefined) return issues;
  return mayReceive(step, task, verb, lookingAt(workflow, state, ctx))(to)
    ? []
    : [issue('workflow/out-of-scope', '/to', { who: titleOf(to, ctx.organisation) })];
}
