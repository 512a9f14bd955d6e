import { type IncidentItem, localise, type Page } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { holdsCase } from '../../domain/cases/holds-case.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { incidentItem } from '../../domain/incidents/incident-item.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

export type IncidentQuery = Paging & { status?: IncidentItem['status'] };

/** What cannot go on without a person, newest first. */
export async function listIncidents(deps: Deps, caller: Caller, query: IncidentQuery): Promise<Page<IncidentItem>> {
  await requirePermission(deps, caller, 'operations');
  const filter = { status: query.status ?? 'open' };
  const page = await pageOf(deps.store.tenant(caller.actor.tenant).incidents, { filter, sort: ['-at', '-id'] }, query);
  const around = await loadSurroundings(deps, caller.actor.tenant);
  const ids = page.items.flatMap((row) => row.case ?? []);
  const cases = await deps.store
    .tenant(caller.actor.tenant)
    .cases.find({ filter: { id: { $in: ids } }, fields: ['id', 'no', 'state'] });
  const known = new Map(cases.map((one) => [one.id, one]));
  return pageAs(page, (row) => {
    const about = known.get(row.case ?? '');
    const { closedBy, reason } = row;
    return {
      ...incidentItem(row, caller.locale),
      ...(about && { caseNo: about.no }),
      ...(about && holdsCase(row, about) && { holds: true as const }),
      ...(closedBy !== undefined && { closedBy: localise(personRef(around, closedBy).title, caller.locale) }),
      ...(reason !== undefined && reason !== 'retry' && { reason }),
    };
  });
}
