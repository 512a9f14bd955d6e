import { hashOf } from '../core/canonical.ts';
import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { said } from '../core/seen.ts';
import { applyDecision, type DecisionCommand } from './apply-decision.ts';
import type { CaseState } from './case-state.ts';
import { checkDecision } from './check-decision.ts';
import { choiceAsked, choiceMade } from './choices.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { isHanding } from './decisions.ts';
import { changedFields } from './live-finder.ts';
import { entitlement, lookingAt } from './step-people.ts';
import type { Workflow } from './workflow.ts';

/** What a person decides about a task. The person is who is signed in, never what a request says. */
export type DecideInput = {
  task: string;
  person: string;
  decision: string;
  opinion?: string;
  /** Step or `initiator` to return to; person to transfer to or to add. */
  to?: string;
  where?: 'before' | 'after' | 'alongside';
  /** For a return, where the step asks: how the case goes on afterwards. */
  resume?: 'rerun' | 'direct';
  /** People for the next step, where it leaves the choice to this one. */
  chosen?: { [step: string]: string[] };
  /** Hash of the data that the person saw. */
  seen: string;
  at: string;
  /** Fields that the person writes, in part or whole; null removes. Values equal to the stored ones are no change. */
  data?: JsonObject;
  /** The person has proved their identity again; the caller has verified it. */
  signed?: { factor: 'password' };
};

/** Takes a decision, or says every reason why not. Nothing is thrown. */
export function decide(
  workflow: Workflow,
  state: CaseState,
  input: DecideInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const hash = hashOf(ctx.data);
  const checked = checkDecision(workflow, state, input, ctx, hash);
  if (checked.issues.length > 0 || !checked.step) return { ok: false, issues: checked.issues };
  const writes = checked.data !== ctx.data && changedFields(ctx.data, checked.data).length > 0;
  const opinion = said(input.opinion) || undefined;
  const { task, person, decision, to, where, resume, chosen } = input;
  const handed = isHanding(decision) ? decision : undefined;
  const by = handed && entitlement(checked.step, checked.task, handed, to ?? '', lookingAt(workflow, state, ctx));
  const command: DecisionCommand = {
    task,
    person,
    decision,
    ...(opinion === undefined ? {} : { opinion }),
    ...(to === undefined ? {} : { to }),
    ...(by === undefined ? {} : { by }),
    ...(where === undefined ? {} : { where }),
    ...(resume === undefined ? {} : { resume }),
    ...(chosen === undefined ? {} : { chosen }),
    ...(checked.step.sign && input.signed ? { factor: input.signed.factor } : {}),
    ...(writes ? { writes: true } : {}),
  };
  const head = { kind: 'decide' as const, at: input.at, by: person, command: command as JsonObject };
  const advance = carryOut(
    workflow,
    state,
    head,
    (turn) => {
      applyDecision(turn, command);
      return undefined;
    },
    ctx,
    { written: checked.data, hash },
  );
  return choiceMade(choiceAsked(advance, workflow, checked.step, input), workflow, 'previous');
}
