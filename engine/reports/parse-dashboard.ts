import type { Result } from '../core/result.ts';
import type { Dashboard } from './dashboard.ts';
import type { Dataset } from './dataset.ts';

export type DashboardLinks = {
  dataset(key: string): Dataset | undefined;
  /** Keys of the roles that may be named; undefined when roles are not known here. */
  roles: readonly string[] | undefined;
};
export declare function parseDashboard(json: unknown, links: DashboardLinks): Result<Dashboard>;
