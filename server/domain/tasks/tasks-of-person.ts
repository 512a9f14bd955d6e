import type { TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { TaskRow } from '../../store/rows.ts';

const MOST = 500;

/** Tasks that wait for a person, the oldest first. */
export async function tasksOfPerson(rows: TenantStore, id: string): Promise<TaskRow[]> {
  if (!(await rows.people.get(id))) throw notFound('person', id);
  const filter = { assignee: id, status: { $in: ['open', 'waiting'] }, kind: { $in: ['approval', 'fill'] } };
  return rows.tasks.find({ filter, sort: ['createdAt', 'id'], limit: MOST });
}
