// `explain()`: which index was used, how many candidates SQLite gave and how many of them matched.
import { type Aggregation, aggregate } from './aggregate.ts';
import type { Doc } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { planSelection, type Selection, selectRids } from './select.ts';
import { finish } from './steps.ts';

export function explainFind(view: View, namespace: string, selection: Selection): Doc {
  const collection = view.collections.get(namespace);
  if (!collection) return plannedNothing(namespace);
  const plan = planSelection(collection, selection);
  const { from, where, order, params } = plan.query;
  const condition = where && ` WHERE ${where}`;
  const steps = view.db.planOf(`SELECT rid, doc FROM ${from}${condition}${order}`, params).map((row) => String(row[3]));
  const candidates = Number(view.db.get(`SELECT count(*) FROM ${from}${condition}`, params)?.[0]);
  const matched = finish(selectRids(view, collection, selection)).length;
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace,
      indexFilterSet: false,
      winningPlan: {
        stage: steps.some((step) => step.includes('INDEX')) ? 'IXSCAN' : 'COLLSCAN',
        indexes: indexNames(collection, steps),
        steps,
      },
    },
    executionStats: { executionSuccess: true, nReturned: matched, totalDocsExamined: candidates },
    candidates,
    passed: matched,
    exact: plan.exact,
    ordered: plan.ordered,
    ok: 1,
  };
}

function indexNames(collection: Collection, steps: string[]): string[] {
  const used = steps.flatMap((step) => /INDEX (\S+)/.exec(step)?.[1] ?? []);
  const names = used.map((sql) =>
    sql === `${collection.table}_id` ? '_id_' : (collection.indexes.find((index) => index.sql === sql)?.name ?? sql),
  );
  return [...new Set(names)];
}

function plannedNothing(namespace: string): Doc {
  return {
    explainVersion: '1',
    queryPlanner: { namespace, indexFilterSet: false, winningPlan: { stage: 'EOF', indexes: [], steps: [] } },
    executionStats: { executionSuccess: true, nReturned: 0, totalDocsExamined: 0 },
    candidates: 0,
    passed: 0,
    exact: true,
    ordered: true,
    ok: 1,
  };
}

export function explainAggregate(view: View, aggregation: Aggregation): Doc {
  const [first] = aggregation.pipeline;
  const filter = (first && '$match' in first ? first.$match : {}) as Doc;
  const selection: Selection = { filter, sort: [], skip: 0, limit: 0, collation: aggregation.collation };
  const found = explainFind(view, `${aggregation.database}.${aggregation.collection}`, selection);
  return { ...found, stages: aggregation.pipeline, returned: finish(aggregate(view, aggregation)).length };
}
