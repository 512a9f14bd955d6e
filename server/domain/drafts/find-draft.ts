import type { Draft, Json } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { type Fault, refusedNow } from '../../fault.ts';
import type { DraftRow } from '../../store/rows.ts';

/** The scope of a record that does not exist yet. */
export const NEW = 'new';

/** The row of a scope; it stays after a submission, and remembers what the draft became. */
export function findDraft(tx: TenantStore, person: string, form: string, scope: string): Promise<DraftRow | undefined> {
  return tx.drafts.first({ filter: { person, form, scope } });
}

/** Something is typed that was not submitted. */
export function isOpen(row: DraftRow): boolean {
  return row.sent?.revision !== row.revision;
}

export function draftView({ scope, form, data, revision, savedAt }: DraftRow): Draft {
  return { scope, form, data, revision, savedAt };
}

/** The refusal of what was made on a revision that has been submitted; undefined for any other. */
export function alreadySent(row: DraftRow | undefined, revision: number | undefined): Fault | undefined {
  const sent = row?.sent;
  if (!sent || revision === undefined || revision === 0 || revision >= sent.revision) return undefined;
  const { revision: _, ...became } = sent;
  return refusedNow('server/draft-sent', {}, { sent: became as Json });
}
