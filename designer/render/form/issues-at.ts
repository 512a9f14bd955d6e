import type { JsonPointer, LocalIssue } from '../../../engine/index.ts';

/** Issues of the value at a pointer and of what lies inside it. */
export function issuesAt(issues: readonly LocalIssue[], pointer: JsonPointer): LocalIssue[] {
  return issues.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`));
}

/** Issues of a list as a whole and of its rows as wholes (`/items`, `/items/2`): its cells show their own. */
export function issuesOfRows(issues: readonly LocalIssue[], pointer: JsonPointer): LocalIssue[] {
  return issues.filter(
    ({ path }) => path === pointer || (path.startsWith(`${pointer}/`) && !path.slice(pointer.length + 1).includes('/')),
  );
}
