import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { said } from '../core/seen.ts';
import { type Admin, ownCaseIssues, reasonIssues } from './administer.ts';
import { placeOf } from './apply-decision.ts';
import type { CaseState, Exception, Seat, StepState, TaskState } from './case-state.ts';
import { closedIssue } from './check-decision.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { asksEvery } from './four-eyes.ts';
import { closeStuck, unstick } from './incidents.ts';
import { seatIssues } from './named-person.ts';
import { openDue, setSeat } from './open-step.ts';
import { titleOf } from './people.ts';
import { runningIssues } from './running.ts';
import type { Step } from './step.ts';
import { assignable, entitlement, lookingAt, mayReceive } from './step-people.ts';
import { emit, setStep, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type ReassignInput = Admin & { task?: string; step?: string; to: string };
export type ReassignCommand = { task?: string; step?: string; to: string; role?: string };

/**
 * Gives a task to another person (its id stays), or fills a seat for which nobody was found. One administrator alone gives it only
 * to people whom the step could have assigned; other people need a second one (`propose`), and no administrator gives it to themselves.
 */
export function reassign(
  workflow: Workflow,
  state: CaseState,
  input: ReassignInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const target = targetOf(workflow, state, input, ctx);
  const issues = [...reassignIssues(state, input), ...target.issues];
  if (issues.length === 0 && target.step && !target.reaches?.(input.to))
    issues.push(issue('workflow/second-administrator', '/to', { what: titleOf(input.to, ctx.organisation) }));
  if (issues.length > 0) return { ok: false, issues };
  const { by, at, ...rest } = input;
  const command = { ...rest, ...roleOf(workflow, state, target, input.to, ctx), reason: said(input.reason) };
  return carryOut(workflow, state, { kind: 'reassign', at, by, command }, (turn) => applyReassign(turn, command), ctx);
}

/** What every reassignment asks, by one administrator or two. */
export function reassignIssues(state: CaseState, { by, to, reason }: Admin & { to: string }): Issue[] {
  return [
    ...reasonIssues({ by, at: '', reason }),
    ...runningIssues(state),
    ...ownCaseIssues(state, by),
    ...(to === by ? [issue('workflow/administers-oneself', '/to')] : []),
  ];
}

export type Target = { issues: Issue[]; step?: Step; task?: TaskState; reaches?: (person: string) => boolean };

/** The seat that a reassignment means, whether the person may sit there, and whom one administrator alone may give it to. */
export function targetOf(
  workflow: Workflow,
  state: CaseState,
  { task: id, step: key, to }: { task?: string; step?: string; to: string },
  ctx: WorkflowContext,
): Target {
  const task = id === undefined ? undefined : own(state.tasks, id);
  if (id !== undefined && !task) return { issues: [issue('workflow/no-such-task', '/task', { task: id })] };
  if (task && task.status !== 'open' && task.status !== 'waiting') return { issues: [closedIssue(task, ctx)] };
  const step = own(workflow.steps, task?.step ?? key ?? '');
  if (!step) return { issues: [issue('workflow/unknown-step', '/step', { step: key ?? '', hint: '' })] };
  if (!task && !state.stuck.some((one) => one.step === step.key && one.event === undefined && one.task === undefined))
    return { issues: [issue('workflow/nothing-stuck', '/step')] };
  const looking = lookingAt(workflow, state, ctx);
  const vacant = state.steps[step.key]?.seats.find((seat) => seat.vacant);
  const people = task ? undefined : assignable(step, undefined, looking, vacant?.entry);
  return {
    issues: seatIssues(workflow, state, step, to, ctx),
    step,
    ...(task ? { task } : {}),
    reaches: people ? (person) => people.has(person) : mayReceive(step, task, 'transfer', looking),
  };
}

/** The role that the new holder must keep until they decide. */
export function roleOf(
  workflow: Workflow,
  state: CaseState,
  { step, task }: Target,
  to: string,
  ctx: WorkflowContext,
): { role?: string } {
  const role = step && entitlement(step, task, 'transfer', to, lookingAt(workflow, state, ctx));
  return role === undefined ? {} : { role };
}

export function applyReassign(turn: Turn, command: ReassignCommand, exception?: Exception): void {
  if (command.task === undefined) fillSeat(turn, command, exception);
  else giveTask(turn, command.task, command, exception);
}

function giveTask(turn: Turn, id: string, { to, role }: ReassignCommand, exception?: Exception): void {
  const { person, pool: _pool, by: _by, exception: _exception, ...task } = turn.state.tasks[id] as TaskState;
  const step = turn.workflow.steps[task.step] as Step;
  const more = { ...(role === undefined ? {} : { by: role }), ...(exception ? { exception } : {}) };
  turn.state.tasks[id] = { ...task, person: to, ...more, ...(person === undefined ? {} : { from: person }) };
  emit(turn, 'update-task', { task: id, set: { person: to, pool: null } });
  const { seat, link, links } = placeOf(turn, step, id);
  const added = links[link]?.added;
  links[link] = { person: to, ...more, task: id, ...(added ? { added } : {}) };
  setSeat(turn, step.key, seat, { links });
}

/** Gives the first vacant seat to a person; the step is stuck until the last one is filled. */
function fillSeat(turn: Turn, { step: key = '', to, role }: ReassignCommand, exception?: Exception): void {
  const step = turn.workflow.steps[key] as Step;
  const link = { person: to, ...(role === undefined ? {} : { by: role }), ...(exception ? { exception } : {}) };
  if (turn.edition < 2) {
    unstick(turn, step.path);
    setStep(turn, key, { assigned: [to], seats: [{ links: [link] }] });
    openDue(turn, step);
    return;
  }
  const { seats: now, assigned } = turn.state.steps[key] as StepState;
  const seats = now.length > 0 ? [...now] : vacantSeats(step);
  const at = seats.findIndex(({ vacant }) => vacant);
  const { vacant: _, ...seat } = seats[at] as Seat;
  seats[at] = { ...seat, links: [link] };
  setStep(turn, key, { assigned: [...assigned, to], seats });
  if (!seats.some((one) => one.vacant))
    closeStuck(turn, (one) => one.step === key && one.event === undefined && one.task === undefined);
  openDue(turn, step);
}

/** Of a step that an earlier build left without any seat. */
function vacantSeats(step: Step): Seat[] {
  if (!asksEvery(step.decide)) return [{ links: [], vacant: true }];
  return step.assign.map((_, entry) => ({ links: [], entry, vacant: true }));
}
