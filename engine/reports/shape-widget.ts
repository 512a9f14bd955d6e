import type { JsonObject } from '../core/json.ts';
import type { Dashboard } from './dashboard.ts';
import type { ReportContext } from './report-context.ts';
import type { WidgetModel } from './widget-model.ts';

/** What the widget shows, from the rows of each of its plans, in the order in which `planWidget` gave them, and the same filters. */
export declare function shape(
  dashboard: Dashboard,
  widget: string,
  filters: JsonObject,
  rows: JsonObject[][],
  ctx: ReportContext,
): WidgetModel;
