import type { LocalIssue } from '../../../engine/index.ts';

/** The server points into the request's body (`/data/…`), the form into its data. */
export function issuesInData(issues: LocalIssue[]): LocalIssue[] {
  return issues.map((one) => (one.path.startsWith('/data/') ? { ...one, path: one.path.slice('/data'.length) } : one));
}

/** True where everything that is refused stands at an input, and in the list of what to mend: said once more it is noise. */
export function isPlaced(issues: readonly LocalIssue[]): boolean {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ path }) => path.startsWith('/data/') || path.startsWith('/chosen/'));
}
