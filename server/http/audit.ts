import { listAudit } from '../operations/audit/list-audit.ts';
import { answer, get, pageOf, type Route } from './route.ts';

export const auditRoutes: Route[] = [
  get(
    '/audit',
    {
      access: 'audit',
      summary: 'What was done, newest first',
      query: { actor: 'Only of this person', page: 'From 1', size: 'At most 200', count: 'true for the total' },
    },
    async ({ deps, caller, query }) =>
      answer(
        await listAudit(deps, caller, {
          ...pageOf(query),
          count: query.count === 'true',
          ...(query.actor && { actor: query.actor }),
        }),
      ),
  ),
];
