import { type Issue, issue } from '../core/issue.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { barIssue } from './choices.ts';
import type { WorkflowContext } from './context.ts';
import { barTo } from './four-eyes.ts';
import { activePerson, isInPool, titleOf } from './people.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** The task is this person's to decide: by name or through its pool, still with the role it was found by, and not barred. */
export function holderIssues(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  task: TaskState,
  person: string,
  ctx: WorkflowContext,
): Issue[] {
  const { organisation } = ctx;
  if (!activePerson(person, organisation)) return [issue('workflow/unknown-person', '/person', { person })];
  if (task.person !== undefined && task.person !== person)
    return [issue('workflow/not-yours', '/task', { holder: titleOf(task.person, organisation) })];
  const role = task.pool ?? task.by;
  if (role !== undefined && !isInPool(role, person, organisation))
    return [issue('workflow/not-entitled', '/task', { role })];
  const bar = barTo(step, person, { state, ctx }, task.id);
  return bar ? [barIssue('/task', person, step, bar, workflow, ctx)] : [];
}
