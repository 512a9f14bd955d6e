import type { Deps } from '../../deps.ts';
import type { OutboxRow, PersonRow } from '../../store/rows.ts';

/** How long the request itself has to look after the tasks before a worker does. */
const WORKER_AFTER_MS = 30_000;

/** What is still to be done after a person has changed: kept with the change, so that a stop in between loses nothing. */
export function attendLater(deps: Deps, before: PersonRow): OutboxRow {
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
