import { type Issue, issue } from '../core/issue.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { separationIssue } from './choices.ts';
import type { WorkflowContext } from './context.ts';
import { activePerson, apartFrom, holdersOf, peopleIn, titleOf } from './people.ts';
import type { PeopleScope, Step } from './step.ts';
import type { Workflow } from './workflow.ts';

type Named = { person: string; to?: string };

/** Why the named person cannot get a task of this step: unknown, oneself, a holder already, out of scope, or kept apart. */
export function namedPersonIssues(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  task: TaskState | undefined,
  { person, to }: Named,
  scope: PeopleScope,
  ctx: WorkflowContext,
): Issue[] {
  const { organisation } = ctx;
  if (to === undefined || to === '')
    return [issue('workflow/to-due', '/to', { known: { en: 'a person', 'zh-CN': '人员' } })];
  if (!activePerson(to, organisation)) return [issue('workflow/unknown-person', '/to', { person: to })];
  const who = titleOf(to, organisation);
  if (to === person && task?.person === person) return [issue('workflow/to-oneself', '/to')];
  if (holdersOf(step.key, state).includes(to)) return [issue('workflow/already-holder', '/to', { who })];
  const narrow = scope.role !== undefined || scope.within !== undefined;
  if (narrow && !peopleIn(scope, ctx.data, state.initiator, organisation).some(({ id }) => id === to))
    return [issue('workflow/out-of-scope', '/to', { who })];
  const apart = apartFrom(step, state, to);
  return apart === undefined ? [] : [separationIssue('/to', who, step, apart, workflow)];
}
