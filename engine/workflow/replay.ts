import { issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { applyCancel, applyMove, applyResume, applyRetry, applySuspend } from './administer.ts';
import { applyAmend } from './amend.ts';
import { applyDecision } from './apply-decision.ts';
import { noteUnattended } from './attend.ts';
import type { CaseState } from './case-state.ts';
import { applyClaim, applyRelease } from './claim.ts';
import { outsideChange, rest } from './command.ts';
import { applyEvent } from './event.ts';
import { applyFire } from './fire.ts';
import type { CommandKind, HistoryDraft } from './history.ts';
import { applyLink } from './link-record.ts';
import { applyConfirm, applyDismiss, applyPropose } from './propose.ts';
import { applyReassign } from './reassign.ts';
import { Diverged, recordedFinder } from './recorded-finder.ts';
import { applyStart, newCase } from './start.ts';
import { newTurn, type Turn } from './turn.ts';
import { applyWithdraw } from './withdraw.ts';
import type { Workflow } from './workflow.ts';

// The commands of history are what the engine wrote down itself (and the store keeps hash-chained).
const changes: { [K in CommandKind]: (turn: Turn, command: never) => void } = {
  start: applyStart,
  decide: applyDecision,
  claim: applyClaim,
  release: applyRelease,
  fire: applyFire,
  event: applyEvent,
  withdraw: applyWithdraw,
  amend: applyAmend,
  reassign: applyReassign,
  move: applyMove,
  suspend: applySuspend,
  resume: applyResume,
  cancel: applyCancel,
  retry: applyRetry,
  propose: applyPropose,
  confirm: applyConfirm,
  dismiss: applyDismiss,
  // What it found stands in the entry itself.
  attend: () => {},
  link: applyLink,
};

/** The state that a history leads to. Asks nothing of rules, people or calendar: the entries say what was found. */
export function replay(workflow: Workflow, entries: readonly HistoryDraft[]): Result<CaseState> {
  const [first] = entries;
  if (first?.kind !== 'start')
    return fail(issue('workflow/replay-diverged', '/0', { expected: 'start', found: first?.kind ?? 'nothing' }));
  let state = begun(workflow, first);
  for (const [index, entry] of entries.entries()) {
    const next = step(workflow, state, entry);
    if (!next.ok) return fail(...next.issues.map((found) => ({ ...found, path: `/${index}` })));
    state = next.value;
  }
  return ok(state);
}

function begun(workflow: Workflow, { at, command }: HistoryDraft): CaseState {
  const { hash, ...input } = command as JsonObject & {
    case: string;
    initiator: string;
    record: string;
    makers: string[];
    hash: string;
  };
  return newCase(workflow, { ...input, at }, hash);
}

function step(workflow: Workflow, state: CaseState, entry: HistoryDraft): Result<CaseState> {
  const turn = newTurn(workflow, state, recordedFinder(entry), entry.at, entry.by, entry.edition ?? 1);
  try {
    const [fact] = entry.facts;
    if (fact?.kind === 'written' && fact.outside) outsideChange(turn, fact.hash, fact.fields);
    changes[entry.kind](turn, entry.command as never);
    if (turn.refused) return fail(turn.refused);
    rest(turn, state.data.hash);
    for (const fact of entry.facts) if (fact.kind === 'unattended') noteUnattended(turn, fact.tasks);
  } catch (stopped) {
    if (stopped instanceof Diverged) return fail(stopped.issue);
    throw stopped;
  }
  const reached = [turn.state.states.join(' '), turn.state.data.hash].join(' | ');
  const told = [entry.to.join(' '), entry.data.after].join(' | ');
  return reached === told
    ? ok(turn.state)
    : fail(issue('workflow/replay-diverged', '', { expected: reached, found: told }));
}
