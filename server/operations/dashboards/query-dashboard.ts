import type { DashboardQuery, DashboardResult } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { openDashboard } from '../../domain/dashboards/open-dashboard.ts';
import { figuresOf } from '../../reports/figures-of.ts';

/** The figures of a dashboard's widgets: each query is run once, however many widgets ask it, and a widget that fails says so alone. */
export async function queryDashboard(
  deps: Deps,
  caller: Caller,
  key: string,
  query: DashboardQuery,
): Promise<DashboardResult> {
  return figuresOf(await openDashboard(deps, caller, key), query);
}
