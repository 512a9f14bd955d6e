import type { Issue } from '../core/issue.ts';
import type { Proposal } from './case-state.ts';
import { openIncident } from './incidents.ts';
import { emit, type Turn } from './turn.ts';

/** Keeps what an administrator wants done against the rule, and tells the others that one of them must confirm it. */
export function keepProposal(
  turn: Turn,
  wanted: Omit<Proposal, 'id' | 'at' | 'incident'>,
  told: { issue: Issue; state: string; step?: string },
): void {
  const { state } = turn;
  const number = (state.last.proposal ?? 0) + 1;
  state.last.proposal = number;
  const id = `${state.case}:p${number}`;
  const incident = openIncident(turn, { ...told, retry: false });
  state.proposals = { ...state.proposals, [id]: { ...wanted, id, at: turn.at, incident } };
}

/** Takes a proposal off the list: confirmed, dismissed, or about something that is over. */
export function dropProposal(turn: Turn, id: string): void {
  const { [id]: gone, ...rest } = turn.state.proposals ?? {};
  if (!gone) return;
  turn.state.proposals = rest;
  emit(turn, 'close-incident', { incident: gone.incident });
}
