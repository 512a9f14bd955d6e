import type { AdminVerb, ExceptionVerb } from '../../engine/index.ts';
import { administerCases } from '../operations/cases/administer-cases.ts';
import { caseHistory } from '../operations/cases/case-history.ts';
import { commentOnCase } from '../operations/cases/comment-on-case.ts';
import { explainCase } from '../operations/cases/explain-case.ts';
import { getCase } from '../operations/cases/get-case.ts';
import { remindCase } from '../operations/cases/remind-case.ts';
import { sendEvent } from '../operations/cases/send-event.ts';
import { startAgain } from '../operations/cases/start-again.ts';
import { withdrawCase } from '../operations/cases/withdraw-case.ts';
import { answer, created, get, post, type Route } from './route.ts';
import { listOf, mapOf, nothing, object, oneOf, optional, text } from './shape.ts';

const id = text({ min: 1, max: 100 });

export const caseRoutes: Route[] = [
  post(
    '/cases',
    {
      access: 'person',
      summary: 'Begin a case about a record that is there',
      body: object({ workflow: id, record: id, chosen: optional(mapOf(listOf(id, 50))) }),
      idempotency: 'required',
    },
    async ({ deps, caller, body }) => {
      const { workflow, record, chosen } = body;
      return created(await startAgain(deps, caller, { workflow, record, ...(chosen && { chosen }) }));
    },
  ),
  get('/cases/:id', { access: 'person', summary: 'One case' }, async ({ deps, caller, params }) =>
    answer(await getCase(deps, caller, params.id ?? '')),
  ),
  get(
    '/cases/:id/history',
    { access: 'person', summary: 'What happened to a case' },
    async ({ deps, caller, params }) => answer(await caseHistory(deps, caller, params.id ?? '')),
  ),
  get('/cases/:id/why', { access: 'person', summary: 'Why a case went its way' }, async ({ deps, caller, params }) =>
    answer(await explainCase(deps, caller, params.id ?? '')),
  ),

  post(
    '/cases/:id/withdraw',
    {
      access: 'person',
      summary: 'Take a request back',
      body: object({ opinion: optional(text({ max: 2_000 })) }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => answer(await withdrawCase(deps, caller, params.id ?? '', body.opinion)),
  ),
  post(
    '/cases/:id/event',
    {
      access: 'person',
      summary: 'Say that something happened for which the case waits',
      body: object({ event: text({ min: 1, max: 48 }) }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => answer(await sendEvent(deps, caller, params.id ?? '', body.event)),
  ),
  post(
    '/cases/:id/remind',
    { access: 'person', summary: 'Remind those whom the case waits for', body: nothing, idempotency: 'required' },
    async ({ deps, caller, params }) => answer(await remindCase(deps, caller, params.id ?? '')),
  ),
  post(
    '/cases/:id/comment',
    {
      access: 'person',
      summary: 'Say something to a case',
      body: object({ text: text({ min: 1, max: 2_000 }) }),
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => answer(await commentOnCase(deps, caller, params.id ?? '', body.text)),
  ),

  administration('reassign', 'Give tasks to another person'),
  administration('move', 'Put cases into another state'),
  administration('suspend', 'Hold cases'),
  administration('resume', 'Let held cases go on'),
  administration('cancel', 'End cases'),
  administration('retry', 'Try again what is stuck'),
  administration('propose', 'Ask a second administrator for a reassignment or a move against the rule'),
  administration('confirm', 'Let an exception take effect that another administrator has proposed'),
  administration('dismiss', 'Turn down an exception'),
];

function administration(verb: AdminVerb | ExceptionVerb, summary: string): Route {
  const body = object({
    cases: listOf(id, 100),
    reason: text({ min: 1, max: 2_000 }),
    to: optional(id),
    task: optional(id),
    step: optional(id),
    verb: optional(oneOf('reassign', 'move')),
    proposal: optional(id),
  });
  return post(
    `/admin/cases/${verb}`,
    { access: 'operations', summary, body, idempotency: 'required' },
    async ({ deps, caller, body }) => answer(await administerCases(deps, caller, verb, body)),
  );
}
