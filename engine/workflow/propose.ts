// An administrator's exception: the first administrator proposes it, and it takes effect when a second one confirms.
import { hashOf } from '../core/canonical.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { said } from '../core/seen.ts';
import type { Text } from '../core/text.ts';
import { type Admin, applyMove, moveIssues, ownCaseIssues, reasonIssues } from './administer.ts';
import type { CaseState, Proposal } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { titleOf } from './people.ts';
import { dropProposal, keepProposal } from './proposals.ts';
import { applyReassign, reassignIssues, roleOf, targetOf } from './reassign.ts';
import { runningIssues } from './running.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type ProposeInput = Admin & { verb: 'reassign' | 'move'; task?: string; step?: string; to: string };

/** Asks a second administrator for a reassignment or a move that one alone may not make. */
export function propose(
  workflow: Workflow,
  state: CaseState,
  input: ProposeInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const { by, at, ...rest } = input;
  const reason = said(input.reason);
  const issues = [...reasonIssues(input), ...wantedIssues(workflow, state, { ...input, reason }, ctx)];
  if (issues.length > 0) return { ok: false, issues };
  const what = whatOf(workflow, state, input, ctx);
  const command = { ...rest, reason, what: what as JsonObject };
  return carryOut(workflow, state, { kind: 'propose', at, by, command }, (turn) => applyPropose(turn, command), ctx);
}

/** Everything that must be so for the exception itself, when it is proposed and again when it is confirmed. */
function wantedIssues(
  workflow: Workflow,
  state: CaseState,
  wanted: Pick<Proposal, 'verb' | 'task' | 'step' | 'to' | 'by' | 'reason'>,
  ctx: WorkflowContext,
): Issue[] {
  if (wanted.verb === 'move') return moveIssues(workflow, state, { ...wanted, at: '' });
  return [...reassignIssues(state, { ...wanted, at: '' }), ...targetOf(workflow, state, wanted, ctx).issues];
}

function whatOf(
  workflow: Workflow,
  state: CaseState,
  { verb, task, step, to }: ProposeInput,
  ctx: WorkflowContext,
): Text {
  if (verb === 'move') return workflow.states[to]?.title ?? to;
  const key = (task === undefined ? step : state.tasks[task]?.step) ?? '';
  const [who, where] = [titleOf(to, ctx.organisation), workflow.steps[key]?.title ?? key];
  const text = (of: Text, locale: 'en' | 'zh-CN') => (typeof of === 'string' ? of : (of[locale] ?? of.en ?? ''));
  return {
    en: `${text(who, 'en')} at "${text(where, 'en')}"`,
    'zh-CN': `${text(who, 'zh-CN')}（${text(where, 'zh-CN')}）`,
  };
}

type ProposeCommand = Pick<Proposal, 'verb' | 'task' | 'step' | 'to' | 'reason'> & { what: Text };

export function applyPropose(turn: Turn, { what, ...wanted }: ProposeCommand): void {
  const { state, workflow } = turn;
  const step = wanted.task === undefined ? wanted.step : state.tasks[wanted.task]?.step;
  keepProposal(
    turn,
    {
      ...wanted,
      what,
      by: turn.by ?? '',
      ...(turn.edition >= 4 && { about: { data: state.data.hash, round: state.round } }),
    },
    {
      issue: issue('workflow/exception-proposed', '', { what }),
      state: (step === undefined ? undefined : workflow.steps[step]?.path) ?? state.states[0] ?? '',
      ...(step === undefined ? {} : { step }),
    },
  );
}

export type ProposalInput = Admin & { proposal: string };

/** A second administrator lets a proposal take effect: neither who proposed it nor who gets the task, and no maker of the request. */
export function confirm(
  workflow: Workflow,
  state: CaseState,
  input: ProposalInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const { by, at, proposal: id } = input;
  const proposal = own(state.proposals ?? {}, id);
  const issues = [
    ...reasonIssues(input),
    ...runningIssues(state),
    ...ownCaseIssues(state, by),
    ...(proposal ? secondIssues(proposal, by) : [issue('workflow/unknown-proposal', '/proposal', { proposal: id })]),
    ...(proposal ? [...changedIssues(proposal, state, ctx), ...wantedIssues(workflow, state, proposal, ctx)] : []),
  ];
  if (issues.length > 0 || !proposal) return { ok: false, issues: once(issues) };
  const role =
    proposal.verb === 'move' ? {} : roleOf(workflow, state, targetOf(workflow, state, proposal, ctx), proposal.to, ctx);
  const { task, step, to, verb } = proposal;
  const command = {
    proposal: id,
    proposer: proposal.by,
    what: proposal.what as JsonObject,
    verb,
    to,
    ...(task === undefined ? {} : { task }),
    ...(step === undefined ? {} : { step }),
    ...role,
    reason: said(input.reason),
  };
  return carryOut(workflow, state, { kind: 'confirm', at, by, command }, (turn) => applyConfirm(turn, command), ctx);
}

/** A proposal stands for the request that it was made about: one that has changed since is proposed anew. */
function changedIssues({ about, at }: Proposal, { data, round }: CaseState, ctx: WorkflowContext): Issue[] {
  const hash = hashOf(ctx.data);
  const same = about
    ? about.data === hash && about.round === round
    : data.hash === hash && data.changes.every((change) => change.at < at);
  return same ? [] : [issue('workflow/proposal-outdated', '/proposal')];
}

function once(issues: Issue[]): Issue[] {
  return issues.filter(({ code }, index) => issues.findIndex((one) => one.code === code) === index);
}

function secondIssues(proposal: Proposal, by: string): Issue[] {
  if (by === proposal.by) return [issue('workflow/same-administrator', '/by')];
  return by === proposal.to ? [issue('workflow/administers-oneself', '/by')] : [];
}

export function applyConfirm(turn: Turn, { proposal: id, role }: { proposal: string; role?: string }): void {
  const proposal = turn.state.proposals?.[id];
  if (!proposal) return;
  dropProposal(turn, id);
  if (proposal.verb === 'move') {
    applyMove(turn, proposal);
    return;
  }
  const { task, step, to, by } = proposal;
  const command = {
    to,
    ...(task === undefined ? {} : { task }),
    ...(step === undefined ? {} : { step }),
    ...(role === undefined ? {} : { role }),
  };
  applyReassign(turn, command, { by, confirmed: turn.by ?? '' });
}

/** Takes a proposal off the list: the administrator who made it, or another who does not agree. */
export function dismiss(
  workflow: Workflow,
  state: CaseState,
  input: ProposalInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const { by, at, proposal } = input;
  const issues = [
    ...reasonIssues(input),
    ...runningIssues(state),
    ...(own(state.proposals ?? {}, proposal) ? [] : [issue('workflow/unknown-proposal', '/proposal', { proposal })]),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const command = { proposal, reason: said(input.reason) };
  return carryOut(workflow, state, { kind: 'dismiss', at, by, command }, (turn) => applyDismiss(turn, command), ctx);
}

export function applyDismiss(turn: Turn, { proposal }: { proposal: string }): void {
  dropProposal(turn, proposal);
}
