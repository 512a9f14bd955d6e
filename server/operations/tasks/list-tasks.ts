import { allOf, type Filter, type Page, type TaskItem, taskOptions } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { type Subject, workflowContext } from '../../domain/cases/case-subject.ts';
import { partId, partOf } from '../../domain/cases/part-id.ts';
import { subjectsOf } from '../../domain/cases/subjects.ts';
import { type Paging, pageOf, pageOfTwo } from '../../domain/paging.ts';
import { poolsOf } from '../../domain/people/pools.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { onCards } from '../../domain/tasks/card-search.ts';
import { seenMark } from '../../domain/tasks/seen.ts';
import { taskItem } from '../../domain/tasks/task-item.ts';
import type { CaseRow, TaskRow } from '../../store/rows.ts';

export type TaskBox = 'todo' | 'done' | 'started' | 'copied';
export type TaskQuery = Paging & { box: TaskBox; q?: string };

/** The caller's own tasks: to do, done, of cases that the caller began, or copied to the caller. */
export async function listTasks(deps: Deps, caller: Caller, query: TaskQuery): Promise<Page<TaskItem>> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const found = query.box === 'started' ? await startedTasks(scene, rows, query) : await ownTasks(scene, rows, query);
  const subjects = await subjectsOf(
    deps,
    rows,
    found.items.map((task) => task.case),
  );
  const items = found.items.flatMap((task) => {
    const subject = subjects.get(task.case);
    return subject ? [{ ...taskItem(scene, subject, task), ...toDo(scene, query, subject, task) }] : [];
  });
  return { ...found, items };
}

async function ownTasks(scene: Scene, rows: TenantStore, query: TaskQuery): Promise<Page<TaskRow>> {
  const { caller, around } = scene;
  const { id: assignee } = caller.actor;
  const work: Filter = { kind: { $in: ['approval', 'fill'] } };
  const wanted = (filter: Filter, sort: string[]) =>
    onCards(scene, rows, query.q, async (limit) =>
      (await rows.tasks.find({ filter, sort, limit, fields: ['no'] })).map(({ no }) => no),
    );
  const list = async (filter: Filter, sort: string[]) =>
    pageOf(rows.tasks, { filter: allOf([filter, ...(await wanted(filter, sort))]), sort }, query);
  switch (query.box) {
    case 'todo': {
      // Two look-ups by index: one that asks for either would read every task.
      const open = { ...work, status: 'open' };
      const pooled = {
        ...open,
        pool: { $in: poolsOf(caller.actor, around.organisation) },
        assignee: { $exists: false },
      };
      const sort = ['-createdAt', '-id'];
      const [own, others] = [{ ...open, assignee }, pooled];
      const both: [Filter, Filter] = [
        allOf([own, ...(await wanted(own, sort))]),
        allOf([others, ...(await wanted(others, sort))]),
      ];
      return pageOfTwo(rows.tasks, both, sort, query, newestFirst);
    }
    case 'done':
      return list({ ...work, status: 'done', assignee }, ['-endedAt', '-id']);
    default:
      return list({ kind: 'copy', assignee }, ['-createdAt', '-id']);
  }
}

function newestFirst(a: TaskRow, b: TaskRow): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/** Cases that the caller began stand in the list as the work that they wait for, or as what ended them. */
async function startedTasks(scene: Scene, rows: TenantStore, query: TaskQuery): Promise<Page<TaskRow>> {
  const own = { initiator: scene.caller.actor.id };
  const sort = ['-startedAt', '-id'];
  const wanted = await onCards(scene, rows, query.q, async (limit) =>
    (await rows.cases.find({ filter: own, sort, limit, fields: ['no'] })).map(({ no }) => no),
  );
  const page = await pageOf(rows.cases, { filter: allOf([own, ...wanted]), sort }, query);
  return { ...page, items: page.items.map(taskOfCase) };
}

function taskOfCase(row: CaseRow): TaskRow {
  const tasks = Object.values(row.state.tasks);
  const task = tasks.find(({ status }) => status === 'open') ?? tasks[tasks.length - 1];
  return {
    id: task ? partId(row.id, task.id) : row.id,
    tenant: row.tenant,
    case: row.id,
    no: row.no,
    workflow: row.workflow,
    form: row.form,
    record: row.record,
    pack: row.pack,
    release: row.release,
    step: task?.step ?? row.states[0] ?? '',
    caseTitle: row.title,
    status: row.endedAt !== undefined ? 'done' : 'open',
    ...(task?.status === 'open' && task.person !== undefined && { assignee: task.person }),
    kind: 'approval',
    initiator: row.initiator,
    unit: row.unit,
    ...(task?.status === 'open' && task.dueAt !== undefined && { dueAt: task.dueAt }),
    createdAt: row.startedAt,
    ...(row.endedAt !== undefined && { endedAt: row.endedAt }),
  };
}

/** Of what is to be done: what goes back with an approval in a batch, where it needs no opening; whether it is a pool's or taken out of one. */
function toDo(scene: Scene, { box }: TaskQuery, subject: Subject, task: TaskRow): Pick<TaskItem, 'seen' | 'pool'> {
  if (box !== 'todo') return {};
  const { row, workflow } = subject;
  const options = taskOptions(
    workflow,
    row.state,
    partOf(task.id).part,
    scene.caller.actor.id,
    workflowContext(subject, scene.around),
  );
  const simple =
    options.decisions.includes('approve') &&
    options.sign === undefined &&
    options.opinion !== 'required' &&
    !Object.values(options.fields).includes('required');
  return {
    ...(simple && { seen: seenMark(scene.deps, subject) }),
    ...(options.pool && { pool: options.pool }),
  };
}
