// What leaves the system, leaves from here: at least once, each message with the key that lets its receiver drop a second copy.
import type { Deps } from '../deps.ts';
import { openIncident } from '../domain/incidents/open-incident.ts';
import { senders } from '../effects/index.ts';
import { attendTasks } from '../operations/people/attend-tasks.ts';
import { scrub } from '../scrub.ts';
import type { OutboxRow } from '../store/rows.ts';
import { LEASE_SECONDS, later, MOST_ATTEMPTS, retryAt } from './back-off.ts';

/** Taken at once and sent at once: the lease begins with the claim, so no row may wait for another one's mail. */
const BATCH = 4;

/** Sends what is due; answers how many rows it took. */
export async function deliverOutbox(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const rows = await deps.store.claimDue('outbox', now, later(now, LEASE_SECONDS), BATCH);
  await Promise.all(rows.map((row) => deliver(deps, row)));
  return rows.length;
}

async function deliver(deps: Deps, row: OutboxRow): Promise<void> {
  const sender = row.type === 'attend' ? attendTasks : senders[row.type as keyof typeof senders];
  try {
    if (!sender) throw new Error(`Nothing here sends "${row.type}"`);
    deps.reach?.('outbox/claimed');
    await sender(deps, row);
    deps.reach?.('outbox/sent');
    await deps.store.tenant(row.tenant).outbox.update({ id: row.id }, { status: 'sent' }, ['leaseUntil', 'lastError']);
  } catch (cause) {
    await postpone(deps, row, cause instanceof Error ? cause.message : String(cause));
  }
}

async function postpone(deps: Deps, row: OutboxRow, reason: string): Promise<void> {
  const attempts = row.attempts + 1;
  const lastError = scrub(reason).slice(0, 500);
  deps.log.warn({ outbox: row.id, type: row.type, attempts, reason: lastError }, 'delivery failed');
  if (attempts < MOST_ATTEMPTS) {
    const dueAt = retryAt(deps.clock.now(), attempts);
    await deps.store.tenant(row.tenant).outbox.update({ id: row.id }, { attempts, lastError, dueAt }, ['leaseUntil']);
    return;
  }
  await deps.store.transaction(row.tenant, async (tx) => {
    await tx.outbox.update({ id: row.id }, { attempts, lastError, status: 'dead' }, ['leaseUntil']);
    await openIncident(deps, tx, {
      code: 'incident/delivery',
      params: { type: row.type, attempts },
      cause: lastError,
      effect: { outbox: row.id },
      attempts,
      ...(row.case !== undefined && { case: row.case }),
    });
  });
}
