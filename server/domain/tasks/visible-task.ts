import { own } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { Fault, notFound } from '../../fault.ts';
import type { TaskRow } from '../../store/rows.ts';
import type { Subject } from '../cases/case-subject.ts';
import { partOf } from '../cases/part-id.ts';
import { type Sight, sightOf, visibleCase } from '../cases/visible-case.ts';
import { poolsOf } from '../people/pools.ts';
import type { Scene } from '../records/form-use.ts';

/** True for the person whom the task was given to, and for those of its pool while nobody has taken it. */
export function isHolder({ caller, around }: Omit<Scene, 'deps'>, task: Pick<TaskRow, 'assignee' | 'pool'>): boolean {
  if (task.assignee !== undefined) return task.assignee === caller.actor.id;
  return task.pool !== undefined && poolsOf(caller.actor, around.organisation).includes(task.pool);
}

/**
 * Throws `not-found` unless the caller holds the task or may see its case: a person who may see it learns from the engine why
 * they may not decide; for others it does not exist.
 */
export async function expectConcerned(scene: Scene, subject: Subject, id: string): Promise<void> {
  const task = own(subject.row.state.tasks, partOf(id).part);
  if (!task) throw notFound('task', id);
  const { person, pool } = task;
  if (isHolder(scene, { ...(person !== undefined && { assignee: person }), ...(pool !== undefined && { pool }) }))
    return;
  if (!(await sightOf(scene, subject))) throw notFound('task', id);
}

export async function caseOfTask(scene: Scene, rows: TenantStore, task: TaskRow): Promise<Subject & { sight: Sight }> {
  try {
    return await visibleCase(scene, rows, task.case);
  } catch (cause) {
    throw cause instanceof Fault && cause.code === 'not-found' ? notFound('task', task.id) : cause;
  }
}
