import { type DashboardScreen, filterOptions } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { openDashboard } from '../../domain/dashboards/open-dashboard.ts';

/** The dashboard's definition and what its filters may be set to; no figures yet. */
export async function dashboardScreen(deps: Deps, caller: Caller, key: string): Promise<DashboardScreen> {
  const { dashboard, loaded, context } = await openDashboard(deps, caller, key);
  return {
    key,
    title: dashboard.title,
    pack: loaded.key,
    release: loaded.release,
    definition: dashboard.json,
    filterOptions: filterOptions(dashboard, context),
  };
}
