import type { Issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { Outcome } from './workflow.ts';

export type RunStatus = 'running' | 'suspended' | 'done' | 'cancelled' | 'failed';

/** Where the chart stands, as XState keeps it: `history` by id of a history state. Checked against the chart before it is used. */
export type ChartSnapshot = { value: Json; history: { [state: string]: string[] } };

/** What a signature is bound to; `hash` is `signatureHash(…)` of case, task, decision and the data shown. */
export type Signature = { factor: 'password'; hash: string };

/** Who and what ended a task that its holder did not decide. */
export type Closing = { by?: string; at: string; decision?: string; task?: string };

/** A person's (or pool's) piece of work. `waiting`: the holder has asked another person to sign first. */
export type TaskState = {
  id: string;
  step: string;
  round: number;
  kind: 'approval' | 'fill' | 'copy';
  status: 'open' | 'waiting' | 'done' | 'cancelled';
  person?: string;
  /** A role, or `role@unit`: any of these people may claim or decide it. */
  pool?: string;
  /** What the holder must still be when deciding: the role that the holder was found by (`role` or `role@unit`). */
  by?: string;
  openedAt: string;
  dueAt?: string;
  /** Who added this signer, and where; how deep the adding goes. */
  added?: { by: string; where: 'before' | 'after' | 'alongside'; depth: number };
  /** Who handed it over. */
  from?: string;
  decision?: string;
  opinion?: string;
  to?: string;
  at?: string;
  /** Hash of the data that the decision is about: what its maker saw. */
  seen?: string;
  signature?: Signature;
  /** Why it decided itself. */
  auto?: 'initiator' | 'earlier' | 'adjacent';
  closed?: Closing;
  /** An administrator gave it to a person whom the step could not have assigned, and a second one confirmed it. */
  exception?: Exception;
  /** True for an approval whose content was changed afterwards in the same step: its maker is asked again. */
  void?: boolean;
};

export type Exception = { by: string; confirmed: string };

/** One seat of a step: its own signer, and the signers added before and after, in the order they act. */
export type Seat = {
  links: SeatLink[];
  /** Position in `assign` of the entry that it stands for; absent for an added signer, and where any of the entries does. */
  entry?: number;
  /** True while there is nobody for it: the step cannot be approved. */
  vacant?: true;
};
/** `task` is the latest one opened for it. */
export type SeatLink = {
  person?: string;
  pool?: string;
  by?: string;
  /** Who handed it over. */
  from?: string;
  exception?: Exception;
  task?: string;
  added?: { by: string; where: 'before' | 'after' | 'alongside'; depth: number };
};

export type StepState = {
  /** How many times the step has been entered. */
  round: number;
  status: 'open' | 'done' | 'left';
  /** True for an approval that an event of a maker of the request led past before it was decided. */
  unheard?: true;
  order: 'parallel' | 'sequence';
  decide: 'any' | 'all' | { vote: number; waitForAll: boolean };
  assigned: string[];
  pool?: string;
  seats: Seat[];
  enteredAt: string;
  outcome?: string;
  endedAt?: string;
};

export type TimerState = {
  id: string;
  /** What the chart is sent. */
  event: string;
  /** Path of the state that set it. */
  state: string;
  step?: string;
  /** As written in `after`. */
  key: string;
  fireAt: string;
};

/** Something that could not go on: the event waits until a person repairs the cause and says `retry`. */
export type Stuck = {
  incident: string;
  event?: string;
  step?: string;
  /** A task that nobody can decide any more. */
  task?: string;
  state: string;
  issue: Issue;
  at: string;
};

/** What an administrator wants done against the rule; a second one must confirm it. */
export type Proposal = {
  id: string;
  verb: 'reassign' | 'move';
  task?: string;
  step?: string;
  to: string;
  /** In words, for those who decide about it. */
  what: Text;
  by: string;
  reason: string;
  at: string;
  /** What the request was when it was made: it holds for no other. Absent in those of earlier editions. */
  about?: { data: string; round: number };
  /** Tells the administrators that it waits. */
  incident: string;
};

/** A change of the record's data that the case knows of; `fields` are the names that differ. */
export type DataChange = { hash: string; from: string; fields: string[]; by?: string; at: string };

/** All there is to know of a case, as pure JSON: stored whole, and rebuilt from history by `replay`. */
export type CaseState = {
  case: string;
  workflow: string;
  record: string;
  status: RunStatus;
  outcome?: Outcome;
  /** What the record's status should be: keys of the active states, joined by `+`. */
  recordStatus: string;
  snapshot: ChartSnapshot;
  /** Active states that hold no other, as dotted paths. */
  states: string[];
  /** Every state that was ever active, in order of first entry. */
  visited: string[];
  /** Pointers of the transitions that were ever taken, returns among them: the way that the case has gone. */
  walked: string[];
  /** Counts from 1; the next one begins when the case is returned. */
  round: number;
  initiator: string;
  /** Who made or re-made the request: none of them counts as an independent approver. */
  makers: string[];
  startedAt: string;
  endedAt?: string;
  data: { hash: string; changes: DataChange[] };
  steps: { [step: string]: StepState };
  tasks: { [task: string]: TaskState };
  /** Number of the last task, timer or incident. */
  last: { task: number; timer: number; incident: number; proposal?: number };
  /** Steps completed on the way here, in order; what was returned past is taken off. */
  passed: string[];
  /** Who decided in each step, in all rounds. */
  acted: { [step: string]: string[] };
  timers: { [timer: string]: TimerState };
  /** What fired since its state was entered, by event: a deadline that has not moved does not fire again. */
  fired: { [event: string]: string };
  /** Whom a person has chosen for a step to come. */
  chosen: { [step: string]: string[] };
  /** After a return: when `after` is completed, the case goes straight `to`. `at`: where `after` stood among the passed steps. */
  detour?: { after: string; to: string; at?: number };
  stuck: Stuck[];
  /** Absent where there never was one. */
  proposals?: { [proposal: string]: Proposal };
  suspendedAt?: string;
  /** Transitions taken so far. */
  turns: number;
};
