// From rows or groups of the store to the rows of a plan: days into buckets, numbers into ranges, sums into averages; sorted and cut.
import {
  assertNever,
  bucketOf,
  dateIn,
  type Json,
  type JsonObject,
  own,
  type PlanDimension,
  type QueryPlan,
} from '../../engine/index.ts';

/** What has been added up of one measure in one group. */
export type Sums = { sum: number; count: number; min?: Json; max?: Json; values?: Set<string> };
export type Group = { key: Json[]; sums: Sums[] };
type KeyPart = { value: Json; text: string };

export class PlanFold {
  private readonly plan: QueryPlan;
  private readonly groups = new Map<string, Group>();
  // The same day or choice comes again and again: what it falls into is worked out once.
  private readonly parts: Map<Json, KeyPart>[];

  constructor(plan: QueryPlan) {
    this.plan = plan;
    this.parts = plan.dimensions.map(() => new Map());
    // A number over nothing is a row too: "0 transfers" is an answer.
    if (plan.dimensions.length === 0) this.groupOf([]);
  }

  /** The group of rows that have these values in the plan's dimensions, as they are stored. */
  groupOf(stored: Json[]): Group {
    let name = '';
    for (let index = 0; index < stored.length; index++) name += this.partOf(index, stored[index] ?? null).text;
    let group = this.groups.get(name);
    if (!group) {
      const key = stored.map((value, index) => this.partOf(index, value).value);
      group = { key, sums: this.plan.measures.map(() => ({ sum: 0, count: 0 })) };
      this.groups.set(name, group);
    }
    return group;
  }

  get size(): number {
    return this.groups.size;
  }

  /** `{ d0: …, m0: … }`, in the plan's order, at most as many as it asks for. */
  rows(): JsonObject[] {
    const rows = [...this.groups.values()].map((group) => this.rowOf(group));
    return rows.sort(orderOf(this.plan)).slice(0, this.plan.limit);
  }

  private partOf(index: number, stored: Json): KeyPart {
    const known = this.parts[index]?.get(stored);
    if (known) return known;
    const dimension = this.plan.dimensions[index];
    const value = dimension ? keyOf(dimension, stored, this.plan.zone) : null;
    const part = { value, text: `${JSON.stringify(value)},` };
    this.parts[index]?.set(stored, part);
    return part;
  }

  private rowOf({ key, sums }: Group): JsonObject {
    const row: JsonObject = {};
    for (const [index, { as }] of this.plan.dimensions.entries()) row[as] = key[index] ?? null;
    for (const [index, { as, op, path }] of this.plan.measures.entries()) {
      row[as] = numberOf(path === undefined ? 'count' : op, sums[index] ?? { sum: 0, count: 0 });
    }
    return row;
  }
}

export function addSmallest(sums: Sums, value: Json): void {
  if (value !== null && (sums.min === undefined || compare(value, sums.min) < 0)) sums.min = value;
}

export function addGreatest(sums: Sums, value: Json): void {
  if (value !== null && (sums.max === undefined || compare(value, sums.max) > 0)) sums.max = value;
}

function keyOf({ bucket, time, ranges }: PlanDimension, stored: Json, zone: string): Json {
  if (bucket !== undefined) {
    if (typeof stored !== 'string' || stored === '') return null;
    return bucketOf(time === 'date-time' ? dateIn(zone, instantOf(stored)) : stored, bucket);
  }
  if (ranges !== undefined) {
    if (typeof stored !== 'number') return null;
    const holds = ({ from, to }: { from?: number; to?: number }) =>
      (from === undefined || stored >= from) && (to === undefined || stored < to);
    return ranges.find(holds)?.key ?? null;
  }
  // An empty list is a missing value, as an absent one is.
  return Array.isArray(stored) && stored.length === 0 ? null : stored;
}

// `2026-11-24T07` or `2026-11-24T07:15` stands for the whole instant it was cut from.
function instantOf(text: string): string {
  if (text.length === 13) return `${text}:00:00.000Z`;
  return text.length === 16 ? `${text}:00.000Z` : text;
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
