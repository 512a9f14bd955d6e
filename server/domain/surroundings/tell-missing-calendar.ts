import type { Deps } from '../../deps.ts';
import { missingYear } from './work-calendar.ts';

/** Tells the administrators of each tenant once that the working calendar of a year is missing; cases go on meanwhile. */
export async function tellMissingCalendar(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const year = missingYear(now);
  if (year === undefined) return;
  for (const tenant of await deps.store.tenants()) {
    const id = `calendar-${year}`;
    const { incidents } = deps.store.tenant(tenant);
    if (await incidents.get(id)) continue;
    await incidents.insert({ id, at: now, code: 'calendar/missing', params: { year }, attempts: 0, status: 'open' });
    deps.log.warn({ incident: id, tenant, year }, 'the working calendar of a year is missing');
  }
}
