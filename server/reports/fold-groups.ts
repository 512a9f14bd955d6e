// The groups of a plan's passes, folded into its rows: days into buckets, numbers into ranges, sums into averages.
import {
  assertNever,
  bucketOf,
  dateIn,
  isJsonObject,
  type Json,
  type JsonObject,
  own,
  type PlanDimension,
  type QueryPlan,
} from '../../engine/index.ts';
import type { Pass } from './compile-plan.ts';

type Sums = { sum: number; count: number; min?: Json; max?: Json; values?: Set<string> };
type Group = { key: Json[]; measures: Map<string, Sums> };

/** The rows of a plan (`{ d0: …, m0: … }`), sorted and cut as it says. `groups` holds the groups of each pass, in the passes' order. */
export function foldGroups(plan: QueryPlan, passes: Pass[], groups: JsonObject[][]): JsonObject[] {
  const folded = new Map<string, Group>();
  // A number over nothing is a row too: "0 transfers" is an answer.
  if (plan.dimensions.length === 0) folded.set('[]', { key: [], measures: new Map() });
  for (const [index, pass] of passes.entries()) {
    for (const group of groups[index] ?? []) addGroup(plan, pass, group, folded);
  }
  const rows = [...folded.values()].map((group) => rowOf(plan, group));
  return rows.sort(orderOf(plan)).slice(0, plan.limit);
}

function addGroup(plan: QueryPlan, pass: Pass, group: JsonObject, folded: Map<string, Group>): void {
  const id = isJsonObject(group._id) ? group._id : {};
  const key = plan.dimensions.map((dimension) => keyPart(dimension, own(id, dimension.as) ?? null, plan.zone));
  const name = JSON.stringify(key);
  let into = folded.get(name);
  if (!into) {
    into = { key, measures: new Map() };
    folded.set(name, into);
  }
  for (const part of pass.parts) add(sumsOf(into, part.measure), part.role, own(group, part.key) ?? null);
  if (pass.distinct !== undefined) {
    const sums = sumsOf(into, pass.distinct);
    sums.values ??= new Set();
    sums.values.add(JSON.stringify(own(id, 'v') ?? null));
  }
}

function sumsOf(group: Group, measure: string): Sums {
  let sums = group.measures.get(measure);
  if (!sums) {
    sums = { sum: 0, count: 0 };
    group.measures.set(measure, sums);
  }
  return sums;
}

function add(sums: Sums, role: 'sum' | 'count' | 'min' | 'max', value: Json): void {
  if (value === null) return;
  if (role === 'sum' || role === 'count') {
    if (typeof value === 'number') sums[role] += value;
  } else if (role === 'min') {
    if (sums.min === undefined || compare(value, sums.min) < 0) sums.min = value;
  } else if (sums.max === undefined || compare(value, sums.max) > 0) sums.max = value;
}

function keyPart({ bucket, time, ranges }: PlanDimension, stored: Json, zone: string): Json {
  if (bucket !== undefined) {
    if (typeof stored !== 'string' || stored === '') return null;
    return bucketOf(time === 'date-time' ? dateIn(zone, instantOf(stored)) : stored, bucket);
  }
  if (ranges !== undefined) {
    if (typeof stored !== 'number') return null;
    const range = ranges.find(
      ({ from, to }) => (from === undefined || stored >= from) && (to === undefined || stored < to),
    );
    return range?.key ?? null;
  }
  // An empty list is a missing value, as an absent one is.
  return Array.isArray(stored) && stored.length === 0 ? null : stored;
}

// `2026-11-24T07` or `2026-11-24T07:15` stands for the whole instant it was cut from.
function instantOf(prefix: string): string {
  return prefix.length === 13 ? `${prefix}:00:00.000Z` : `${prefix}:00.000Z`;
}

function rowOf(plan: QueryPlan, { key, measures }: Group): JsonObject {
  const row: JsonObject = {};
  for (const [index, { as }] of plan.dimensions.entries()) row[as] = key[index] ?? null;
  for (const { as, op, path } of plan.measures) {
    const sums = measures.get(as) ?? { sum: 0, count: 0 };
    row[as] = numberOf(path === undefined ? 'count' : op, sums);
  }
  return row;
}

function numberOf(op: QueryPlan['measures'][number]['op'], sums: Sums): Json {
  switch (op) {
    case 'count':
      return sums.count;
    case 'sum':
      return sums.sum;
    case 'avg':
      return sums.count === 0 ? null : sums.sum / sums.count;
    case 'min':
      return sums.min ?? null;
    case 'max':
      return sums.max ?? null;
    case 'distinct':
      return sums.values?.size ?? 0;
    default:
      return assertNever(op);
  }
}

function orderOf(plan: QueryPlan): (a: JsonObject, b: JsonObject) => number {
  const order = [...plan.sort, ...plan.dimensions.map(({ as }) => ({ by: as, descending: false }))];
  return (a, b) => {
    for (const { by, descending } of order) {
      const found = compare(own(a, by) ?? null, own(b, by) ?? null);
      if (found !== 0) return descending ? -found : found;
    }
    return 0;
  };
}

const kinds = ['number', 'string', 'object', 'boolean'];

// Missing first, then numbers, texts and the rest: the order of MongoDB.
function compare(a: Json, b: Json): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a !== typeof b) return kinds.indexOf(typeof a) - kinds.indexOf(typeof b);
  if (typeof a === 'object') return compare(JSON.stringify(a), JSON.stringify(b));
  return a === b ? 0 : a < (b as typeof a) ? -1 : 1;
}
