import {
  type AdministerCases,
  type AdminVerb,
  type Advance,
  cancel,
  confirm,
  dismiss,
  type ExceptionVerb,
  move,
  propose,
  type Result,
  reassign,
  resume,
  retry,
  suspend,
  type WorkflowContext,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import type { Subject } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import type { Around } from '../../domain/surroundings/load-surroundings.ts';
import { advanceCase } from './advance-case.ts';

export type CaseVerb = AdminVerb | ExceptionVerb;

type CaseInput = Omit<AdministerCases, 'cases'>;

/** One verb on one case. */
export async function administerCase(
  deps: Deps,
  caller: Caller,
  around: Around,
  verb: CaseVerb,
  id: string,
  input: CaseInput,
): Promise<void> {
  // Several cases are one request: none of them is its answer.
  const { remember: _remember, ...own } = deps;
  await advanceCase(
    own,
    caller.actor.tenant,
    id,
    around,
    async (subject, context, tx) => {
      const { reason } = input;
      await appendAudit(deps, tx, byCaller(caller), `case-${verb}`, { case: id, no: subject.row.no, reason });
      return command(verb, subject, { by: caller.actor.id, at: around.now, reason }, input, context);
    },
    () => undefined,
  );
}

type By = { by: string; at: string; reason: string };

function command(
  verb: CaseVerb,
  { workflow, row }: Subject,
  by: By,
  { to = '', task, step, verb: wanted = 'reassign', proposal = '' }: CaseInput,
  context: WorkflowContext,
): Result<Advance> {
  const seat = {
    ...(task !== undefined && { task: partOf(task).part || task }),
    ...(step !== undefined && { step }),
  };
  switch (verb) {
    case 'reassign':
      return reassign(workflow, row.state, { ...by, to, ...seat }, context);
    case 'propose':
      return propose(workflow, row.state, { ...by, verb: wanted, to, ...seat }, context);
    case 'confirm':
      return confirm(workflow, row.state, { ...by, proposal }, context);
    case 'dismiss':
      return dismiss(workflow, row.state, { ...by, proposal }, context);
    case 'move':
      return move(workflow, row.state, { ...by, to }, context);
    case 'suspend':
      return suspend(workflow, row.state, by, context);
    case 'resume':
      return resume(workflow, row.state, by, context);
    case 'cancel':
      return cancel(workflow, row.state, by, context);
    case 'retry':
      return retry(workflow, row.state, by, context);
  }
}
