import type { CaseView } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { visibleCase } from '../../domain/cases/visible-case.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** One case, with the definition that it runs under. */
export async function getCase(deps: Deps, caller: Caller, id: string): Promise<CaseView> {
  const { tenant } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { sight, ...subject } = await visibleCase(scene, deps.store.tenant(tenant), id);
  return caseView(scene, subject, sight);
}
