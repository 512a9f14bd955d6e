import type { PackDraftRow } from '../../store/rows.ts';

/** With the person who changes it now: all who have changed the definition since the last release. */
export function withEditor(row: Pick<PackDraftRow, 'editors' | 'changedBy'> | undefined, person: string): string[] {
  const before = row === undefined ? [] : (row.editors ?? [row.changedBy]);
  return [...new Set([...before, person])];
}

/**
 * All who have changed a draft since the release of `since`: its rows name them, removed ones too. A row of an earlier build
 * names the last one only.
 */
export function authorsOf(rows: PackDraftRow[], since: string | undefined): string[] {
  const people = rows.flatMap(
    ({ editors, changedBy, changedAt }) => editors ?? (since === undefined || changedAt > since ? [changedBy] : []),
  );
  return [...new Set(people)];
}
