import type { Caller, Deps } from '../../deps.ts';

/** Forgets the caller's draft; there may be none. */
export async function removeDraft(deps: Deps, caller: Caller, form: string, scope: string): Promise<void> {
  const { id: person, tenant } = caller.actor;
  await deps.store.tenant(tenant).drafts.remove({ person, form, scope });
}
