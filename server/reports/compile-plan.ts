// A query plan as aggregation pipelines. Only stages that both stores answer alike, and the embedded one from SQL: match, unwind,
// group by stored paths, sums and extremes. Buckets, ranges and what cannot be summed are made from the groups afterwards (`fold-groups.ts`).
import type { Filter, Json, PlanDimension, PlanMeasure, QueryPlan } from '../../engine/index.ts';

/** One pipeline of a plan and what its groups' numbers are for. The plan's answer is folded from all passes. */
export type Pass = {
  stages: Json[];
  /** Accumulators of the groups, by their key in the group. */
  parts: { key: string; measure: string; role: 'sum' | 'count' | 'min' | 'max' }[];
  /** The measure whose distinct values are the groups' last key `v`. */
  distinct?: string;
};

/** Groups beyond this number are not folded: the question is too fine to be a dashboard. */
export const MOST_GROUPS = 100_000;

/** The pipelines that answer a plan for rows within `scope` (the actor's row filter). */
export function compilePlan(plan: QueryPlan, scope: Filter | 'all'): Pass[] {
  const passes = new Map<string, Pass & { filter: Filter[] }>();
  const passFor = (extra: (Filter | undefined)[], distinct?: { measure: string; path: string }) => {
    const filter = extra.filter((part) => part !== undefined);
    const key = JSON.stringify([filter, distinct]);
    const known = passes.get(key);
    if (known) return known;
    const made = { stages: [], parts: [], filter, ...(distinct && { distinct: distinct.measure }) };
    passes.set(key, made);
    return made;
  };

  // Groups without a single measured row are groups all the same: the plain pass finds them.
  passFor([]);
  for (const measure of plan.measures) addMeasure(measure, passFor);

  for (const pass of passes.values()) {
    const distinctPath = plan.measures.find(({ as }) => as === pass.distinct)?.path;
    pass.stages = stagesOf(plan, scope, pass, distinctPath);
  }
  return [...passes.values()].map(({ stages, parts, distinct }) => ({
    stages,
    parts,
    ...(distinct !== undefined && { distinct }),
  }));
}

type PassFor = (extra: (Filter | undefined)[], distinct?: { measure: string; path: string }) => Pass;

function addMeasure({ as, op, path, match }: PlanMeasure, passFor: PassFor): void {
  const add = (pass: Pass, role: Pass['parts'][number]['role']) =>
    pass.parts.push({ key: `${as}_${role}`, measure: as, role });
  const present = path === undefined ? undefined : { [path]: { $exists: true, $ne: null } };
  switch (op) {
    case 'count':
      add(passFor([match, present]), 'count');
      return;
    case 'avg':
      add(passFor([match, present]), 'sum');
      add(passFor([match, present]), 'count');
      return;
    case 'distinct':
      if (path === undefined) add(passFor([match]), 'count');
      else passFor([match, present], { measure: as, path });
      return;
    default:
      add(passFor([match]), op);
  }
}

function stagesOf(
  plan: QueryPlan,
  scope: Filter | 'all',
  pass: Pass & { filter: Filter[] },
  distinct?: string,
): Json[] {
  const conditions = [scope === 'all' ? undefined : scope, plan.match, ...pass.filter].filter(
    (filter) => filter !== undefined && Object.keys(filter).length > 0,
  ) as Json[];
  const stages: Json[] = [];
  if (conditions.length === 1) stages.push({ $match: conditions[0] as Json });
  if (conditions.length > 1) stages.push({ $match: { $and: conditions } });
  for (const { path, list } of plan.dimensions) {
    if (list) stages.push({ $unwind: { path: `$${path}`, preserveNullAndEmptyArrays: true } });
  }
  const id: { [key: string]: Json } = {};
  for (const dimension of plan.dimensions) id[dimension.as] = keyOf(dimension, plan.zone);
  if (distinct !== undefined) id.v = `$${distinct}`;
  const accumulators: { [key: string]: Json } = {};
  for (const { key, measure, role } of pass.parts) {
    const path = plan.measures.find(({ as }) => as === measure)?.path;
    accumulators[key] = role === 'count' ? { $sum: 1 } : { [`$${role}`]: `$${path}` };
  }
  stages.push({ $group: { _id: Object.keys(id).length === 0 ? null : id, ...accumulators } });
  stages.push({ $limit: MOST_GROUPS + 1 });
  return stages;
}

// Instants fall into a day only in a zone, which the fold knows; the store gathers them by the hour of UTC beforehand (by the
// minute for zones whose offset is no whole hour), so that a year of instants is some thousands of groups at most.
function keyOf({ path, bucket, time }: PlanDimension, zone: string): Json {
  if (bucket === undefined || time !== 'date-time') return `$${path}`;
  return { $substrBytes: [`$${path}`, 0, hasWholeHours(zone) ? 13 : 16] };
}

const wholeHours = new Map<string, boolean>();

/** True when the zone's offset was a whole number of hours in every half year since 2000. */
function hasWholeHours(zone: string): boolean {
  const known = wholeHours.get(zone);
  if (known !== undefined) return known;
  const minute = new Intl.DateTimeFormat('en-US', { timeZone: zone, minute: 'numeric' });
  let found = true;
  for (let year = 2000; year <= 2040 && found; year++) {
    found = [0, 6].every((month) => minute.format(new Date(Date.UTC(year, month, 15))) === '0');
  }
  wholeHours.set(zone, found);
  return found;
}
