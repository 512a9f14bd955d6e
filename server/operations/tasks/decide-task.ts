import { type DecisionInput, type DecisionResult, decide, type Form } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadSubject, type Subject } from '../../domain/cases/case-subject.ts';
import { statusOf } from '../../domain/cases/case-view.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { withLinks } from '../../domain/records/link-source.ts';
import { onDuplicate } from '../../domain/records/on-duplicate.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { seenHash } from '../../domain/tasks/seen.ts';
import { accessAtStep, taskItem } from '../../domain/tasks/task-item.ts';
import { verifySignature } from '../../domain/tasks/verify-signature.ts';
import { expectConcerned } from '../../domain/tasks/visible-task.ts';
import { taskRow } from '../../effects/tasks.ts';
import { Fault, notFound } from '../../fault.ts';
import { advanceCase } from '../cases/advance-case.ts';

/** Takes one person's decision about one task. Of several at once exactly one wins; the others are told who it was and when. */
export async function decideTask(
  deps: Deps,
  caller: Caller,
  id: string,
  input: DecisionInput,
): Promise<DecisionResult> {
  const { tenant, id: person } = caller.actor;
  const { case: caseId, part } = partOf(id);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const signed = input.sign === undefined ? undefined : await signature(scene, id, input.sign);

  let form: Form | undefined;
  return onDuplicate(
    () => form,
    () =>
      advanceCase(
        deps,
        tenant,
        caseId,
        scene.around,
        async (before, context, tx) => {
          form = before.form;
          await expectConcerned(scene, before, id);
          const { decision, opinion, to, where, resume, chosen, seen, data } = input;
          const access = accessAtStep(scene, before, before.row.state.tasks[part]?.step ?? '');
          return withLinks({ ...scene, rows: tx }, (links) =>
            decide(
              before.workflow,
              before.row.state,
              {
                task: part,
                person,
                decision,
                seen: seenHash(deps, before, seen),
                at: scene.around.now,
                ...(opinion !== undefined && { opinion }),
                ...(to !== undefined && { to }),
                ...(where !== undefined && { where }),
                ...(resume !== undefined && { resume }),
                ...(chosen !== undefined && { chosen }),
                ...(data !== undefined && { data }),
                ...(signed && { signed }),
              },
              { ...context, access, tools: { ...context.tools, links } },
            ),
          );
        },
        (subject) => resultOf(scene, subject, part),
      ),
  ).catch((cause: unknown) => {
    // Of a task that does not exist it is not said that its case does not.
    throw cause instanceof Fault && cause.code === 'not-found' ? notFound('task', id) : cause;
  });
}

/** A password is checked only for a task that the caller may know of: each check takes a turn in a line. */
async function signature(scene: Scene, id: string, sign: string): ReturnType<typeof verifySignature> {
  const { deps, caller } = scene;
  await expectConcerned(scene, await loadSubject(deps, deps.store.tenant(caller.actor.tenant), partOf(id).case), id);
  return verifySignature(deps, caller, id, sign);
}

function resultOf(scene: Scene, subject: Subject, part: string): DecisionResult {
  const { row } = subject;
  const task = row.state.tasks[part];
  if (!task) throw notFound('task', part);
  return {
    task: taskItem(scene, subject, taskRow(row, task)),
    case: { id: row.id, status: statusOf(row.state), states: row.states, revision: row.revision },
  };
}
