import { type IncidentItem, said } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { holdsCase } from '../../domain/cases/holds-case.ts';
import { incidentItem } from '../../domain/incidents/incident-item.ts';
import { openIncidentRow } from '../../domain/incidents/open-incident-row.ts';
import { invalidAt, refusedNow } from '../../fault.ts';

/** Says that an incident needs nobody any more, and why; not while its case stands there. */
export async function closeIncident(deps: Deps, caller: Caller, id: string, reason: string): Promise<IncidentItem> {
  await requirePermission(deps, caller, 'operations');
  if (said(reason) === '') throw invalidAt('definition/required', '/reason', { key: 'reason' });
  const { tenant, id: closedBy } = caller.actor;
  const closed = await deps.store.transaction(tenant, async (tx) => {
    const row = await openIncidentRow(tx, id);
    const about = row.case === undefined ? undefined : await tx.cases.get(row.case);
    if (about && holdsCase(row, about)) throw refusedNow('incident/still-stuck', { no: about.no });
    await tx.incidents.update({ id }, { status: 'closed', closedBy, reason: said(reason) });
    await appendAudit(deps, tx, byCaller(caller), 'incident-closed', { incident: id, reason: said(reason) });
    return { ...row, status: 'closed' as const };
  });
  return incidentItem(closed, caller.locale);
}
