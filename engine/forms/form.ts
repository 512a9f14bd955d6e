import type { AccessTable } from '../access/index.ts';
import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Field } from '../fields/index.ts';
import type { Rule, Scope } from '../rules/index.ts';
import type { AfterApproval } from './after-approval.ts';
import type { DisplayTemplate } from './display-template.ts';
import type { Plan } from './plan.ts';

/** A form, parsed: everything that it names exists, every rule is typed, formulas are in order. */
export type Form = {
  key: string;
  title: Text;
  description?: Text;
  /** Top-level fields by name, in the order of the definition; columns of rows are in their field's `columns`. */
  fields: { [name: string]: Field };
  /** Every field, in the order of the layout. */
  order: string[];
  /** What rules over its records may read: fields, actor, initiator, record, case. */
  scope: Scope;
  /** Formulas in the order in which they are computed. */
  computed: Formula[];
  /** Defaults that rules give. */
  defaults: Formula[];
  /** Which records a reference offers, by the field's path; read by `lookupFilter`. */
  filters: { [path: string]: Rule };
  rules: FormRule[];
  checks: FormCheck[];
  layout: Section[];
  record: RecordBlock;
  /** At least one, by key. */
  views: { [key: string]: View };
  access: AccessTable;
  afterApproval: AfterApproval;
  json: JsonObject;
  /** What `settle` goes by. */
  plan: Plan;
};

/** `rows` names the field whose rows the formula is computed for, one by one. */
export type Formula = { field: Field; rows?: Field; rule: Rule };

/** What a rule of the form does to one field while it holds. */
export type FieldEffect = {
  field: Field;
  rows?: Field;
  visible?: boolean;
  required?: boolean;
  readonly?: boolean;
  options?: string[];
  onHide: 'clear' | 'keep';
};

/** `rows`: the rule reads a row, so it is asked for each of them. */
export type FormRule = { key: string; when: Rule; rows?: Field; then: FieldEffect[] };

/** Data for which `fail` holds is refused (or warned about) at `path`; with `rows`, each row is asked and `path` has `*` for its index. */
export type FormCheck = {
  key: string;
  fail: Rule;
  rows?: Field;
  path: JsonPointer;
  message: Text;
  level: 'error' | 'warning';
};

export type Section = {
  title?: Text;
  help?: Text;
  columns: 1 | 2 | 3 | 4;
  /** `open` and `closed` sections can be folded. */
  collapse: 'never' | 'open' | 'closed';
  fields: string[];
};

export type RecordBlock = {
  display: DisplayTemplate;
  /** Groups of fields whose values together are not the same in two records; fields declared `unique` included. */
  unique: string[][];
  /** Dotted paths whose text a search finds. */
  search: string[];
  /** Fields and columns of the row (`status`, `createdAt` …) that the store indexes together. */
  index: string[][];
};

export type View = {
  key: string;
  type: 'table';
  title: Text;
  /** Dotted field paths and columns of the row. */
  columns: string[];
  filter?: Rule;
  /** `createdAt` upwards, `-createdAt` downwards. */
  sort: string[];
};
