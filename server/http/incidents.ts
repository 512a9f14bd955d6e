import { closeIncident } from '../operations/incidents/close-incident.ts';
import { listIncidents } from '../operations/incidents/list-incidents.ts';
import { retryIncident } from '../operations/incidents/retry-incident.ts';
import { answer, get, pageOf, post, type Route } from './route.ts';
import { nothing, object, text } from './shape.ts';

export const incidentRoutes: Route[] = [
  get(
    '/incidents',
    {
      access: 'operations',
      summary: 'What cannot go on without a person',
      query: { status: 'open or closed', page: 'From 1', size: 'At most 200' },
    },
    async ({ deps, caller, query }) => {
      const status = query.status === 'closed' ? 'closed' : 'open';
      return answer(await listIncidents(deps, caller, { ...pageOf(query), count: query.count === 'true', status }));
    },
  ),

  post(
    '/incidents/:id/retry',
    { access: 'operations', summary: 'Try again', body: nothing, idempotency: 'required' },
    async ({ deps, caller, params }) => answer(await retryIncident(deps, caller, params.id ?? '')),
  ),

  post(
    '/incidents/:id/close',
    {
      access: 'operations',
      summary: 'Needs nobody any more',
      body: object({ reason: text({ min: 1, max: 2_000 }) }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => answer(await closeIncident(deps, caller, params.id ?? '', body.reason)),
  ),
];
