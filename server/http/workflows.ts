import { previewRoute } from '../operations/cases/preview-route.ts';
import { workflowPeople } from '../operations/cases/workflow-people.ts';
import { answer, post, type Route } from './route.ts';
import { data, listOf, mapOf, object, optional, text } from './shape.ts';

export const workflowRoutes: Route[] = [
  post(
    '/workflows/:workflow/preview',
    {
      access: 'person',
      summary: 'The way that these data would take',
      body: object({ data: data(), chosen: optional(mapOf(listOf(text({ min: 1, max: 100 }), 50))) }),
    },
    async ({ deps, caller, params, body }) =>
      answer(await previewRoute(deps, caller, params.workflow ?? '', body.data, body.chosen)),
  ),
  post(
    '/workflows/:workflow/people',
    {
      access: 'person',
      summary: 'Whom the initiator may choose for a step, with these data; by part of the name or pinyin',
      body: object({ data: data(), step: text({ min: 1, max: 48 }), q: optional(text({ max: 200 })) }),
    },
    async ({ deps, caller, params, body: { data: given, step, q = '' } }) =>
      answer(await workflowPeople(deps, caller, params.workflow ?? '', { data: given, step, q })),
  ),
];
