import { candidates, localise, type TaskPeople } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { workflowContext } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { matchesName } from '../../domain/records/search-words.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { caseOfTask, isHolder } from '../../domain/tasks/visible-task.ts';
import { notFound } from '../../fault.ts';

const MOST = 50;

/** Whom the holder of a task may hand it to, or ask to sign with him; by part of the name or pinyin. */
export async function taskPeople(
  deps: Deps,
  caller: Caller,
  id: string,
  verb: 'transfer' | 'add-signer',
  q = '',
): Promise<TaskPeople> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const task = await rows.tasks.get(id);
  if (!task) throw notFound('task', id);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const subject = await caseOfTask(scene, rows, task);
  if (!isHolder(scene, task)) return { items: [] };
  const { organisation } = scene.around;
  const found = candidates(
    subject.workflow,
    subject.row.state,
    partOf(id).part,
    verb,
    workflowContext(subject, scene.around),
  );
  const items = found
    .filter((person) => person.id !== caller.actor.id && matchesName(person, q))
    .slice(0, MOST)
    .map((person) => {
      const unit = localise(organisation.unit(person.unit)?.title, caller.locale);
      return { ...personRef(scene.around, person.id), ...(unit !== '' && { description: unit }) };
    });
  return { items };
}
