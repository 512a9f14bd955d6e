import { notFound } from '../fault.ts';
import { decideTask } from '../operations/tasks/decide-task.ts';
import { decideTogether } from '../operations/tasks/decide-together.ts';
import { getTask } from '../operations/tasks/get-task.ts';
import { listTasks, type TaskBox } from '../operations/tasks/list-tasks.ts';
import { taskPeople } from '../operations/tasks/task-people.ts';
import { answer, get, pageOf, post, type Route } from './route.ts';
import { data, listOf, object, oneOf, optional, text } from './shape.ts';

const opinion = optional(text({ max: 2_000 }));
const seen = text({ min: 1, max: 128 });
const decision = object({
  // A chart may have events of its own that one person chooses.
  decision: text({ min: 1, max: 48 }),
  opinion,
  data: optional(data()),
  to: optional(text({ max: 100 })),
  where: optional(oneOf('before', 'after', 'alongside')),
  resume: optional(oneOf('rerun', 'direct')),
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
      summary: 'Whom a transfer or an added signature may name',
      query: { for: 'transfer or add-signer', q: 'Part of the name' },
    },
    async ({ deps, caller, params, query }) =>
      answer(
        await taskPeople(
          deps,
          caller,
          params.id ?? '',
          query.for === 'add-signer' ? 'add-signer' : 'transfer',
          query.q,
        ),
      ),
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

function boxIn(box: string | undefined): TaskBox {
  if (box === undefined || box === 'todo') return 'todo';
  if (box === 'done' || box === 'started' || box === 'copied') return box;
  throw notFound('view', box);
}
