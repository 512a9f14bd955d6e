import type { IncidentItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { incidentItem } from '../../domain/incidents/incident-item.ts';
import { openIncidentRow } from '../../domain/incidents/open-incident-row.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { refusedNow } from '../../fault.ts';
import { administerCase } from '../cases/administer-case.ts';

/** Tries again what an incident was about: a delivery, a timer, or the stuck part of a case. */
export async function retryIncident(deps: Deps, caller: Caller, id: string): Promise<IncidentItem> {
  await requirePermission(deps, caller, 'operations');
  const { tenant, id: closedBy } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const row = await openIncidentRow(rows, id);
  const { outbox, timer, retry } = row.effect ?? {};
  if (row.case !== undefined && retry === true) {
    await administerCase(deps, caller, await loadSurroundings(deps, tenant), 'retry', row.case, {
      reason: `incident ${id}`,
    });
    return incidentItem((await rows.incidents.get(id)) ?? row, caller.locale);
  }
  const queue = typeof outbox === 'string' ? 'outbox' : typeof timer === 'string' ? 'timers' : undefined;
  if (!queue) throw refusedNow('incident/no-retry');
  await deps.store.transaction(tenant, async (tx) => {
    await openIncidentRow(tx, id);
    const again = { status: 'waiting', attempts: 0 };
    if (queue === 'outbox')
      await tx.outbox.update({ id: String(outbox) }, { ...again, dueAt: deps.clock.now() }, [
        'leaseUntil',
        'lastError',
      ]);
    else await tx.timers.update({ id: String(timer) }, again, ['leaseUntil']);
    await tx.incidents.update({ id }, { status: 'closed', closedBy, reason: 'retry' });
    await appendAudit(deps, tx, byCaller(caller), 'incident-retried', { incident: id });
  });
  return incidentItem({ ...row, status: 'closed' }, caller.locale);
}
