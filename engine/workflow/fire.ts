import { issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { fail, type Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { runningIssues } from './running.ts';
import { takeTimer } from './timers.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** A timer is due. One that is not set (any more), or whose time has not come, is refused: it fires once and never early. */
export function fire(
  workflow: Workflow,
  state: CaseState,
  input: { timer: string; at: string },
  ctx: WorkflowContext,
): Result<Advance> {
  const running = runningIssues(state);
  if (running.length > 0) return { ok: false, issues: running };
  const timer = own(state.timers, input.timer);
  if (!timer) return fail(issue('workflow/timer-unknown', '/timer', { timer: input.timer }));
  if (input.at < timer.fireAt)
    return fail(issue('workflow/timer-early', '/at', { timer: input.timer, fireAt: timer.fireAt }));
  const command = { timer: input.timer };
  return carryOut(workflow, state, { kind: 'fire', at: input.at, command }, (turn) => applyFire(turn, command), ctx);
}

export function applyFire(turn: Turn, { timer }: { timer: string }): void {
  const due = takeTimer(turn, timer);
  // A reminder whose condition does not hold is simply over.
  turn.queue.push({
    type: due.event,
    within: due.state,
    ...(due.step === undefined ? {} : { step: due.step }),
    must: false,
  });
}
