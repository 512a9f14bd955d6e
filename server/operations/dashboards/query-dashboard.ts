import {
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
import { Fault, invalidAt } from '../../fault.ts';
import { runPlan } from '../../reports/run-plan.ts';
import { mayAsk, sourceFor } from '../../reports/scope-of-source.ts';
import { type OpenDashboard, openDashboard } from './open-dashboard.ts';

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
  const { dashboard, scene } = open;
  const wanted = query.widgets ?? Object.keys(dashboard.widgets);
  for (const [index, widget] of wanted.entries()) {
    if (!own(dashboard.widgets, widget)) throw invalidAt('report/unknown-widget', `/widgets/${index}`, { widget });
  }
  const ask = asker(open);
  const models = await Promise.all(
    wanted.map(async (widget) => [widget, await modelOf(open, ask, widget, query.filters)] as const),
  );
  return { widgets: Object.fromEntries(models), at: scene.around.now };
}

type Ask = (plan: QueryPlan) => Promise<JsonObject[]>;

function asker({ scene, loaded }: OpenDashboard): Ask {
  const rows = scene.deps.store.tenant(scene.caller.actor.tenant);
  const answers = new Map<string, Promise<JsonObject[]>>();
  return (plan) => {
    const key = planKey(plan);
    let answer = answers.get(key);
    if (!answer) {
      answer = sourceFor(scene, rows, loaded.pack, plan.from).then((source) => runPlan(plan, source));
      answers.set(key, answer);
    }
    return answer;
  };
}

async function modelOf(open: OpenDashboard, ask: Ask, widget: string, filters: JsonObject): Promise<WidgetModel> {
  const { dashboard, context, scene, loaded } = open;
  const plans = planWidget(dashboard, widget, filters, context);
  // `shape` makes the same finding and says it in the reader's language.
  if (!plans.ok) return shape(dashboard, widget, filters, [], context);
  if (!plans.value.every((plan) => mayAsk(scene, loaded.pack, plan)))
    return failed(open, widget, issue('report/hidden-field', ''));
  try {
    const rows = await Promise.all(plans.value.map(ask));
    return shape(dashboard, widget, filters, rows, context);
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'invalid') return failed(open, widget, cause.about);
    throw cause;
  }
}

function failed({ dashboard, context }: OpenDashboard, widget: string, why: Issue): WidgetModel {
  const title = own(dashboard.widgets, widget)?.title ?? widget;
  return { widget: 'failed', title, issue: { code: why.code, message: messageOf(why, context.locale) } };
}
