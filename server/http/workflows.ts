import { previewRoute } from '../operations/cases/preview-route.ts';
import { answer, post, type Route } from './route.ts';
import { data, object } from './shape.ts';

export const workflowRoutes: Route[] = [
  post(
    '/workflows/:workflow/preview',
    { access: 'person', summary: 'The way that these data would take', body: object({ data: data() }) },
    async ({ deps, caller, params, body }) =>
      answer(await previewRoute(deps, caller, params.workflow ?? '', body.data)),
  ),
];
