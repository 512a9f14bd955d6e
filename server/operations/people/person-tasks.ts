import type { PersonTasks } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { definitionsOf } from '../../domain/cases/case-subject.ts';
import { stepTitle } from '../../domain/cases/case-view.ts';
import { partId } from '../../domain/cases/part-id.ts';
import { tasksOfPerson } from '../../domain/tasks/tasks-of-person.ts';

/** What a person has to decide: how much there is to hand over before they leave. Says nothing of what the cases are about. */
export async function personTasks(deps: Deps, caller: Caller, id: string): Promise<PersonTasks> {
  await requirePermission(deps, caller, 'people');
  const rows = deps.store.tenant(caller.actor.tenant);
  const tasks = await tasksOfPerson(rows, id);
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
