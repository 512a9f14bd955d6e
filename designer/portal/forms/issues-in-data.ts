import type { LocalIssue } from '../../../engine/index.ts';

/** The server points into the request's body (`/data/…`), the form into its data. */
export function issuesInData(issues: LocalIssue[]): LocalIssue[] {
  return issues.map((one) => (one.path.startsWith('/data/') ? { ...one, path: one.path.slice('/data'.length) } : one));
}
