import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { Rule } from '../rules/index.ts';
import type { Bucket } from './buckets.ts';
import type { Choice, Dataset, DatasetField } from './dataset.ts';
import type { PeriodValue } from './period.ts';
import type { NumberFormat } from './widget-model.ts';

/** A parsed dashboard: everything that its widgets name is resolved. */
export type Dashboard = {
  key: string;
  title: Text;
  access: { roles: string[] };
  /** Seconds between automatic refreshes; absent: only when asked. */
  refresh?: number;
  filters: { [key: string]: DashboardFilter };
  widgets: { [key: string]: Widget };
  /** Places on a grid of 12 columns. */
  layout: Place[];
  json: JsonObject;
};

export type Place = { widget: string; x: number; y: number; w: number; h: number };

/** One control above the dashboard, bound to fields of many widgets. */
export type DashboardFilter = { key: string; title: Text } & (
  | { type: 'period'; default: PeriodValue }
  | { type: 'choice'; multiple: boolean; options?: string; choices?: Choice[]; default?: string[] }
  /** `own` is the actor's unit. A unit stands for itself and those below it. */
  | { type: 'unit'; default?: string }
  /** `me` is the actor. */
  | { type: 'person'; role?: string; default?: string }
);

/** A tile: which rows, grouped by what, measured how. `own` holds the keys that only its type knows. */
export type Widget = {
  key: string;
  type: string;
  title: Text;
  dataset: Dataset;
  dimensions: Dimension[];
  measures: Measure[];
  sort: { by: string; descending: boolean }[];
  limit?: number;
  filter?: Rule;
  /** Dashboard filter → field of the dataset that it narrows. */
  bind: { [filter: string]: DatasetField };
  own: JsonObject;
  json: JsonObject;
};

/** What rows are grouped by. `key` is the field's name unless said otherwise. */
export type Dimension = {
  key: string;
  title: Text;
  field: DatasetField;
  bucket?: Bucket;
  /** Half-open ranges `[from, to)` of a number. */
  ranges?: Range[];
  /** Keys in the order wanted; others follow. */
  order?: string[];
  /** Only the n greatest groups by the first measure; the rest are one group, unless `others` is false. */
  top?: { count: number; others: boolean };
};
export type Range = { key: string; title: Text; from?: number; to?: number };

export const simpleOperations = ['count', 'sum', 'avg', 'min', 'max', 'distinct'] as const;
export type SimpleOperation = (typeof simpleOperations)[number];

/** A number computed from a group's rows, from those that its own filter lets through. */
export type SimpleMeasure = { op: SimpleOperation; field?: DatasetField; filter?: Rule };
export type Measure = { key: string; title: Text; format: NumberFormat } & (
  | SimpleMeasure
  /** `of` divided by `to`; no value where `to` is 0. */
  | { op: 'ratio'; of: SimpleMeasure; to: SimpleMeasure }
  /** The group's part in the sum of all groups. */
  | { op: 'share'; of: SimpleMeasure }
);
