import {
  type DecisionInput,
  type DecisionResult,
  decide,
  type Issue,
  type JsonObject,
  settle,
  taskOptions,
  type WorkflowContext,
} from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { caseFacts, type Subject, workflowContext } from '../../domain/cases/case-subject.ts';
import { statusOf } from '../../domain/cases/case-view.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { attachFiles } from '../../domain/records/attach-files.ts';
import { formContext, type Scene } from '../../domain/records/form-use.ts';
import { onDuplicate } from '../../domain/records/on-duplicate.ts';
import { settleWrite } from '../../domain/records/settle-write.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { seenHash } from '../../domain/tasks/seen.ts';
import { accessAtStep, taskItem } from '../../domain/tasks/task-item.ts';
import { verifySignature } from '../../domain/tasks/verify-signature.ts';
import { expectConcerned } from '../../domain/tasks/visible-task.ts';
import { taskRow } from '../../effects/tasks.ts';
import { Fault, invalid, notFound } from '../../fault.ts';
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
  const signed = input.sign === undefined ? undefined : await verifySignature(deps, caller, id, input.sign);

  return onDuplicate(() =>
    advanceCase(
      deps,
      tenant,
      caseId,
      scene.around,
      async (before, context, tx) => {
        await expectConcerned(scene, before, id);
        const written = await writeData(scene, tx, before, part, input.data, context);
        const { decision, opinion, to, where, resume, chosen, seen } = input;
        return decide(
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
            ...(written.data && { data: written.data }),
            ...(signed && { signed }),
          },
          written.context,
        );
      },
      (subject) => resultOf(scene, subject, part),
    ),
  ).catch((cause: unknown) => {
    // Of a task that does not exist it is not said that its case does not.
    throw cause instanceof Fault && cause.code === 'not-found' ? notFound('task', id) : cause;
  });
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

/**
 * What the person writes, settled under the rights of the step, and the context in which the engine decides with it. Links are
 * read and files taken here, since the engine reads nothing.
 */
async function writeData(
  scene: Scene,
  tx: TenantStore,
  subject: Subject,
  task: string,
  data: JsonObject | undefined,
  context: WorkflowContext,
): Promise<{ data?: JsonObject; context: WorkflowContext }> {
  const { row, record, workflow } = subject;
  const { fields } = taskOptions(workflow, row.state, task, scene.caller.actor.id, context);
  const more = {
    before: record.data,
    access: accessAtStep(scene, subject, row.state.tasks[task]?.step ?? ''),
    step: fields,
    facts: caseFacts(record, row.state, scene.around),
  };
  if (!data || Object.keys(data).length === 0) {
    // Fields that the step requires must be there also when nothing is written.
    const settled = (now: JsonObject) => {
      const found = settle(
        subject.form,
        now,
        formContext(subject, scene, more),
        scene.deps.packs.structure(subject.loaded, subject.form.key),
      );
      return { data: found.data, issues: found.issues };
    };
    return { context: workflowContext(subject, scene.around, settled) };
  }
  const written = await settleWrite(scene, tx, subject, data, more);
  if (hasErrors(written.issues)) throw invalid(written.issues);
  await attachFiles(tx, written.files, record);
  const sent: JsonObject = {};
  for (const name of Object.keys(data)) sent[name] = written.data[name] ?? null;
  return {
    data: sent,
    context: workflowContext(subject, scene.around, () => ({ data: written.data, issues: written.issues })),
  };
}

function hasErrors(issues: Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}
