import type { Text } from '../core/text.ts';
import type { Dashboard } from './dashboard.ts';
import type { ReportContext } from './report-context.ts';

/** What each filter of a dashboard may be set to: periods, choices, units, people. */
export declare function filterOptions(
  dashboard: Dashboard,
  ctx: ReportContext,
): { [filter: string]: { value: string; title: Text }[] };
