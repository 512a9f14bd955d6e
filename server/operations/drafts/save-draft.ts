import type { Draft, JsonObject } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { draftView, findDraft } from '../../domain/drafts/find-draft.ts';
import { conflict } from '../../fault.ts';

export type SaveDraft = {
  form: string;
  scope: string;
  data: JsonObject /** Revision it was made on; 0 for a new one. Absent: whatever is there is replaced. */;
  revision?: number;
};

/** Keeps what a person has typed so far, as it is: nothing is checked before it is submitted. One draft per person, form and scope. */
export async function saveDraft(deps: Deps, caller: Caller, input: SaveDraft): Promise<Draft> {
  const { form, scope, data } = input;
  const { id: person, tenant } = caller.actor;
  await deps.packs.withForm(tenant, form);
  return deps.store.transaction(tenant, async (tx) => {
    const known = await findDraft(tx, person, form, scope);
    const found = known?.revision ?? 0;
    if (input.revision !== undefined && input.revision !== found) {
      throw conflict('draft', input.revision, found, known && draftView(known));
    }
    const savedAt = deps.clock.now();
    if (known) return draftView(await tx.drafts.save({ ...known, data, savedAt }, { ifRevision: found }));
    const row = { id: deps.ids.next(), tenant, person, form, scope, data, revision: 1, savedAt };
    await tx.drafts.insert(row);
    return draftView(row);
  });
}
