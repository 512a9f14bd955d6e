import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Trace } from '../rules/index.ts';

export type CommandKind =
  | 'start'
  | 'decide'
  | 'claim'
  | 'release'
  | 'fire'
  | 'event'
  | 'withdraw'
  | 'amend'
  | 'reassign'
  | 'move'
  | 'suspend'
  | 'resume'
  | 'cancel'
  | 'retry'
  | 'propose'
  | 'confirm'
  | 'dismiss'
  | 'attend'
  | 'link';

/** How a person came to be assigned: the entry of `assign` (by position) and whom it found. */
export type Found = { assign: number; by: string; people: string[] };
export type Excluded = { person: string; because: 'separate' | 'inactive' | 'blind' | 'twice'; step?: string };

export type Unattended = { task: string; issue: Issue };

/** A seat as the assignment makes it: for a person or a pool, or vacant. */
export type FoundSeat = { entry?: number; person?: string; pool?: string; by?: string; vacant?: true };

/**
 * The meaning under which a command was taken, so that replay gives it again. 1 (absent): four eyes were what each step said.
 * 2: four eyes are a law of every step, and an approval holds only while what was approved does.
 * 3: a step that is entered again, and what came after it, is no longer passed; what is adjacent lies on the way of the step itself.
 * 4: who fills in a part of the request makes it by whatever decision; what a maker withdraws or fills in leads past no open approval; a proposal holds only for the request that it was made about.
 */
export type Edition = 1 | 2 | 3 | 4;
export const EDITION: Edition = 4;

/** What was found on the way of a command, in order: all that replaying needs beside the command itself. */
export type Fact =
  | {
      kind: 'guard';
      guard: number;
      transition: number;
      pointer: JsonPointer;
      held: boolean;
      trace: Trace;
      issue?: Issue;
    }
  | { kind: 'taken'; transition: number; from: string; to: string[]; event: string }
  /** Put into a state by a return, or by an administrator. */
  | { kind: 'moved'; from: string; to: string }
  | {
      kind: 'assigned';
      step: string;
      people: { person: string; by?: string }[];
      /** `role` or `role@unit`. */
      pools: string[];
      found: Found[];
      excluded: Excluded[];
      empty?: 'incident' | 'to-admin' | 'skip' | 'role';
      /** In their order; absent in histories of the first edition. */
      seats?: FoundSeat[];
      /** Why nothing could be found, where looking failed. */
      issue?: Issue;
    }
  | { kind: 'timer'; key: string; state: string; fireAt?: string; guessed?: number; issue?: Issue }
  | { kind: 'auto'; step: string; task: string; person: string; because: 'initiator' | 'earlier' | 'adjacent' }
  | { kind: 'stuck'; state: string; event?: string; issue: Issue }
  /** The open tasks that nobody may decide, where they are others than before. */
  | { kind: 'unattended'; tasks: Unattended[] }
  /** Data was written by the command, or (`outside`) was found changed. */
  | { kind: 'written'; fields: string[]; hash: string; outside?: true }
  /** The chart's actions were worked out; `issue` where that failed. */
  | { kind: 'acted'; fields: string[]; hash: string; issue?: Issue };

/** One entry for the case's history. Data is named by hash and changed fields, never copied. */
export type HistoryDraft = {
  kind: CommandKind;
  edition?: Edition;
  at: string;
  by?: string;
  /** What was asked, without secrets: enough to do it again. */
  command: JsonObject;
  /** Active states before and after. */
  from: string[];
  to: string[];
  facts: Fact[];
  /** Hash of the record's data before and after. */
  data: { before: string; after: string; fields: string[] };
};
