import { listTimers } from '../operations/timers/list-timers.ts';
import { answer, get, pageOf, type Route } from './route.ts';

export const timerRoutes: Route[] = [
  get(
    '/timers',
    {
      access: 'operations',
      summary: 'What is due next',
      query: { status: 'waiting, fired or cancelled', page: 'From 1', size: 'At most 200' },
    },
    async ({ deps, caller, query }) => {
      const status = query.status === 'fired' || query.status === 'cancelled' ? query.status : 'waiting';
      return answer(await listTimers(deps, caller, { ...pageOf(query), count: query.count === 'true', status }));
    },
  ),
];
