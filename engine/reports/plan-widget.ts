import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { Dashboard } from './dashboard.ts';
import type { QueryPlan } from './query-plan.ts';
import type { ReportContext } from './report-context.ts';

/** The queries behind one widget; `filters` holds the values set by the reader, by filter key (others take their defaults). */
export declare function planWidget(
  dashboard: Dashboard,
  widget: string,
  filters: JsonObject,
  ctx: ReportContext,
): Result<QueryPlan[]>;
