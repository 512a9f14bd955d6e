import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { said } from '../core/seen.ts';
import { type Admin, ownCaseIssues, reasonIssues } from './administer.ts';
import { placeOf } from './apply-decision.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { closedIssue } from './check-decision.ts';
import { carryOut, runningIssues } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { unstick } from './incidents.ts';
import { namedPersonIssues } from './named-person.ts';
import { openDue, setSeat } from './open-step.ts';
import type { Step } from './step.ts';
import { emit, setStep, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type ReassignInput = Admin & { task?: string; step?: string; to: string };

/** Gives a task to another person (its id stays), or fills a step for which nobody was found. Nobody gets what he must keep apart from. */
export function reassign(
  workflow: Workflow,
  state: CaseState,
  input: ReassignInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const issues = [
    ...reasonIssues(input),
    ...runningIssues(state),
    ...ownCaseIssues(state, input.by),
    ...targetIssues(workflow, state, input, ctx),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const { by, at, ...rest } = input;
  const command = { ...rest, reason: said(input.reason) };
  return carryOut(workflow, state, { kind: 'reassign', at, by, command }, (turn) => applyReassign(turn, command), ctx);
}

function targetIssues(
  workflow: Workflow,
  state: CaseState,
  { task: id, step: key, to }: ReassignInput,
  ctx: WorkflowContext,
): Issue[] {
  const task = id === undefined ? undefined : own(state.tasks, id);
  if (id !== undefined && !task) return [issue('workflow/no-such-task', '/task', { task: id })];
  if (task && task.status !== 'open' && task.status !== 'waiting') return [closedIssue(task, ctx)];
  const step = own(workflow.steps, task?.step ?? key ?? '');
  if (!step) return [issue('workflow/unknown-step', '/step', { step: key ?? '', hint: '' })];
  if (!task && !state.stuck.some((one) => one.step === step.key && one.event === undefined))
    return [issue('workflow/nothing-stuck', '/step')];
  return namedPersonIssues(workflow, state, step, task, { person: '', to }, {}, ctx);
}

export function applyReassign(
  turn: Turn,
  { task: id, step: key, to }: { task?: string; step?: string; to: string },
): void {
  const step = turn.workflow.steps[(id === undefined ? key : turn.state.tasks[id]?.step) ?? ''] as Step;
  if (id === undefined) {
    unstick(turn, step.path);
    setStep(turn, step.key, { assigned: [to], seats: [{ links: [{ person: to }] }] });
    openDue(turn, step);
    return;
  }
  const { person, pool: _pool, by: _by, ...task } = turn.state.tasks[id] as TaskState;
  turn.state.tasks[id] = { ...task, person: to, ...(person === undefined ? {} : { from: person }) };
  emit(turn, 'update-task', { task: id, set: { person: to, pool: null } });
  const { seat, link, links } = placeOf(turn, step, id);
  const added = links[link]?.added;
  links[link] = { person: to, task: id, ...(added ? { added } : {}) };
  setSeat(turn, step.key, seat, { links });
}
