import { drillDown } from '../operations/dashboards/drill-down.ts';
import { answer, post, type Route } from './route.ts';
import { data, object, optional, text, whole } from './shape.ts';

export const datasetRoutes: Route[] = [
  post(
    '/datasets/:key/drill',
    {
      access: 'person',
      summary: 'The rows behind one mark of a widget',
      heavy: true,
      body: object({
        dashboard: text({ max: 48 }),
        widget: text({ max: 48 }),
        filters: data(),
        mark: data(),
        page: optional(whole({ min: 1, max: 1_000_000 })),
        size: optional(whole({ min: 1, max: 200 })),
      }),
    },
    async ({ deps, caller, params, body }) => answer(await drillDown(deps, caller, params.key ?? '', body)),
  ),
];
