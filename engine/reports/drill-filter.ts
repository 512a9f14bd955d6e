import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { Filter } from '../rules/index.ts';
import type { Dashboard } from './dashboard.ts';
import type { ReportContext } from './report-context.ts';

/** The stored rows behind one mark of a widget's model: their aggregate is the value that was clicked. */
export declare function drillFilter(
  dashboard: Dashboard,
  widget: string,
  mark: JsonObject,
  filters: JsonObject,
  ctx: ReportContext,
): Result<Filter>;
