import { candidates, localise, type TaskReceivers } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadSubject, workflowContext } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { matchesName } from '../../domain/records/search-words.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { tasksOfPerson } from '../../domain/tasks/tasks-of-person.ts';

/** People who may take open tasks of a person, and how many of them each may take: whom a hand-over may name. */
export async function taskReceivers(deps: Deps, caller: Caller, id: string, q = ''): Promise<TaskReceivers> {
  await requirePermission(deps, caller, 'operations');
  const { tenant, id: own } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const around = await loadSurroundings(deps, tenant);
  const counts = new Map<string, number>();
  for (const task of await tasksOfPerson(rows, id)) {
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
