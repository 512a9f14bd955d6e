import { isHanding, issue } from '../../engine/index.ts';
import { badRequest, notFound } from '../fault.ts';
import { decideTask } from '../operations/tasks/decide-task.ts';
import { decideTogether } from '../operations/tasks/decide-together.ts';
import { getTask } from '../operations/tasks/get-task.ts';
import { holdTask } from '../operations/tasks/hold-task.ts';
import { listTasks, type TaskBox } from '../operations/tasks/list-tasks.ts';
import { type Naming, taskPeople } from '../operations/tasks/task-people.ts';
import { answer, get, pageOf, post, type Route } from './route.ts';
import { data, listOf, mapOf, nothing, object, oneOf, optional, text } from './shape.ts';

const opinion = optional(text({ max: 2_000 }));
const chosen = mapOf(listOf(text({ min: 1, max: 100 }), 50));
const seen = text({ min: 1, max: 128 });
const decision = object({
  // A chart may have events of its own that one person chooses.
  decision: text({ min: 1, max: 48 }),
  opinion,
  data: optional(data()),
  to: optional(text({ max: 100 })),
  where: optional(oneOf('before', 'after', 'alongside')),
  resume: optional(oneOf('rerun', 'direct')),
  chosen: optional(chosen),
  sign: optional(text({ max: 512 })),
  seen,
});
const batch = object({
  decision: oneOf('approve'),
  opinion,
  tasks: listOf(object({ task: text({ max: 100 }), seen }), 100),
});

export const taskRoutes: Route[] = [
  get(
    '/tasks',
    {
      access: 'person',
      summary: 'Own tasks',
      heavy: true,
      query: {
        box: 'todo, done, started or copied',
        q: 'Beginning of a number or title',
        page: 'From 1',
        size: 'At most 200',
        count: '`true`: with the number of all',
      },
    },
    async ({ deps, caller, query }) => {
      const box = boxIn(query.box);
      return answer(
        await listTasks(deps, caller, {
          ...pageOf(query),
          count: query.count === 'true',
          box,
          ...(query.q !== undefined && { q: query.q }),
        }),
      );
    },
  ),

  get(
    '/tasks/:id',
    { access: 'person', summary: 'One task, with what may be decided' },
    async ({ deps, caller, params }) => answer(await getTask(deps, caller, params.id ?? '')),
  ),

  get(
    '/tasks/:id/people',
    {
      access: 'person',
      summary: 'Whom a transfer, an added signature or a choice may name',
      query: { for: 'transfer, add-signer or choice', step: 'Of a choice: the step', q: 'Part of the name' },
    },
    async ({ deps, caller, params, query }) =>
      answer(await taskPeople(deps, caller, params.id ?? '', namingIn(query), query.q)),
  ),

  post(
    '/tasks/:id/claim',
    { access: 'person', summary: 'Take a task of a pool', body: nothing, idempotency: 'required' },
    async ({ deps, caller, params }) => answer(await holdTask(deps, caller, params.id ?? '', 'claim')),
  ),
  post(
    '/tasks/:id/release',
    { access: 'person', summary: 'Give a task back to its pool', body: nothing, idempotency: 'required' },
    async ({ deps, caller, params }) => answer(await holdTask(deps, caller, params.id ?? '', 'release')),
  ),

  post(
    '/tasks/:id/decisions',
    { access: 'person', summary: 'Decide', body: decision, idempotency: 'required' },
    async ({ deps, caller, params, body }) => answer(await decideTask(deps, caller, params.id ?? '', body)),
  ),

  post(
    '/tasks/decisions',
    { access: 'person', summary: 'Approve several tasks, each on its own', body: batch, idempotency: 'required' },
    async ({ deps, caller, body }) => answer(await decideTogether(deps, caller, body)),
  ),
];

function namingIn(query: { [name: string]: string }): Naming {
  const { for: naming = 'transfer', step = '' } = query;
  if (naming === 'choice') return { for: 'choice', step };
  if (isHanding(naming)) return { for: naming };
  throw badRequest([
    issue('definition/value', '/for', { found: naming.slice(0, 100), allowed: ['transfer', 'add-signer', 'choice'] }),
  ]);
}

function boxIn(box: string | undefined): TaskBox {
  if (box === undefined || box === 'todo') return 'todo';
  if (box === 'done' || box === 'started' || box === 'copied') return box;
  throw notFound('view', box);
}
