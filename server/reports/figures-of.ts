import {
  canonicalJson,
  type DashboardQuery,
  type DashboardResult,
  type Issue,
  issue,
  type Json,
  type JsonObject,
  messageOf,
  own,
  planKey,
  planWidget,
  type QueryPlan,
  shape,
  type WidgetModel,
} from '../../engine/index.ts';
import type { OpenDashboard } from '../domain/dashboards/open-dashboard.ts';
import { invalidAt } from '../fault.ts';
import { withPresentTitles } from './present-titles.ts';
import { type Answer, runPlans } from './run-plans.ts';
import { type Source, sourceFor } from './scope-of-source.ts';

/** The plans of a widget, or what it shows instead. */
type Planned = { widget: string; plans: QueryPlan[]; instead?: WidgetModel };

/** A plan with the reader's rows of its source. */
type Asked = { plan: QueryPlan; source: Source };

/** The figures of a dashboard that was opened, of its draft too. */
export async function figuresOf(open: OpenDashboard, query: DashboardQuery): Promise<DashboardResult> {
  const { dashboard, scene, context } = open;
  const wanted = query.widgets ?? Object.keys(dashboard.widgets);
  for (const [index, widget] of wanted.entries()) {
    if (!own(dashboard.widgets, widget)) throw invalidAt('report/unknown-widget', `/widgets/${index}`, { widget });
  }
  const planned = wanted.map((widget) => planOf(open, widget, query.filters));
  const sources = await sourcesOf(
    open,
    planned.flatMap(({ plans }) => plans),
  );
  const answers = await answersTo(open, sources);
  const models = planned.map(({ widget, plans, instead }): [string, WidgetModel] => {
    if (instead) return [widget, instead];
    const rows: JsonObject[][] = [];
    for (const plan of plans) {
      if (!sources.has(planKey(plan))) return [widget, failed(open, widget, issue('report/hidden-field', ''))];
      const answer = answers.get(planKey(plan));
      if (answer?.ok === false) return [widget, failed(open, widget, answer.fault.about)];
      rows.push(answer?.rows ?? []);
    }
    return [widget, shape(dashboard, widget, query.filters, rows, context)];
  });
  return { widgets: Object.fromEntries(models), at: scene.around.now };
}

function planOf(open: OpenDashboard, widget: string, filters: JsonObject): Planned {
  const { dashboard, context } = open;
  const plans = planWidget(dashboard, widget, filters, context);
  // `shape` makes the same finding and says it in the reader's language.
  if (!plans.ok) return { widget, plans: [], instead: shape(dashboard, widget, filters, [], context) };
  return { widget, plans: plans.value };
}

/** What each plan may be asked of, by its key; a plan that reads what is not open to the reader is not among them. */
async function sourcesOf({ scene, loaded }: OpenDashboard, plans: QueryPlan[]): Promise<Map<string, Asked>> {
  const rows = scene.deps.store.tenant(scene.caller.actor.tenant);
  const sources = new Map<string, Asked>();
  for (const [key, plan] of new Map(plans.map((each) => [planKey(each), each]))) {
    const source = await sourceFor(scene, rows, loaded, plan);
    if (source) sources.set(key, { plan, source });
  }
  return sources;
}

/** Each plan's answer by its key. Plans about the same rows are asked together. */
async function answersTo({ scene, loaded }: OpenDashboard, sources: Map<string, Asked>): Promise<Map<string, Answer>> {
  const { store } = scene.deps;
  const byRows = new Map<string, [string, Asked][]>();
  for (const entry of sources) {
    const { plan, source } = entry[1];
    const rows = canonicalJson([plan.from, source.scope as Json]);
    byRows.set(rows, [...(byRows.get(rows) ?? []), entry]);
  }
  const answers = new Map<string, Answer>();
  for (const entries of byRows.values()) {
    const [first] = entries;
    if (!first) continue;
    const plans = entries.map(([, { plan }]) => plan);
    const found = await runPlans(store.rowTest, plans, first[1].source);
    for (const [index, [key]] of entries.entries()) {
      const answer = found[index];
      const plan = plans[index];
      if (answer?.ok && plan)
        answers.set(key, { ok: true, rows: await withPresentTitles(scene, loaded.pack.forms, plan, answer.rows) });
      else if (answer) answers.set(key, answer);
    }
  }
  return answers;
}

function failed({ dashboard, context }: OpenDashboard, widget: string, why: Issue): WidgetModel {
  const title = own(dashboard.widgets, widget)?.title ?? widget;
  return { widget: 'failed', title, issue: { code: why.code, message: messageOf(why, context.locale) } };
}
