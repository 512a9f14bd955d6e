import type { Deps, TenantStore } from '../../deps.ts';
import type { OutboxRow, PersonRow } from '../../store/rows.ts';
import { organisationChanged } from './organisation-changes.ts';

/** How long the request itself has to look after the tasks before a worker does. */
const WORKER_AFTER_MS = 30_000;

/** After an account has begun or ended to wait for a second administrator: charts see it, and its tasks are looked after. */
export async function waitingChanged(
  deps: Pick<Deps, 'clock' | 'ids'>,
  tx: TenantStore,
  person: PersonRow,
): Promise<void> {
  await organisationChanged(tx);
  await tx.outbox.insert(attendLater(deps, person));
}

/** What is still to be done after a person has changed: kept with the change, so that a stop in between loses nothing. */
export function attendLater(deps: Pick<Deps, 'clock' | 'ids'>, before: PersonRow): OutboxRow {
  const now = deps.clock.now();
  return {
    id: `attend:${deps.ids.next()}`,
    tenant: before.tenant,
    type: 'attend',
    params: { person: before.id, roles: before.roles },
    createdAt: now,
    dueAt: new Date(Date.parse(now) + WORKER_AFTER_MS).toISOString(),
    attempts: 0,
    status: 'waiting',
  };
}
