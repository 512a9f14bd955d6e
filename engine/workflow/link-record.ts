import { fail, type Result } from '../core/result.ts';
import { write } from '../forms/index.ts';
import { caseEnv } from './case-env.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { chartContext } from './form-context.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** `field` of the case's own record is to refer to the record `id`, which an action of the chart has made. */
export type LinkInput = { field: string; id: string; at: string };

/** Writes the link as the chart's own `set` would be written. The case may have ended with the action that made the record. */
export function linkRecord(
  workflow: Workflow,
  state: CaseState,
  { field, id, at }: LinkInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const context = chartContext(ctx.data, caseEnv(ctx, ctx.data, state, { at }), {}, state, ctx);
  const { data, issues } = write(ctx.form, { [field]: { id } }, context, {
    before: ctx.data,
    by: 'chart',
    ...ctx.tools,
  });
  const [first] = issues.filter(({ severity }) => severity === 'error');
  if (first) return fail(first);
  const head = { kind: 'link' as const, at, command: { field, record: id } };
  return carryOut(workflow, state, head, applyLink, ctx, { written: data });
}

export function applyLink(turn: Turn): void {
  turn.finder.write(turn);
  // A case that was ended outside its chart keeps the status that it ended with.
  if (turn.state.endedAt !== undefined) turn.ended = turn.state.recordStatus;
}
