import type { Draft } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { draftView, findDraft } from '../../domain/drafts/find-draft.ts';
import { notFound } from '../../fault.ts';

/** The caller's own draft; nobody else's can be named. */
export async function getDraft(deps: Deps, caller: Caller, form: string, scope: string): Promise<Draft> {
  const { id: person, tenant } = caller.actor;
  const row = await findDraft(deps.store.tenant(tenant), person, form, scope);
  if (!row) throw notFound('draft', scope);
  return draftView(row);
}
