import {
  type IncidentItem,
  type IssueCode,
  issue,
  type Locale,
  localise,
  messageOf,
  type Page,
  said,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { invalidAt, notFound, refusedNow } from '../../fault.ts';
import type { IncidentRow } from '../../store/rows.ts';
import { administer } from '../cases/administer-cases.ts';

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
    .cases.find({ filter: { id: { $in: ids } }, fields: ['id', 'no'] });
  const numbers = new Map(cases.map(({ id, no }) => [id, no]));
  return pageAs(page, (row) => {
    const caseNo = numbers.get(row.case ?? '');
    const { closedBy, reason } = row;
    return {
      ...incidentItem(row, caller.locale),
      ...(caseNo !== undefined && { caseNo }),
      ...(closedBy !== undefined && { closedBy: localise(personRef(around, closedBy).title, caller.locale) }),
      ...(reason !== undefined && reason !== 'retry' && { reason }),
    };
  });
}

/** Says that an incident needs nobody any more, and why. */
export async function closeIncident(deps: Deps, caller: Caller, id: string, reason: string): Promise<IncidentItem> {
  await requirePermission(deps, caller, 'operations');
  if (said(reason) === '') throw invalidAt('definition/required', '/reason', { key: 'reason' });
  const { tenant, id: closedBy } = caller.actor;
  const closed = await deps.store.transaction(tenant, async (tx) => {
    const row = await openRow(tx, id);
    await tx.incidents.update({ id }, { status: 'closed', closedBy, reason: said(reason) });
    await appendAudit(deps, tx, byCaller(caller), 'incident-closed', { incident: id, reason: said(reason) });
    return { ...row, status: 'closed' as const };
  });
  return incidentItem(closed, caller.locale);
}

/** Tries again what an incident was about: a delivery, a timer, or the stuck part of a case. */
export async function retryIncident(deps: Deps, caller: Caller, id: string): Promise<IncidentItem> {
  await requirePermission(deps, caller, 'operations');
  const { tenant, id: closedBy } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const row = await openRow(rows, id);
  const { outbox, timer, retry } = row.effect ?? {};
  if (row.case !== undefined && retry === true) {
    await administer(deps, caller, await loadSurroundings(deps, tenant), 'retry', row.case, {
      reason: `incident ${id}`,
    });
    return incidentItem((await rows.incidents.get(id)) ?? row, caller.locale);
  }
  const queue = typeof outbox === 'string' ? 'outbox' : typeof timer === 'string' ? 'timers' : undefined;
  if (!queue) throw refusedNow('incident/no-retry');
  await deps.store.transaction(tenant, async (tx) => {
    await openRow(tx, id);
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

async function openRow(rows: TenantStore, id: string): Promise<IncidentRow> {
  const row = await rows.incidents.get(id);
  if (!row) throw notFound('incident', id);
  if (row.status !== 'open') throw refusedNow('incident/closed');
  return row;
}

function incidentItem(row: IncidentRow, locale: Locale): IncidentItem {
  const { id, at, code, params, attempts, status, path, cause } = row;
  const effect = row.effect && Object.keys(row.effect)[0];
  return {
    id,
    at,
    code,
    text: messageOf(issue(code as IssueCode, '', params), locale),
    ...(row.case !== undefined && { case: row.case }),
    ...(effect !== undefined && { effect }),
    attempts,
    status,
    ...(path !== undefined && path !== '' && { path }),
    ...(cause !== undefined && { cause }),
  };
}
