import type { Draft } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import type { DraftRow } from '../../store/rows.ts';

export function findDraft(tx: TenantStore, person: string, form: string, scope: string): Promise<DraftRow | undefined> {
  return tx.drafts.first({ filter: { person, form, scope } });
}

export function draftView({ scope, form, data, revision, savedAt }: DraftRow): Draft {
  return { scope, form, data, revision, savedAt };
}
