import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import { reportTypes } from '../fields/index.ts';
import type { Rule, RuleType, Scope } from '../rules/index.ts';

/** Where rows come from: records of a form, or one of the engine's own collections. */
export type DatasetSource = { form: string } | 'cases' | 'tasks' | 'history';

/** What a dataset's field holds. `status` is the key of a workflow's state, shown by the state's title. */
export const datasetFieldTypes = [...reportTypes, 'status'] as const;
export type DatasetFieldType = (typeof datasetFieldTypes)[number];

/** One value of a choice, as it is shown. */
export type Choice = { key: string; title: Text };

/** A named, typed value of each row. */
export type DatasetField = {
  name: string;
  title: Text;
  type: DatasetFieldType;
  /** Where the value that is grouped and compared lies in the stored row: `status`, `data.amount`, `data.customer.id`. */
  path: string;
  /** Where the text of that value lies, when the row carries it (references). */
  label?: string;
  currency?: string;
  digits?: number;
  /** Key of the option set that holds a choice's titles. */
  options?: string;
  /** The choices themselves, when the form lists them in place. */
  choices?: Choice[];
  /** Key of the workflow whose states a status names. */
  workflow?: string;
  /** Name of the form's field behind it; its rights hold in every total. */
  field?: string;
  ruleType: RuleType;
};

/** A parsed dataset: rows, their condition and their typed fields. */
export type Dataset = {
  key: string;
  title: Text;
  from: DatasetSource;
  /** Over the dataset's fields by name, beside `actor`, `now` and `today`. */
  filter?: Rule;
  fields: { [name: string]: DatasetField };
  scope: Scope;
  json: JsonObject;
};
