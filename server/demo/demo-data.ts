// The grammar of `definitions/<pack>/demo/*.json`: who works there, which records there are, which cases run.
import type { Json, JsonObject, Text } from '../../engine/index.ts';

/** How the value of one field is made up. */
export type Generator =
  | { pick: Json[]; weights?: number[] }
  /** Patterns with `{part}` places. */
  | { text: string[]; parts: { [part: string]: Generator }; unique?: boolean }
  /** Digits after one of the beginnings; `luhn` makes the last one a check digit. */
  | { digits: { starts: string[]; length: number; check?: 'luhn' } }
  | { citizenId: { areas: string[]; bornFrom: number; bornTo: number } }
  /** A day before or after the record was made. */
  | { date: { before?: 'created'; after?: 'created'; days: [number, number] } }
  /** A record of an earlier series; with a skew above 1, some far more often than others. */
  | { reference: string; skew?: number }
  /** A value of the record that a reference field of this one names: `field.path`. */
  | { from: string }
  | { person: string[] }
  | { maybe: number; of: Generator }
  | { rows: { count: [number, number]; split?: Split; fields: { [field: string]: Generator } } };

/** A total drawn from one of the bands and shared out over the rows' field, in steps of minor units. */
export type Split = { field: string; bands: Band[]; step: number };
export type Band = { weight: number; from: number; to: number };

export type Series = {
  form: string;
  count: number;
  /** Over how many months before now the records were made. */
  months: number;
  /** How many times as many in the last month as in the first. */
  growth?: number;
  /** Weight of each month of the year, from January. */
  season?: number[];
  by: string[];
  byWeights?: number[];
  values: { [field: string]: Generator };
  then?: { if: JsonObject; values: { [field: string]: Generator } }[];
  status?: { if?: JsonObject; pick: string[]; weights?: number[] }[];
  /** Values that a record has once it stands in the status. */
  ended?: { [status: string]: { [field: string]: Generator } };
};

/** Cases started and decided by the demo people, through the operations that everybody uses. */
export type Walks = {
  form: string;
  by: string;
  /** Attachment field that gets a file. */
  proof?: string;
  /** Rows field whose split is replaced by each walk's total. */
  split: string;
  walks: { count: number; total: { from: number; to: number }; decisions: WalkDecision[] }[];
};
export type WalkDecision = { by: string; decision: string; opinion?: string; to?: string };

export type DemoUnit = {
  key: string;
  kind: 'group' | 'company' | 'branch' | 'department';
  title: Text;
  parent?: string;
};
export type DemoPerson = { name: string; title: Text; unit: string; roles: string[]; manager?: string; email?: string };
export type DemoOrganisation = { units: DemoUnit[]; people: DemoPerson[]; heads: { [unit: string]: string } };

export type DemoData = { organisation: DemoOrganisation; records: { series: Series[] }; cases: { cases: Walks[] } };
