import type { LocatedIssue } from '../../../engine/index.ts';
import type { DefinitionRef } from '../document/index.ts';

/** The problems of one part of a definition, by its pointer; those of parts inside it too. */
export function problemsAt(
  problems: readonly LocatedIssue[],
  { kind, key }: DefinitionRef,
  path: string,
): LocatedIssue[] {
  return problems.filter(
    (found) =>
      found.kind === kind &&
      // Problems of pack.json go by the key of the pack.
      (kind === 'pack' || found.key === key) &&
      (found.path === path || found.path.startsWith(`${path}/`)),
  );
}
