import { issue } from '../core/issue.ts';
import type { CaseState, TaskState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { Unattended } from './history.ts';
import { holderIssues } from './holder.ts';
import { closeStuck, stuckAt } from './incidents.ts';
import { titleOf } from './people.ts';
import type { Step } from './step.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** Open tasks that nobody may decide: their holder has left, lost the role or is barred, or a pool has nobody left for them. */
export function unattended(workflow: Workflow, state: CaseState, ctx: WorkflowContext): Unattended[] {
  if (state.status !== 'running') return [];
  return Object.values(state.tasks).flatMap((task) => {
    const step = workflow.steps[task.step];
    if (!step || task.status !== 'open' || task.kind === 'copy') return [];
    if (mayAnyone(workflow, state, step, task, ctx)) return [];
    const who = task.person === undefined ? (task.pool ?? '') : titleOf(task.person, ctx.organisation);
    return [{ task: task.id, issue: issue('workflow/unattended', step.pointer, { step: step.title, who }) }];
  });
}

function mayAnyone(workflow: Workflow, state: CaseState, step: Step, task: TaskState, ctx: WorkflowContext): boolean {
  const { organisation } = ctx;
  const may = (person: string) => holderIssues(workflow, state, step, task, person, ctx).length === 0;
  if (task.person !== undefined) return may(task.person);
  const [role = '', unit] = (task.pool ?? '').split('@');
  return organisation.withRole(role, unit).some(({ id }) => may(id));
}

/** Opens an incident for each task that nobody may decide, and closes those of tasks that can be decided again. */
export function noteUnattended(turn: Turn, tasks: readonly Unattended[]): void {
  const { state, workflow } = turn;
  const known = state.stuck.flatMap(({ task }) => task ?? []);
  if (known.length === tasks.length && tasks.every(({ task }) => known.includes(task))) return;
  turn.facts.push({ kind: 'unattended', tasks: [...tasks] });
  closeStuck(turn, ({ task }) => task !== undefined && !tasks.some((one) => one.task === task));
  for (const { task, issue: found } of tasks) {
    const step = state.tasks[task]?.step ?? '';
    if (known.includes(task)) continue;
    stuckAt(turn, { issue: found, state: workflow.steps[step]?.path ?? '', step, task });
  }
}
