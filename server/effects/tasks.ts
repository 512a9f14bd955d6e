import type { TaskState } from '../../engine/index.ts';
import { partId } from '../domain/cases/part-id.ts';
import { poolMembers } from '../domain/people/pools.ts';
import type { CaseRow, TaskRow } from '../store/rows.ts';
import type { EffectHandler, EffectScope } from './scope.ts';

export const openTask: EffectHandler<'open-task'> = (scope, { task }) => {
  const made = taskRow(scope.subject.row, task);
  scope.writes.tasks.push(made);
  tellHolders(scope, made);
};

/** A task of a case as a row of its own. */
export function taskRow(row: CaseRow, task: TaskState): TaskRow {
  const ended = task.at ?? task.closed?.at ?? task.openedAt;
  return {
    id: partId(row.id, task.id),
    tenant: row.tenant,
    case: row.id,
    no: row.no,
    workflow: row.workflow,
    form: row.form,
    record: row.record,
    pack: row.pack,
    release: row.release,
    step: task.step,
    caseTitle: row.title,
    status: task.status,
    ...(task.person !== undefined && { assignee: task.person }),
    ...(task.pool !== undefined && { pool: task.pool }),
    kind: task.kind,
    initiator: row.initiator,
    unit: row.unit,
    ...(task.decision !== undefined && { decision: task.decision }),
    ...(task.dueAt !== undefined && { dueAt: task.dueAt }),
    createdAt: task.openedAt,
    ...((task.status === 'done' || task.status === 'cancelled') && { endedAt: ended }),
  };
}

export const closeTask: EffectHandler<'close-task'> = (scope, { task, status, at, decision }) => {
  change(scope, task, { status, endedAt: at, ...(decision !== undefined && { decision }) });
};

export const updateTask: EffectHandler<'update-task'> = (scope, { task, set }) => {
  const changed: Partial<TaskRow> = {};
  const unset: string[] = [];
  if (set.person === null) unset.push('assignee');
  else if (set.person !== undefined) changed.assignee = set.person;
  if (set.pool === null) unset.push('pool');
  else if (set.pool !== undefined) changed.pool = set.pool;
  if (set.dueAt === null) unset.push('dueAt');
  else if (set.dueAt !== undefined) changed.dueAt = set.dueAt;
  if (set.status !== undefined) changed.status = set.status;
  change(scope, task, changed, unset);
};

function change(scope: EffectScope, task: string, set: Partial<TaskRow>, unset: string[] = []): void {
  const id = partId(scope.subject.row.id, task);
  // What was opened a moment ago is not stored yet.
  const made = scope.writes.tasks.find((row) => row.id === id);
  if (made) {
    Object.assign(made, set);
    for (const path of unset) delete made[path as 'assignee' | 'pool' | 'dueAt'];
  } else scope.writes.taskChanges.push({ id, set, unset });
  if (set.status === 'done' || set.status === 'cancelled') scope.writes.settledTasks.push({ task: id });
  else if (set.assignee !== undefined) scope.writes.settledTasks.push({ task: id, now: set.assignee });
  const { person, pool } = scope.subject.row.state.tasks[task] ?? {};
  const holders = [set.assignee, person].filter((one) => one !== undefined);
  // The others of its pool may have it open: it is theirs no more, or theirs again.
  for (const one of new Set([...holders, ...poolMembers(scope.around.organisation, pool)]))
    tellTask(scope, one, id, set.status ?? 'open');
}

function tellHolders(scope: EffectScope, row: TaskRow): void {
  const people = row.assignee !== undefined ? [row.assignee] : poolMembers(scope.around.organisation, row.pool);
  for (const person of people) tellTask(scope, person, row.id, row.status);
}

function tellTask({ told }: EffectScope, person: string, task: string, status: TaskRow['status']): void {
  told.push({ person, event: { type: 'task', task, status: status === 'waiting' ? 'open' : status } });
}
