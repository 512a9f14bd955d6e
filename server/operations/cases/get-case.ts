import { type CaseView, isJsonObject } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { Subject } from '../../domain/cases/case-subject.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { visibleCase } from '../../domain/cases/visible-case.ts';
import { personRef, textIn } from '../../domain/history/history-item.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** One case, with the definition that it runs under. */
export async function getCase(deps: Deps, caller: Caller, id: string): Promise<CaseView> {
  const { tenant } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const rows = deps.store.tenant(tenant);
  const { sight, ...subject } = await visibleCase(scene, rows, id);
  return { ...caseView(scene, subject, sight), ...(await suspension(scene, rows, subject)) };
}

/** Who has suspended the case, and why, as its history has it. */
async function suspension(
  { around }: Scene,
  rows: TenantStore,
  { row }: Subject,
): Promise<Pick<CaseView, 'suspended'>> {
  if (row.state.status !== 'suspended') return {};
  const filter = { about: 'case', of: row.id, kind: 'suspend' };
  const [link] = await rows.history.find({ filter, sort: ['-seq'], limit: 1 });
  if (link?.actor === undefined) return {};
  const command = isJsonObject(link.body.command) ? link.body.command : {};
  return { suspended: { by: personRef(around, link.actor), at: link.at, reason: textIn(command.reason) ?? '' } };
}
