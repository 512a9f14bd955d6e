import { hashOf } from '../core/canonical.ts';
import type { JsonObject } from '../core/json.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { noteUnattended, unattended } from './attend.ts';
import type { CaseState } from './case-state.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { effect } from './effect.ts';
import type { CommandKind, HistoryDraft } from './history.ts';
import { differenceOf, LiveFinder } from './live-finder.ts';
import { dropProposal } from './proposals.ts';
import { stringsOf } from './raw.ts';
import { drain } from './run-chart.ts';
import { recomputeTimers } from './timers.ts';
import { newTurn, noteData, type Turn } from './turn.ts';
import { voidApprovals, voidOtherData } from './void-approvals.ts';
import type { Workflow } from './workflow.ts';

/** What every command's history entry begins with: `command` is its input, without secrets and data. */
export type CommandHead = { kind: CommandKind; at: string; by?: string; command: JsonObject };

/** Changes the turn's case; the same for a command that is taken and for one that is replayed. */
export type Change = (turn: Turn) => void;

/** Carries out a command that has been found legal. `written`: the record's data as the command leaves it; `hash`: of `ctx.data`, where it is known. */
export function carryOut(
  workflow: Workflow,
  state: CaseState,
  head: CommandHead,
  change: Change,
  ctx: WorkflowContext,
  { written, hash = hashOf(ctx.data) }: { written?: JsonObject; hash?: string } = {},
): Result<Advance> {
  const finder = new LiveFinder(ctx, hash, written);
  const turn = newTurn(workflow, state, finder, head.at, head.by);
  // What was changed outside the case (and not told by `amend`) is found here, before anything is decided about it.
  if (head.kind !== 'start' && hash !== state.data.hash) {
    const fields = head.kind === 'amend' ? stringsOf(head.command.fields) : [];
    turn.facts.push({ kind: 'written', fields, hash, outside: true });
    outsideChange(turn, hash, fields);
  }
  change(turn);
  if (turn.refused) return fail(turn.refused);
  rest(turn, state.data.hash);
  if (turn.refused) return fail(turn.refused);
  noteUnattended(turn, unattended(workflow, turn.state, { ...ctx, data: finder.data }));
  const after = finder.data;
  // First what the record becomes, so that messages and other effects find it so.
  const first = differenceOf(ctx.data, after, turn.by);
  if (turn.state.recordStatus !== state.recordStatus)
    first.push(effect('set-status', { status: turn.state.recordStatus }));
  return ok({
    state: turn.state,
    entry: entryOf(turn, head, state),
    effects: [...first, ...turn.effects],
    data: after,
  });
}

/** Lets the chart come to rest and brings what depends on it up to date. */
export function rest(turn: Turn, hashBefore: string): void {
  drain(turn);
  const { state, workflow } = turn;
  if (state.status === 'running' && state.data.hash !== hashBefore) recomputeTimers(turn);
  dropProposals(turn);
  if (state.detour?.after === '') delete state.detour;
  state.recordStatus = turn.ended ?? statusOf(state.states, workflow);
}

/** What was proposed for a task that is over, or for a case that is, comes to nothing. */
function dropProposals(turn: Turn): void {
  for (const { id, task, step, verb } of Object.values(turn.state.proposals ?? {})) {
    const status = task === undefined ? undefined : turn.state.tasks[task]?.status;
    const waits = turn.state.stuck.some((one) => one.step === step && one.event === undefined);
    const meant = verb === 'move' || (task === undefined ? waits : status === 'open' || status === 'waiting');
    if (!meant || turn.state.endedAt !== undefined) dropProposal(turn, id);
  }
}

/** Keys of the active states, joined by `+`. */
function statusOf(states: readonly string[], workflow: Workflow): string {
  return states.map((path) => workflow.states[path]?.key ?? path).join('+');
}

/** The data was changed outside the case: approvals of what was there before no longer count. */
export function outsideChange(turn: Turn, hash: string, fields: string[]): void {
  noteData(turn, hash, fields);
  if (turn.edition >= 2) voidApprovals(turn, fields);
  else {
    for (const step of Object.values(turn.workflow.steps))
      if (turn.state.steps[step.key]?.status === 'open') voidOtherData(turn, step);
  }
}

function entryOf(turn: Turn, head: CommandHead, before: CaseState): HistoryDraft {
  const { changes, hash } = turn.state.data;
  const entry = { ...head, edition: turn.edition, from: before.states, to: turn.state.states, facts: turn.facts };
  if (hash === before.data.hash) return { ...entry, data: { before: hash, after: hash, fields: [] } };
  const known = before.data.changes.length > 0 ? changes.indexOf(before.data.changes.at(-1) as never) : -1;
  const fields = [...new Set(changes.slice(known + 1).flatMap((change) => change.fields))];
  return { ...entry, data: { before: before.data.hash, after: hash, fields } };
}
