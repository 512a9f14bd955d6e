import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { claimed } from './apply-decision.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { closedIssue } from './check-decision.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { holderIssues } from './holder.ts';
import { runningIssues } from './running.ts';
import type { Step } from './step.ts';
import { emit, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type ClaimInput = { task: string; person: string; at: string };

/** Takes a task of a pool to oneself: the first has it. */
export function claim(workflow: Workflow, state: CaseState, input: ClaimInput, ctx: WorkflowContext): Result<Advance> {
  return taskCommand('claim', workflow, state, input, ctx);
}

/** Gives a claimed task back to its pool. */
export function release(
  workflow: Workflow,
  state: CaseState,
  input: ClaimInput,
  ctx: WorkflowContext,
): Result<Advance> {
  return taskCommand('release', workflow, state, input, ctx);
}

function taskCommand(
  kind: 'claim' | 'release',
  workflow: Workflow,
  state: CaseState,
  input: ClaimInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const issues = [...runningIssues(state), ...poolIssues(kind, workflow, state, input, ctx)];
  if (issues.length > 0) return { ok: false, issues };
  const command = { task: input.task, person: input.person };
  const apply = kind === 'claim' ? applyClaim : applyRelease;
  return carryOut(
    workflow,
    state,
    { kind, at: input.at, by: input.person, command },
    (turn) => apply(turn, command),
    ctx,
  );
}

function poolIssues(
  kind: 'claim' | 'release',
  workflow: Workflow,
  state: CaseState,
  { task: id, person }: ClaimInput,
  ctx: WorkflowContext,
): Issue[] {
  const task = own(state.tasks, id);
  if (!task) return [issue('workflow/no-such-task', '/task', { task: id })];
  if (task.status !== 'open') return [closedIssue(task, ctx)];
  if (
    task.pool === undefined ||
    (kind === 'claim' && task.person === person) ||
    (kind === 'release' && task.person === undefined)
  ) {
    return [issue('workflow/decision-not-allowed', '/task', { decision: kind, allowed: [] })];
  }
  return holderIssues(workflow, state, workflow.steps[task.step] as Step, task, person, ctx);
}

export function applyClaim(turn: Turn, { task, person }: { task: string; person: string }): void {
  claimed(turn, turn.state.tasks[task] as TaskState, person);
}

export function applyRelease(turn: Turn, { task }: { task: string }): void {
  const { person: _, ...rest } = turn.state.tasks[task] as TaskState;
  turn.state.tasks[task] = rest;
  emit(turn, 'update-task', { task, set: { person: null } });
}
