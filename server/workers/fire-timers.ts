import type { Deps } from '../deps.ts';
import { openIncident } from '../domain/incidents/open-incident.ts';
import { fireTimer } from '../operations/timers/fire-timer.ts';
import { scrub } from '../scrub.ts';
import type { TimerRow } from '../store/rows.ts';
import { LEASE_SECONDS, later, MOST_ATTEMPTS, retryAt } from './back-off.ts';

const BATCH = 20;

/** Fires what is due; answers how many rows it took. A timer that was fired twice changes its case once: the case knows which it waits for. */
export async function fireTimers(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const rows = await deps.store.claimDue('timers', now, later(now, LEASE_SECONDS), BATCH);
  for (const row of rows) {
    try {
      await fireTimer(deps, row);
    } catch (cause) {
      await postpone(deps, row, cause instanceof Error ? cause.message : String(cause));
    }
  }
  return rows.length;
}

async function postpone(deps: Deps, row: TimerRow, why: string): Promise<void> {
  const reason = scrub(why);
  const attempts = row.attempts + 1;
  deps.log.warn({ timer: row.id, case: row.case, attempts, reason: reason.slice(0, 500) }, 'timer failed');
  if (attempts < MOST_ATTEMPTS) {
    // The lease doubles as the pause: nobody takes the row before it ends.
    const leaseUntil = retryAt(deps.clock.now(), attempts);
    await deps.store.tenant(row.tenant).timers.update({ id: row.id, status: 'waiting' }, { attempts, leaseUntil });
    return;
  }
  await deps.store.transaction(row.tenant, async (tx) => {
    await tx.timers.update({ id: row.id, status: 'waiting' }, { attempts, status: 'cancelled' }, ['leaseUntil']);
    await openIncident(deps, tx, {
      code: 'incident/timer',
      params: { event: row.event, attempts },
      cause: reason.slice(0, 500),
      case: row.case,
      effect: { timer: row.id },
      attempts,
    });
  });
}
