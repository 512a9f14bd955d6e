import { choosable, type JsonObject, newCase, type TaskPeople } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { proposedData, startableWorkflow, startContext } from '../../domain/cases/startable-workflow.ts';
import { namedPeople } from '../../domain/tasks/named-people.ts';

/** Whom the initiator may choose for a step, before the case begins; by part of the name or pinyin. */
export async function workflowPeople(
  deps: Deps,
  caller: Caller,
  key: string,
  { data, step, q }: { data: JsonObject; step: string; q: string },
): Promise<TaskPeople> {
  const { scene, use, workflow } = await startableWorkflow(deps, caller, key);
  const context = startContext(scene, use.form, await proposedData(scene, use, data));
  const { initiator, at } = context;
  const state = newCase(workflow, { case: '', initiator, at }, '', initiator);
  return namedPeople(scene, choosable(workflow, state, step, 'initiator', context), q);
}
