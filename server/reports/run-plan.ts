import { issue, type JsonObject, type QueryPlan } from '../../engine/index.ts';
import { invalid } from '../fault.ts';
import { compilePlan, MOST_GROUPS } from './compile-plan.ts';
import { foldGroups } from './fold-groups.ts';
import type { Source } from './scope-of-source.ts';

/** The rows that answer a plan, of those in the source's scope. Throws `invalid` for more groups than can be shown. */
export async function runPlan(plan: QueryPlan, { repository, scope }: Source): Promise<JsonObject[]> {
  const passes = compilePlan(plan, scope);
  const groups = await Promise.all(passes.map(({ stages }) => repository.aggregate(stages)));
  if (groups.some((found) => found.length > MOST_GROUPS))
    throw invalid([issue('report/too-many-groups', '', { max: MOST_GROUPS })]);
  return foldGroups(plan, passes, groups);
}
