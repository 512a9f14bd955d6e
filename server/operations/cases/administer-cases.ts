import {
  type AdministerCases,
  type AdministeredCases,
  type AdminVerb,
  type Advance,
  cancel,
  confirm,
  dismiss,
  type ExceptionVerb,
  messageOf,
  move,
  propose,
  type Result,
  reassign,
  resume,
  retry,
  suspend,
  toLocalIssue,
  type WorkflowContext,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import type { Subject } from '../../domain/cases/case-subject.ts';
import { partOf } from '../../domain/cases/part-id.ts';
import { type Around, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { Fault } from '../../fault.ts';
import { advanceCase } from './advance-case.ts';

type Verb = AdminVerb | ExceptionVerb;
type Input = Omit<AdministerCases, 'cases'>;

/** What an administrator does to cases: each on its own, with a reason, in the case's history and in the audit. */
export async function administerCases(
  deps: Deps,
  caller: Caller,
  verb: Verb,
  input: AdministerCases,
): Promise<AdministeredCases> {
  await requirePermission(deps, caller, 'operations');
  const around = await loadSurroundings(deps, caller.actor.tenant);
  const items: AdministeredCases['items'] = [];
  for (const id of input.cases) {
    try {
      await administer(deps, caller, around, verb, id, input);
      items.push({ case: id, ok: true });
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      // Before the first change the whole request may be repeated; after it the answer must say which were made.
      if (cause.code === 'unavailable' && !items.some(({ ok }) => ok)) throw cause;
      const issues = cause.issues.map((found) => toLocalIssue(found, caller.locale));
      items.push({
        case: id,
        ok: false,
        problem: { code: cause.code, detail: messageOf(cause.about, caller.locale), issues },
      });
    }
  }
  return { items };
}

/** One verb on one case. */
export async function administer(
  deps: Deps,
  caller: Caller,
  around: Around,
  verb: Verb,
  id: string,
  input: Input,
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
  verb: Verb,
  { workflow, row }: Subject,
  by: By,
  { to = '', task, step, verb: wanted = 'reassign', proposal = '' }: Input,
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
