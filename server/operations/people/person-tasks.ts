import {
  candidates,
  type HandOverResult,
  localise,
  messageOf,
  type PersonTasks,
  type TaskReceivers,
  toLocalIssue,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { definitionsOf, loadSubject, workflowContext } from '../../domain/cases/case-subject.ts';
import { stepTitle } from '../../domain/cases/case-view.ts';
import { partId, partOf } from '../../domain/cases/part-id.ts';
import { matchesName } from '../../domain/records/search-words.ts';
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
  const cases = await rows.cases.find({ filter: { id: { $in: tasks.map((task) => task.case) } } });
  const stuck = new Set(
    cases.flatMap((row) => row.state.stuck.flatMap(({ task }) => (task === undefined ? [] : [partId(row.id, task)]))),
  );
  const items = await Promise.all(
    tasks.map(async (task) => {
      const { workflow } = await definitionsOf(deps, task);
      const { id: key, case: caseId, no, step, createdAt, dueAt } = task;
      const item = { id: key, case: caseId, no, step, title: stepTitle(workflow.steps, step), createdAt };
      return { ...item, ...(dueAt !== undefined && { dueAt }), ...(stuck.has(key) && { incident: true as const }) };
    }),
  );
  return { items };
}

/** People who may take open tasks of a person, and how many of them each may take: whom a hand-over may name. */
export async function taskReceivers(deps: Deps, caller: Caller, id: string, q = ''): Promise<TaskReceivers> {
  await requirePermission(deps, caller, 'operations');
  const { tenant, id: own } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const around = await loadSurroundings(deps, tenant);
  const counts = new Map<string, number>();
  for (const task of await tasksOf(rows, id)) {
    const subject = await loadSubject(deps, rows, task.case);
    const { part } = partOf(task.id);
    const context = workflowContext(subject, around);
    for (const person of candidates(subject.workflow, subject.row.state, part, id, 'transfer', context))
      counts.set(person.id, (counts.get(person.id) ?? 0) + 1);
  }
  // Nobody gives themselves a task as an administrator.
  counts.delete(own);
  const items = around.organisation
    .people()
    .filter((person) => counts.has(person.id) && matchesName(person, q))
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || (a.name < b.name ? -1 : 1))
    .map((person) => {
      const description = localise(around.organisation.unit(person.unit)?.title, caller.locale);
      const { id: key, title } = person;
      return { id: key, title, ...(description !== '' && { description }), tasks: counts.get(key) ?? 0 };
    });
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
