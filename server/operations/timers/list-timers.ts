import type { Page, TimerItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type Paging, pageAs, pageOf } from '../paging.ts';

export type TimerQuery = Paging & { status?: TimerItem['status']; case?: string };

/** What is due next, first. */
export async function listTimers(deps: Deps, caller: Caller, query: TimerQuery): Promise<Page<TimerItem>> {
  await requirePermission(deps, caller, 'operations');
  const filter = { status: query.status ?? 'waiting', ...(query.case !== undefined && { case: query.case }) };
  const page = await pageOf(deps.store.tenant(caller.actor.tenant).timers, { filter, sort: ['fireAt', 'id'] }, query);
  return pageAs(page, ({ id, no, step, event, fireAt, status, case: about }) => ({
    id,
    case: about,
    no,
    step,
    event,
    fireAt,
    status,
  }));
}
