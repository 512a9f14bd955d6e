import type { FieldAccess } from '../access/index.ts';
import type { Organisation } from '../access/organisation.ts';
import type { JsonObject } from '../core/json.ts';
import type { Form, WriteTools } from '../forms/index.ts';
import type { Environment } from '../rules/environment.ts';
import type { CaseState } from './case-state.ts';
import type { Effect } from './effect.ts';
import type { HistoryDraft } from './history.ts';

/** What rules see of the record beside its data. */
export type RecordFacts = {
  id: string;
  status?: string;
  owner?: string;
  unit?: string;
  createdAt?: string;
  createdBy?: string;
};

/** What a command may read. Times come from the command (`at`); `env` gives zone, calendar and the organisation's facts. */
export type WorkflowContext = {
  form: Form;
  /** The record's data as stored now. */
  data: JsonObject;
  record: RecordFacts;
  env: Environment;
  organisation: Organisation;
  /** Whether a person sees anything of what a step shows of the request; without it everybody does. */
  sees?: (person: string, step: string) => boolean;
  /** What the roles of the person who decides leave of the form; every field where it is not given. */
  access?: { [field: string]: FieldAccess };
  /** What writing the record's data may ask: its structure, and what links lead to. */
  tools?: WriteTools;
};

/** What a command leads to. Save `state`, append `entry`, carry out `effects` in order. */
export type Advance = {
  state: CaseState;
  entry: HistoryDraft;
  effects: Effect[];
  /** The record's data afterwards (the `set` effect says the same as a difference). */
  data: JsonObject;
};
