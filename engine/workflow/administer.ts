import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { said } from '../core/seen.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { passedBefore } from './go-back.ts';
import type { CommandKind } from './history.ts';
import { unstick } from './incidents.ts';
import { gotoEvent } from './machine.ts';
import { seatMore } from './open-step.ts';
import { runningIssues } from './running.ts';
import { moveTimers, pauseTimers } from './timers.ts';
import type { Turn } from './turn.ts';
import { endOutside } from './withdraw.ts';
import type { Workflow } from './workflow.ts';

/** Who does it, when, and why: every administrator's act is told in history. The caller has checked the permission. */
export type Admin = { by: string; at: string; reason: string };

type Verb<Input extends Admin = Admin> = (
  workflow: Workflow,
  state: CaseState,
  input: Input,
  ctx: WorkflowContext,
) => Result<Advance>;

function verb<Input extends Admin>(
  kind: CommandKind,
  check: (workflow: Workflow, state: CaseState, input: Input) => Issue[],
  apply: (turn: Turn, input: never) => void,
): Verb<Input> {
  return (workflow, state, input, ctx) => {
    const issues = [...reasonIssues(input), ...check(workflow, state, input)];
    if (issues.length > 0) return { ok: false, issues };
    const { by, at, ...rest } = input;
    const command = { ...rest, reason: said(input.reason) };
    return carryOut(workflow, state, { kind, at, by, command }, (turn) => apply(turn, command as never), ctx);
  };
}

export function reasonIssues({ reason }: Admin): Issue[] {
  return said(reason) === '' ? [issue('workflow/reason-due', '/reason')] : [];
}

/** Who made the request must not be the one who moves it past those who should look at it. */
export function ownCaseIssues(state: CaseState, by: string): Issue[] {
  return state.makers.includes(by) ? [issue('workflow/own-case', '/by')] : [];
}

/**
 * Puts the case into another state (path), whatever the chart says; never into an end that approves. One administrator alone moves
 * it back or ends it: past approvals that are still to come takes a second one (`propose`).
 */
export const move: Verb<Admin & { to: string }> = verb('move', soleMoveIssues, applyMove);

function soleMoveIssues(workflow: Workflow, state: CaseState, input: Admin & { to: string }): Issue[] {
  const issues = moveIssues(workflow, state, input);
  if (issues.length > 0 || !skipsAhead(workflow, state, input.to)) return issues;
  return [issue('workflow/second-administrator', '/to', { what: workflow.states[input.to]?.title ?? input.to })];
}

/** True for a state that the case has not come through on its way: what lies between would not be asked. */
function skipsAhead(workflow: Workflow, state: CaseState, to: string): boolean {
  const target = workflow.states[to];
  if (!target || target.kind === 'final' || to === workflow.initial || to === workflow.revision) return false;
  return (
    !(state.states.length === 1 && state.states[0] === to) &&
    !state.passed.some((key) => workflow.steps[key]?.path === to)
  );
}

/** Why a case cannot be put into a state at all. */
export function moveIssues(workflow: Workflow, state: CaseState, { by, to }: Admin & { to: string }): Issue[] {
  const target = own(workflow.states, to);
  const illegal =
    !target ||
    target.kind === 'history' ||
    (target.kind === 'final' &&
      (target.parent !== undefined || target.outcome === 'approved' || target.outcome === undefined));
  return [
    ...runningIssues(state),
    ...ownCaseIssues(state, by),
    ...(illegal ? [issue('workflow/move-target', '/to', { to })] : []),
  ];
}

export function applyMove(turn: Turn, { to }: { to: string }): void {
  delete turn.state.detour;
  unstick(turn);
  if (turn.edition >= 2) turn.state.passed = passedAfterMove(turn.workflow, turn.state, to);
  turn.queue.push({ ...gotoEvent(to), must: true });
}

function passedAfterMove(workflow: Workflow, { passed }: CaseState, to: string): string[] {
  return to === workflow.initial || to === workflow.revision ? [] : passedBefore(workflow, passed, to);
}

/** Stops the clock and every decision. */
export const suspend: Verb = verb('suspend', (_, state) => runningIssues(state), applySuspend);

export function applySuspend(turn: Turn): void {
  turn.state.status = 'suspended';
  turn.state.suspendedAt = turn.at;
  pauseTimers(turn);
}

/** Lets a suspended case go on; times that ran are longer by the pause, dates of fields are not. */
export const resume: Verb = verb(
  'resume',
  (_, state) => (state.status === 'suspended' ? [] : [issue('workflow/not-suspended', '')]),
  applyResume,
);

export function applyResume(turn: Turn): void {
  const since = turn.state.suspendedAt ?? turn.at;
  turn.state.status = 'running';
  delete turn.state.suspendedAt;
  moveTimers(turn, { from: since, to: turn.at });
}

/** Ends the case without an answer. */
export const cancel: Verb = verb(
  'cancel',
  (_, state) => (state.status === 'suspended' ? [] : runningIssues(state)),
  applyCancel,
);

export function applyCancel(turn: Turn): void {
  // The timers of a suspended case are stopped already.
  if (turn.state.status === 'suspended') turn.state.timers = {};
  delete turn.state.suspendedAt;
  endOutside(turn, 'cancelled');
}

/** Tries again what is stuck. What fails again is stuck again. */
export const retry: Verb = verb(
  'retry',
  (_, state) => [...runningIssues(state), ...(state.stuck.length === 0 ? [issue('workflow/nothing-stuck', '')] : [])],
  applyRetry,
);

export function applyRetry(turn: Turn): void {
  const { stuck } = turn.state;
  unstick(turn);
  for (const { event, state, step, task } of stuck) {
    // A task that nobody may decide is looked at again when the case rests.
    if (task !== undefined) continue;
    if (event !== undefined)
      turn.queue.push({
        type: event,
        within: state,
        ...(step === undefined ? {} : { step }),
        must: !event.startsWith('after.'),
      });
    else if (step !== undefined && turn.workflow.steps[step]) seatMore(turn, turn.workflow.steps[step]);
  }
}
