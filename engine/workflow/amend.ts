import type { Result } from '../core/result.ts';
import { noteMaker } from './apply-decision.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { runningIssues } from './running.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type AmendInput = { by?: string; at: string; fields: string[] };

/**
 * The record was changed outside the case; `ctx.data` is what it is now, `fields` what differs. Approvals of open steps no
 * longer count, deadlines are set anew, and who changed it is one of its makers from now on.
 */
export function amend(workflow: Workflow, state: CaseState, input: AmendInput, ctx: WorkflowContext): Result<Advance> {
  const running = runningIssues(state);
  if (running.length > 0) return { ok: false, issues: running };
  const by: { by?: string } = input.by === undefined ? {} : { by: input.by };
  const command = { fields: input.fields, ...(input.by === undefined ? {} : { by: input.by }) };
  return carryOut(
    workflow,
    state,
    { kind: 'amend', at: input.at, ...by, command },
    (turn) => applyAmend(turn, command),
    ctx,
  );
}

export function applyAmend(turn: Turn, { by }: { by?: string }): void {
  if (by !== undefined) noteMaker(turn, by);
}
