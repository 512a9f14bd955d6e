import type { TenantStore } from '../../deps.ts';
import { notFound, refusedNow } from '../../fault.ts';
import type { IncidentRow } from '../../store/rows.ts';

/** An incident that is still open. */
export async function openIncidentRow(rows: TenantStore, id: string): Promise<IncidentRow> {
  const row = await rows.incidents.get(id);
  if (!row) throw notFound('incident', id);
  if (row.status !== 'open') throw refusedNow('incident/closed');
  return row;
}
