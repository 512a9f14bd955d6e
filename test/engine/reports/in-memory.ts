// Answers query plans over rows in memory, as the doc comments of `query-plan.ts` say and by mingo's reading of filters:
// an independent second opinion beside the server's pipelines.
import { Query } from 'mingo';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { valueAtDotted } from '../../../engine/core/pointer.ts';
import { dateIn } from '../../../engine/core/zones.ts';
import { bucketOf } from '../../../engine/reports/buckets.ts';
import type { PlanDimension, PlanMeasure, QueryPlan } from '../../../engine/reports/query-plan.ts';
import type { Filter } from '../../../engine/rules/index.ts';

export function rowsOf(filter: Filter, rows: JsonObject[]): JsonObject[] {
  const query = new Query(filter);
  return rows.filter((row) => query.test(row));
}

export function answer(plan: QueryPlan, rows: JsonObject[]): JsonObject[] {
  const groups = new Map<string, { keys: Json[]; rows: JsonObject[] }>();
  if (plan.dimensions.length === 0) groups.set('[]', { keys: [], rows: [] });
  for (const row of rowsOf(plan.match, rows)) {
    for (const keys of keysOf(row, plan.dimensions, plan.zone)) {
      const name = JSON.stringify(keys);
      const group = groups.get(name) ?? { keys, rows: [] };
      group.rows.push(row);
      groups.set(name, group);
    }
  }
  const answers = [...groups.values()].map(({ keys, rows: members }) => ({
    ...Object.fromEntries(plan.dimensions.map(({ as }, index) => [as, keys[index] ?? null])),
    ...Object.fromEntries(plan.measures.map((measure) => [measure.as, measured(measure, members)])),
  }));
  return answers.sort((a, b) => orderOf(plan, a, b)).slice(0, plan.limit);
}

function keysOf(row: JsonObject, dimensions: PlanDimension[], zone: string): Json[][] {
  return dimensions.reduce<Json[][]>(
    (all, dimension) => all.flatMap((keys) => keysIn(row, dimension, zone).map((key) => [...keys, key])),
    [[]],
  );
}

function keysIn(row: JsonObject, { path, bucket, time, ranges, list }: PlanDimension, zone: string): Json[] {
  const value = valueAtDotted(row, path) ?? null;
  if (list) return Array.isArray(value) && value.length > 0 ? value : [null];
  if (bucket)
    return [typeof value === 'string' ? bucketOf(time === 'date-time' ? dateIn(zone, value) : value, bucket) : null];
  if (!ranges) return [value];
  const inside = (from?: number, to?: number) =>
    typeof value === 'number' && value >= (from ?? -Infinity) && value < (to ?? Infinity);
  return [ranges.find(({ from, to }) => inside(from, to))?.key ?? null];
}

export function measured({ op, path, match }: Pick<PlanMeasure, 'op' | 'path' | 'match'>, rows: JsonObject[]): Json {
  const taken = match ? rowsOf(match, rows) : rows;
  if (path === undefined) return taken.length;
  const values = taken.map((row) => valueAtDotted(row, path) ?? null).filter((value) => value !== null);
  const numbers = values.filter((value) => typeof value === 'number');
  switch (op) {
    case 'count':
      return values.length;
    case 'distinct':
      return new Set(values.map((value) => JSON.stringify(value))).size;
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'avg':
      return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    case 'min':
    case 'max': {
      const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      return (op === 'min' ? sorted[0] : sorted.at(-1)) ?? null;
    }
  }
}

function orderOf(plan: QueryPlan, a: JsonObject, b: JsonObject): number {
  const order = [...plan.sort, ...plan.dimensions.map(({ as }) => ({ by: as, descending: false }))];
  for (const { by, descending } of order) {
    const [x, y] = [a[by] ?? '', b[by] ?? ''];
    if (x !== y) return (x < y ? -1 : 1) * (descending ? -1 : 1);
  }
  return 0;
}
