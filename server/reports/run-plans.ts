import { issue, type JsonObject, type QueryPlan } from '../../engine/index.ts';
import { QUERY_MS, type RowTest } from '../deps.ts';
import { Fault, invalid } from '../fault.ts';
import { compilePlan, MOST_GROUPS } from './compile-plan.ts';
import { foldGroups } from './fold-groups.ts';
import { scanPlans } from './scan-plans.ts';
import type { Source } from './scope-of-source.ts';

/** The rows that answer one plan, or why there are none. */
export type Answer = { ok: true; rows: JsonObject[] } | { ok: false; fault: Fault };

/**
 * Answers plans about one source, of the rows in its scope; one that cannot be answered leaves the others alone. With
 * `rowTest` the rows lie in this process, and one reading answers all plans.
 */
export async function runPlans(rowTest: RowTest | undefined, plans: QueryPlan[], source: Source): Promise<Answer[]> {
  const scanned = rowTest ? await scanPlans(rowTest, plans, source) : undefined;
  if (scanned) return scanned.map((rows) => ({ ok: true, rows }));
  return Promise.all(
    plans.map(async (plan): Promise<Answer> => {
      try {
        return { ok: true, rows: await runPlan(plan, source) };
      } catch (cause) {
        if (cause instanceof Fault && cause.code === 'invalid') return { ok: false, fault: cause };
        throw cause;
      }
    }),
  );
}

/** Groups where the rows are. Throws `invalid` for more groups than can be shown. */
export async function runPlan(plan: QueryPlan, { repository, scope }: Source): Promise<JsonObject[]> {
  const passes = compilePlan(plan, scope);
  const groups = await Promise.all(passes.map(({ stages }) => repository.aggregate(stages, QUERY_MS)));
  if (groups.some((found) => found.length > MOST_GROUPS)) {
    throw invalid([issue('report/too-many-groups', '', { max: MOST_GROUPS })]);
  }
  return foldGroups(plan, passes, groups);
}
