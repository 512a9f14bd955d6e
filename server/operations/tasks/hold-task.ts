import { claim, release, type TaskItem } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { taskItem } from '../../domain/tasks/task-item.ts';
import { expectConcerned } from '../../domain/tasks/visible-task.ts';
import { taskRow } from '../../effects/tasks.ts';
import { Fault, notFound } from '../../fault.ts';
import { advanceCase } from '../cases/advance-case.ts';

const commands = { claim, release };

/** Takes a task of a pool, or gives it back. Of two who take it at once, one has it; the other is told who. */
export async function holdTask(deps: Deps, caller: Caller, id: string, verb: keyof typeof commands): Promise<TaskItem> {
  const { tenant, id: person } = caller.actor;
  const { case: caseId, part } = partOf(id);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  return advanceCase(
    deps,
    tenant,
    caseId,
    scene.around,
    async (subject, context) => {
      await expectConcerned(scene, subject, id);
      const input = { task: part, person, at: scene.around.now };
      return commands[verb](subject.workflow, subject.row.state, input, context);
    },
    (subject) => {
      const task = subject.row.state.tasks[part];
      if (!task) throw notFound('task', id);
      return taskItem(scene, subject, taskRow(subject.row, task));
    },
  ).catch((cause: unknown) => {
    // A task that does not exist says nothing of its case.
    throw cause instanceof Fault && cause.code === 'not-found' ? notFound('task', id) : cause;
  });
}
