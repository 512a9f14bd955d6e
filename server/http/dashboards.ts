import { dashboardScreen } from '../operations/dashboards/dashboard-screen.ts';
import { queryDashboard } from '../operations/dashboards/query-dashboard.ts';
import { answer, get, post, type Route } from './route.ts';
import { data, listOf, object, optional, text } from './shape.ts';

export const dashboardRoutes: Route[] = [
  get(
    '/dashboards/:key',
    { access: 'person', summary: 'A dashboard, without its figures' },
    async ({ deps, caller, params }) => answer(await dashboardScreen(deps, caller, params.key ?? '')),
  ),

  post(
    '/dashboards/:key/query',
    {
      access: 'person',
      summary: 'The figures of a dashboard',
      heavy: true,
      body: object({ filters: data(), widgets: optional(listOf(text({ max: 48 }), 100)) }),
    },
    async ({ deps, caller, params, body }) => answer(await queryDashboard(deps, caller, params.key ?? '', body)),
  ),
];
