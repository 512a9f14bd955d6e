import type { EffectParams, EffectType, HistoryDraft } from '../../engine/index.ts';
import type { Deps, TenantStore } from '../deps.ts';
import type { Subject } from '../domain/cases/case-subject.ts';
import type { Told } from '../domain/cases/tell.ts';
import type { Around } from '../domain/surroundings/load-surroundings.ts';
import type { NoticeRow, OutboxRow, RecordRow, TaskRow, TimerRow } from '../store/rows.ts';

/** Rows that the effects of one change of a case lead to, gathered, so that each collection is written once. */
export type Writes = {
  /** The case's own record as it will be saved. */
  record: RecordRow;
  /** Fields of it that are to refer to records that were made. */
  links: { field: string; id: string }[];
  tasks: TaskRow[];
  taskChanges: { id: string; set: Partial<TaskRow>; unset: string[] }[];
  timers: TimerRow[];
  endedTimers: string[];
  notices: NoticeRow[];
  /** Tasks whose notices are no longer news; `now` is the person who holds one instead. */
  settledTasks: { task: string; now?: string }[];
  outbox: OutboxRow[];
};

/** What a handler works with. It writes into `writes` and `tx`; nothing it does may be seen before the transaction is through. */
export type EffectScope = {
  deps: Deps;
  tx: TenantStore;
  around: Around;
  /** `row` is the case as it will be saved. */
  subject: Subject;
  entry: HistoryDraft;
  writes: Writes;
  told: Told[];
};

export type EffectHandler<T extends EffectType> = (scope: EffectScope, params: EffectParams[T]) => void | Promise<void>;
