import { type DecisionName, type TaskOptions, type TaskView, taskOptions } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { workflowContext } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { cutForm } from '../../domain/records/cut-form.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { viewOf } from '../../domain/records/record-view.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { seenMark } from '../../domain/tasks/seen.ts';
import { accessAtStep, seenAtStep, taskItem } from '../../domain/tasks/task-item.ts';
import { caseOfTask } from '../../domain/tasks/visible-task.ts';
import { notFound } from '../../fault.ts';

/** One task with the record as its step shows it and what the caller may do now; nothing where it is another person's. */
export async function getTask(deps: Deps, caller: Caller, id: string): Promise<TaskView> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const task = await rows.tasks.get(id);
  if (!task) throw notFound('task', id);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const subject = await caseOfTask(scene, rows, task);
  const { row, record, workflow, form } = subject;
  const options = taskOptions(
    workflow,
    row.state,
    partOf(id).part,
    caller.actor.id,
    workflowContext(subject, scene.around),
  );
  const seen = seenAtStep(scene, subject, task.step);
  return {
    ...taskItem(scene, subject, task),
    revision: row.revision,
    seen: seenMark(deps, subject),
    allowed: options.decisions as DecisionName[],
    fields: options.fields,
    opinion: options.opinion,
    ...(options.sign && { sign: options.sign }),
    ...(options.guide !== undefined && { guide: options.guide }),
    returnTo: options.returnTo,
    ...(options.closed && { closed: closedView(scene, options.closed) }),
    ...(options.returned && { returned: returnedView(scene, options.returned) }),
    ...(options.resume === 'ask' && { resume: 'ask' as const }),
    choose: options.choose,
    ...(options.pool && { pool: options.pool }),
    record: viewOf(record, seen.data, seen.title, []),
    definition: cutForm(form, accessAtStep(scene, subject, task.step)),
  };
}

function returnedView(
  { around }: Scene,
  { person, ...rest }: NonNullable<TaskOptions['returned']>,
): NonNullable<TaskView['returned']> {
  return { by: personRef(around, person), ...rest };
}

function closedView(
  { around }: Scene,
  { by, ...rest }: NonNullable<TaskOptions['closed']>,
): NonNullable<TaskView['closed']> {
  return { ...rest, ...(by !== undefined && { by: personRef(around, by) }) };
}
