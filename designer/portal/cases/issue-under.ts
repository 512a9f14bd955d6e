import type { LocalIssue } from '../../../engine/index.ts';

/** What the server says of the value at `path`, or of a part of it. */
export function issueUnder(issues: readonly LocalIssue[] | undefined, path: string): string | undefined {
  return issues?.find((one) => one.path === path || one.path.startsWith(`${path}/`))?.message;
}
