import { type HandOverResult, messageOf, type PersonTasks, toLocalIssue } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { definitionsOf } from '../../domain/cases/case-subject.ts';
import { stepTitle } from '../../domain/cases/case-view.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { Fault, notFound } from '../../fault.ts';
import type { TaskRow } from '../../store/rows.ts';
import { administer } from '../cases/administer-cases.ts';

const MOST = 500;

/** What a person has to decide: how much there is to hand over before they leave. Says nothing of what the cases are about. */
export async function personTasks(deps: Deps, caller: Caller, id: string): Promise<PersonTasks> {
  await requirePermission(deps, caller, 'people');
  const rows = deps.store.tenant(caller.actor.tenant);
  const tasks = await tasksOf(rows, id);
  const items = await Promise.all(
    tasks.map(async (task) => {
      const { workflow } = await definitionsOf(deps, task);
      const { id: key, case: caseId, no, step, createdAt, dueAt } = task;
      const title = stepTitle(workflow.steps, step);
      return { id: key, case: caseId, no, step, title, createdAt, ...(dueAt !== undefined && { dueAt }) };
    }),
  );
  return { items };
}

async function tasksOf(rows: TenantStore, id: string): Promise<TaskRow[]> {
  if (!(await rows.people.get(id))) throw notFound('person', id);
  const filter = { assignee: id, status: { $in: ['open', 'waiting'] }, kind: { $in: ['approval', 'fill'] } };
  return rows.tasks.find({ filter, sort: ['createdAt', 'id'], limit: MOST });
}

/** Gives a person's open tasks to another, each on its own: those that the other may not decide stay, and say why. */
export async function handOver(
  deps: Deps,
  caller: Caller,
  id: string,
  { to, reason }: { to: string; reason: string },
): Promise<HandOverResult> {
  await requirePermission(deps, caller, 'operations');
  const { tenant } = caller.actor;
  const tasks = await tasksOf(deps.store.tenant(tenant), id);
  const around = await loadSurroundings(deps, tenant);
  const items: HandOverResult['items'] = [];
  for (const task of tasks) {
    const item = { task: task.id, case: task.case, no: task.no };
    try {
      await administer(deps, caller, around, 'reassign', task.case, { task: task.id, to, reason });
      items.push({ ...item, ok: true });
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code === 'unavailable') throw cause;
      const issues = cause.issues.map((found) => toLocalIssue(found, caller.locale));
      const problem = { code: cause.code, detail: messageOf(cause.about, caller.locale), issues };
      items.push({ ...item, ok: false, problem });
    }
  }
  return { items };
}
