import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Rule } from '../rules/index.ts';

/** Whom a message goes to. */
export type NoticeTarget =
  | 'initiator'
  | 'assignees'
  | 'participants'
  | { role: string }
  | { person: string }
  | { field: string };

/** A value of an action's params: as written, or with the rules in it parsed (`rules` by pointer into `json`). */
export type ValueTemplate = { json: Json; rules: { at: JsonPointer; rule: Rule }[] };

/** What a chart's action will make an effect of. */
export type ActionTemplate =
  | { type: 'set'; values: { [field: string]: ValueTemplate } }
  | { type: 'notify'; template: string; to: NoticeTarget[]; channel?: 'mail' }
  | { type: 'create-record'; form: string; data: ValueTemplate; link?: string }
  | { type: 'update-record'; form: string; record: ValueTemplate; data: ValueTemplate }
  | { type: 'apply-change' }
  | { type: 'call'; connector: string; operation?: string; data: ValueTemplate }
  | { type: 'start-case'; workflow: string; data: ValueTemplate }
  | { type: 'emit'; event: string; data: ValueTemplate };
