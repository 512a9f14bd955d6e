import { candidates, choosable, type Handing, type TaskPeople } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { workflowContext } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { namedPeople } from '../../domain/tasks/named-people.ts';
import { caseOfTask, isHolder } from '../../domain/tasks/visible-task.ts';
import { notFound } from '../../fault.ts';

/** What a person is named for; `step` is the one whose people are chosen. */
export type Naming = { for: Handing } | { for: 'choice'; step: string };

/** Whom the holder of a task may hand it to, ask to sign with them, or choose for the next step; by part of the name or pinyin. */
export async function taskPeople(deps: Deps, caller: Caller, id: string, naming: Naming, q = ''): Promise<TaskPeople> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const task = await rows.tasks.get(id);
  if (!task) throw notFound('task', id);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const subject = await caseOfTask(scene, rows, task);
  if (!isHolder(scene, task)) return { items: [] };
  const context = workflowContext(subject, scene.around);
  const { workflow, row } = subject;
  const found =
    naming.for === 'choice'
      ? choosable(workflow, row.state, naming.step, 'previous', context)
      : candidates(workflow, row.state, partOf(id).part, caller.actor.id, naming.for, context);
  return namedPeople(scene, found, q);
}
