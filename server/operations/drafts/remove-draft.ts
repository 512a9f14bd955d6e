import type { Caller, Deps } from '../../deps.ts';
import { dueEntry } from '../../domain/audit/audit-seldom.ts';
import { findDraft, isOpen } from '../../domain/drafts/find-draft.ts';

/** Forgets the caller's draft; there may be none. */
export async function removeDraft(deps: Deps, caller: Caller, form: string, scope: string): Promise<void> {
  const { id: person, tenant } = caller.actor;
  const thing = `${form}/${scope}`;
  const due = await dueEntry(deps, caller, { action: 'draft-removed', thing, params: { form, scope } });
  const removed = await deps.store.transaction(tenant, async (tx) => {
    const known = await findDraft(tx, person, form, scope);
    if (!known || !isOpen(known)) return 0;
    await due?.append(tx);
    return tx.drafts.remove({ id: known.id });
  });
  if (removed > 0) await due?.told();
}
