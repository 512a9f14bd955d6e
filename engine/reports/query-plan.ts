import { hashOf } from '../core/canonical.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import type { Filter } from '../rules/index.ts';
import type { Bucket } from './buckets.ts';
import type { SimpleOperation } from './dashboard.ts';
import type { DatasetSource } from './dataset.ts';

/**
 * A query as data. The answer is one row per group: `{ d0: …, d1: …, m0: … }`, keyed by each part's `as`.
 * The server adds the actor's row scope to `match` and refuses a plan that reads a field hidden from the actor (`planReads`).
 */
export type QueryPlan = {
  dataset: string;
  from: DatasetSource;
  /** Over the stored rows' own paths (`data.amount`, `status`, `createdAt`). */
  match: Filter;
  /** Zone in which instants fall into days, weeks, months. */
  zone: string;
  dimensions: PlanDimension[];
  measures: PlanMeasure[];
  /** Order of the groups; `by` is the `as` of a dimension or measure. Ties are broken by the dimensions, ascending. */
  sort: { by: string; descending: boolean }[];
  /** Most groups that may be returned. */
  limit: number;
};

/**
 * A missing value is a group of its own, with `null`.
 * - `bucket`: the first day (`YYYY-MM-DD`) of the day, ISO week, month, quarter or year, in `zone` for instants;
 * - `ranges`: the key of the half-open range `[from, to)` that holds the number, else `null`;
 * - `list`: the stored value is a list, and a row counts once in each of its values (an empty list counts as missing).
 */
export type PlanDimension = {
  as: string;
  path: string;
  bucket?: Bucket;
  /** What a bucketed path holds: `2026-11-24`, or an instant in UTC. */
  time?: 'date' | 'date-time';
  ranges?: { key: string; from?: number; to?: number }[];
  list?: boolean;
};

/**
 * Over the group's rows that satisfy `match` (all, without one) and have a value at `path`; `count` without a path counts rows.
 * `count`, `sum` and `distinct` of nothing are 0; `avg`, `min` and `max` of nothing are `null`. `min` and `max` also order text and dates.
 */
export type PlanMeasure = { as: string; op: SimpleOperation; path?: string; match?: Filter };

/** Equal for plans that ask the same, whatever widget they came from: the same query is run once. */
export function planKey(plan: QueryPlan): string {
  return hashOf(plan as unknown as Json);
}

/** Every stored path that a plan looks at, sorted: grouping, measuring and filtering need the same right as reading. */
export function planReads(plan: QueryPlan): string[] {
  const paths = new Set<string>();
  collectPaths(plan.match as Json, paths);
  for (const dimension of plan.dimensions) paths.add(dimension.path);
  for (const measure of plan.measures) {
    if (measure.path !== undefined) paths.add(measure.path);
    if (measure.match !== undefined) collectPaths(measure.match as Json, paths);
  }
  return [...paths].sort();
}

// Keys that are not operators are paths; below `$elemMatch` they belong to rows of the path already noted.
function collectPaths(filter: Json, into: Set<string>): void {
  if (Array.isArray(filter)) {
    for (const part of filter) collectPaths(part, into);
    return;
  }
  if (!isJsonObject(filter)) return;
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) into.add(key);
    else if (key === '$and' || key === '$or' || key === '$nor') collectPaths(value, into);
  }
}
