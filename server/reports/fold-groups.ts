import { isJsonObject, type Json, type JsonObject, own, type QueryPlan } from '../../engine/index.ts';
import type { Pass } from './compile-plan.ts';
import { addGreatest, addSmallest, PlanFold, type Sums } from './plan-fold.ts';

/** The rows of a plan, from the groups of each of its passes in their order. */
export function foldGroups(plan: QueryPlan, passes: Pass[], groups: JsonObject[][]): JsonObject[] {
  const fold = new PlanFold(plan);
  for (const [index, pass] of passes.entries()) {
    const parts = pass.parts.map((part) => ({ ...part, at: plan.measures.findIndex(({ as }) => as === part.measure) }));
    const distinct = plan.measures.findIndex(({ as }) => as === pass.distinct);
    for (const group of groups[index] ?? []) {
      const id = isJsonObject(group._id) ? group._id : {};
      const { sums } = fold.groupOf(plan.dimensions.map(({ as }) => own(id, as) ?? null));
      for (const { at, key, role } of parts) addPart(sums[at], role, own(group, key) ?? null);
      const counted = sums[distinct];
      if (counted) {
        counted.values ??= new Set();
        counted.values.add(JSON.stringify(own(id, 'v') ?? null));
      }
    }
  }
  return fold.rows();
}

function addPart(sums: Sums | undefined, role: 'sum' | 'count' | 'min' | 'max', value: Json): void {
  if (!sums) return;
  if (role === 'min') addSmallest(sums, value);
  else if (role === 'max') addGreatest(sums, value);
  else if (typeof value === 'number') sums[role] += value;
}
