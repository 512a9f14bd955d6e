import { type Issue, issue, messageOf } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { Dashboard } from './dashboard.ts';
import { plansOf } from './plan-widget.ts';
import type { ReportContext } from './report-context.ts';
import type { WidgetModel } from './widget-model.ts';
import { widgetQuery } from './widget-query.ts';
import { widgetTypeOf } from './widgets/registry.ts';

/**
 * What the widget shows: from the rows of each of its plans, in the order in which `planWidget` gave them, under the same
 * filters and context.
 */
export function shape(
  dashboard: Dashboard,
  widget: string,
  filters: JsonObject,
  rows: readonly JsonObject[][],
  ctx: ReportContext,
): WidgetModel {
  const query = widgetQuery(dashboard, widget, filters, ctx);
  if (!query.ok) return failed(own(dashboard.widgets, widget)?.title ?? widget, query.issues, ctx);
  const names = plansOf(query.value).map(({ name }) => name);
  const rowsOf = (name: string) => rows[names.indexOf(name)] ?? [];
  const type = widgetTypeOf(query.value.widget.type);
  return type ? type.shape(query.value, rowsOf) : failed(widget, [], ctx);
}

/** A widget that cannot be shown, and why: the others of its dashboard are shown all the same. */
export function failed(title: Text, issues: readonly Issue[], ctx: Pick<ReportContext, 'locale'>): WidgetModel {
  const first = issues[0] ?? issue('reports/failed', '');
  return { widget: 'failed', title, issue: { code: first.code, message: messageOf(first, ctx.locale) } };
}
