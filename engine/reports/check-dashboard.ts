import type { Issue } from '../core/issue.ts';
import type { Dashboard } from './dashboard.ts';

/** What is legal but surely not meant: warnings, beside the errors that parsing found. */
export declare function checkDashboard(dashboard: Dashboard): Issue[];
