import type { Issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { TaskState } from './case-state.ts';

/** What each effect needs to be carried out; all of it JSON. */
export type EffectParams = {
  /** A new task, whole. `status: 'done'` for a copy and for what decided itself. */
  'open-task': { task: TaskState };
  /** `by`: who ended it, if not its holder. */
  'close-task': { task: string; status: 'done' | 'cancelled'; at: string; decision?: string; by?: string };
  /** Changes a task in place: claimed, given back, reassigned, paused for a signer before, another deadline. null removes. */
  'update-task': {
    task: string;
    set: { person?: string | null; pool?: string | null; dueAt?: string | null; status?: 'open' | 'waiting' };
  };
  'set-timer': { timer: string; event: string; state: string; step?: string; fireAt: string };
  'cancel-timer': { timer: string };
  /** Fields of the case's own record. */
  set: { values: JsonObject; removed: string[]; by?: string };
  'set-status': { status: string };
  notify: { template: string; to: string[]; step?: string };
  'send-mail': { template: string; to: string[]; step?: string };
  'create-record': { form: string; data: JsonObject; link?: string };
  'update-record': { form: string; record: string; data: JsonObject };
  'apply-change': { record: string };
  call: { connector: string; operation?: string; data: Json };
  'start-case': { workflow: string; data: JsonObject };
  emit: { event: string; data: Json };
  /** `retry`: the case waits for `retry` (or an administrator's other verbs). */
  'open-incident': {
    incident: string;
    issue: Issue;
    state: string;
    step?: string;
    task?: string;
    event?: string;
    retry: boolean;
  };
  'close-incident': { incident: string };
};

export type EffectType = keyof EffectParams;
/** IO wanted, as data. `inside`: in the transaction that saves the case; `outside`: from the outbox afterwards. */
export type EffectOf<T extends EffectType> = { type: T; params: EffectParams[T]; delivery: 'inside' | 'outside' };
export type Effect = { [T in EffectType]: EffectOf<T> }[EffectType];

const leavesTheSystem: ReadonlySet<EffectType> = new Set(['send-mail', 'call', 'emit']);

export function effect<T extends EffectType>(type: T, params: EffectParams[T]): Effect {
  return { type, params, delivery: leavesTheSystem.has(type) ? 'outside' : 'inside' } as Effect;
}
