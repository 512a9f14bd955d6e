import {
  canonicalJson,
  type DashboardQuery,
  type DashboardResult,
  type Issue,
  issue,
  type JsonObject,
  messageOf,
  own,
  planKey,
  planWidget,
  type QueryPlan,
  shape,
  type WidgetModel,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { invalidAt } from '../../fault.ts';
import { type Answer, runPlans } from '../../reports/run-plans.ts';
import { mayAsk, sourceFor } from '../../reports/scope-of-source.ts';
import { type OpenDashboard, openDashboard } from './open-dashboard.ts';

/** The plans of a widget, or what it shows instead. */
type Planned = { widget: string; plans: QueryPlan[]; instead?: WidgetModel };

/** The figures of a dashboard's widgets: each query is run once, however many widgets ask it, and a widget that fails says so alone. */
export async function queryDashboard(
  deps: Deps,
  caller: Caller,
  key: string,
  query: DashboardQuery,
): Promise<DashboardResult> {
  return figuresOf(await openDashboard(deps, caller, key), query);
}

/** The figures of a dashboard that was opened, of its draft too. */
export async function figuresOf(open: OpenDashboard, query: DashboardQuery): Promise<DashboardResult> {
  const { dashboard, scene, context } = open;
  const wanted = query.widgets ?? Object.keys(dashboard.widgets);
  for (const [index, widget] of wanted.entries()) {
    if (!own(dashboard.widgets, widget)) throw invalidAt('report/unknown-widget', `/widgets/${index}`, { widget });
  }
  const planned = wanted.map((widget) => planOf(open, widget, query.filters));
  const answers = await answersTo(
    open,
    planned.flatMap(({ plans }) => plans),
  );
  const models = planned.map(({ widget, plans, instead }): [string, WidgetModel] => {
    if (instead) return [widget, instead];
    const rows: JsonObject[][] = [];
    for (const plan of plans) {
      const answer = answers.get(planKey(plan));
      if (answer?.ok === false) return [widget, failed(open, widget, answer.fault.about)];
      rows.push(answer?.rows ?? []);
    }
    return [widget, shape(dashboard, widget, query.filters, rows, context)];
  });
  return { widgets: Object.fromEntries(models), at: scene.around.now };
}

function planOf(open: OpenDashboard, widget: string, filters: JsonObject): Planned {
  const { dashboard, context, scene, loaded } = open;
  const plans = planWidget(dashboard, widget, filters, context);
  // `shape` makes the same finding and says it in the reader's language.
  if (!plans.ok) return { widget, plans: [], instead: shape(dashboard, widget, filters, [], context) };
  if (plans.value.every((plan) => mayAsk(scene, loaded.pack, plan))) return { widget, plans: plans.value };
  return { widget, plans: [], instead: failed(open, widget, issue('report/hidden-field', '')) };
}

/** Each plan's answer by its key. Plans about the same source are asked together. */
async function answersTo({ scene, loaded }: OpenDashboard, plans: QueryPlan[]): Promise<Map<string, Answer>> {
  const { deps, caller } = scene;
  const rows = deps.store.tenant(caller.actor.tenant);
  const distinct = new Map(plans.map((plan) => [planKey(plan), plan]));
  const bySource = new Map<string, [string, QueryPlan][]>();
  for (const entry of distinct) {
    const source = canonicalJson(entry[1].from);
    bySource.set(source, [...(bySource.get(source) ?? []), entry]);
  }
  const answers = new Map<string, Answer>();
  for (const entries of bySource.values()) {
    const asked = entries.map(([, plan]) => plan);
    const [first] = asked;
    if (!first) continue;
    const source = await sourceFor(scene, rows, loaded.pack, first.from);
    const found = await runPlans(deps.store.rowTest, asked, source);
    for (const [index, [key]] of entries.entries()) {
      const answer = found[index];
      if (answer) answers.set(key, answer);
    }
  }
  return answers;
}

function failed({ dashboard, context }: OpenDashboard, widget: string, why: Issue): WidgetModel {
  const title = own(dashboard.widgets, widget)?.title ?? widget;
  return { widget: 'failed', title, issue: { code: why.code, message: messageOf(why, context.locale) } };
}
