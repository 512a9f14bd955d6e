import type { JsonObject } from '../core/json.ts';
import { ok, type Result } from '../core/result.ts';
import type { Dashboard } from './dashboard.ts';
import type { QueryPlan } from './query-plan.ts';
import type { ReportContext } from './report-context.ts';
import { type WidgetQuery, widgetQuery } from './widget-query.ts';
import type { NamedPlan } from './widget-type.ts';
import { widgetTypeOf } from './widgets/registry.ts';

/**
 * The queries behind one widget; `filters` holds the values that the reader set, by filter key (`null` takes one away;
 * those not named take their defaults). Fails on a widget or filter that the dashboard does not have, or a value that a
 * filter does not offer.
 */
export function planWidget(
  dashboard: Dashboard,
  widget: string,
  filters: JsonObject,
  ctx: ReportContext,
): Result<QueryPlan[]> {
  const query = widgetQuery(dashboard, widget, filters, ctx);
  return query.ok ? ok(plansOf(query.value).map(({ plan }) => plan)) : query;
}

/** The same plans with the names under which the widget asks for their rows. */
export function plansOf(query: WidgetQuery): NamedPlan[] {
  return widgetTypeOf(query.widget.type)?.plan(query) ?? [];
}
