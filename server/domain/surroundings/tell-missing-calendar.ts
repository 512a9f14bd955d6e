import type { Deps } from '../../deps.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { missingYear } from './work-calendar.ts';

/** Tells the administrators of each tenant once that the working calendar of a year is missing; cases go on meanwhile. */
export async function tellMissingCalendar(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const year = missingYear(now);
  if (year === undefined) return;
  for (const tenant of await deps.store.tenants()) {
    const id = `calendar-${year}`;
    const rows = deps.store.tenant(tenant);
    if (!(await rows.incidents.get(id)))
      await openIncident(deps, rows, { id, code: 'calendar/missing', params: { year } });
  }
}
