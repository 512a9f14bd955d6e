import type { Draft } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { draftView, findDraft, isOpen, NEW } from '../../domain/drafts/find-draft.ts';
import { fittedDraft } from '../../domain/drafts/fit-draft.ts';
import { formIfThere } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { notFound } from '../../fault.ts';

/** The caller's own draft; nobody else's can be named. */
export async function getDraft(deps: Deps, caller: Caller, form: string, scope: string): Promise<Draft> {
  const { id: person, tenant } = caller.actor;
  const row = await findDraft(deps.store.tenant(tenant), person, form, scope);
  if (!row || !isOpen(row)) throw notFound('draft', scope);
  const use = scope === NEW ? await formIfThere(deps, tenant, form) : undefined;
  if (!use) return draftView(row);
  return fittedDraft({ deps, caller, around: await loadSurroundings(deps, tenant) }, use, row);
}
