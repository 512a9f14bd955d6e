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
  | 'retry';

/** How somebody came to be assigned: the entry of `assign` (by position) and whom it found. */
export type Found = { assign: number; by: string; people: string[] };
export type Excluded = { person: string; because: 'separate' | 'inactive'; step?: string };

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
      /** Why nothing could be found, where looking failed. */
      issue?: Issue;
    }
  | { kind: 'timer'; key: string; state: string; fireAt?: string; issue?: Issue }
  | { kind: 'auto'; step: string; task: string; person: string; because: 'initiator' | 'earlier' | 'adjacent' }
  | { kind: 'stuck'; state: string; event?: string; issue: Issue }
  /** Data was written by the command, or (`outside`) was found changed. */
  | { kind: 'written'; fields: string[]; hash: string; outside?: true }
  /** The chart's actions were worked out; `issue` where that failed. */
  | { kind: 'acted'; fields: string[]; hash: string; issue?: Issue };

/** One entry for the case's history. Data is named by hash and changed fields, never copied. */
export type HistoryDraft = {
  kind: CommandKind;
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
