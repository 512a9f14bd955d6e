import { issue } from '../core/issue.ts';
import { fail, type Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { closeCase, send } from './run-chart.ts';
import { runningIssues } from './running.ts';
import { noteByMaker, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type WithdrawInput = { person: string; at: string; opinion?: string };

/** The initiator takes the request back: the chart's own `withdraw`, or else the end of the case. */
export function withdraw(
  workflow: Workflow,
  state: CaseState,
  input: WithdrawInput,
  ctx: WorkflowContext,
): Result<Advance> {
  const running = runningIssues(state);
  if (running.length > 0) return { ok: false, issues: running };
  const because = whyNot(workflow, state, input.person);
  if (because) return fail(issue('workflow/withdraw-not-allowed', '', { because }));
  const command = {
    person: input.person,
    ...(input.opinion === undefined ? {} : { opinion: input.opinion.slice(0, 2000) }),
  };
  return carryOut(workflow, state, { kind: 'withdraw', at: input.at, by: input.person, command }, applyWithdraw, ctx);
}

/** True where the initiator may take the case back now. */
export function mayWithdraw(workflow: Workflow, state: CaseState, person: string): boolean {
  return state.status === 'running' && whyNot(workflow, state, person) === undefined;
}

function whyNot(workflow: Workflow, state: CaseState, person: string): { en: string; 'zh-CN': string } | undefined {
  const { withdraw: policy } = workflow;
  if (person !== state.initiator) return { en: 'only the initiator may', 'zh-CN': '只有发起人可以撤回' };
  if (policy === 'never') return { en: 'this workflow does not allow it', 'zh-CN': '该流程不允许撤回' };
  if (isReturned(workflow, state)) return undefined;
  if (policy === 'untouched' && touched(state)) return { en: 'a person has decided already', 'zh-CN': '已有人办理' };
  if (typeof policy === 'object' && state.visited.includes(policy.until)) {
    const title = workflow.states[policy.until]?.title ?? policy.until;
    const text = (locale: 'en' | 'zh-CN') =>
      typeof title === 'string' ? title : (title[locale] ?? title.en ?? policy.until);
    return { en: `it has reached "${text('en')}"`, 'zh-CN': `流程已到达“${text('zh-CN')}”` };
  }
  return undefined;
}

/** The case has been sent back to the initiator, and waits nowhere else: it may be withdrawn as a new request may. */
function isReturned({ revision, states: drawn }: Workflow, { states, steps, tasks }: CaseState): boolean {
  if (revision === undefined || states.length !== 1 || states[0] !== revision) return false;
  const since = steps[drawn[revision]?.step ?? '']?.enteredAt;
  return Object.values(tasks).some(
    ({ decision, at }) => decision !== undefined && sendsBack.has(decision) && at === since,
  );
}

const sendsBack = new Set(['return', 'reject']);

// Automatic decisions, and those of the initiator, touch nothing.
function touched(state: CaseState): boolean {
  return Object.values(state.tasks).some(
    (task) => task.decision !== undefined && !task.auto && task.person !== state.initiator,
  );
}

export function applyWithdraw(turn: Turn): void {
  if (turn.edition >= 4) noteByMaker(turn);
  const failed = send(turn, { type: 'withdraw', must: true });
  if (failed?.code === 'workflow/no-transition') {
    // A case that ends here is approved by none.
    delete turn.byMaker;
    endOutside(turn, 'withdrawn');
  } else if (failed) turn.refused = failed;
}

/** Ends the case where it stands, whatever its chart says. */
export function endOutside(turn: Turn, recordStatus: string): void {
  turn.state.status = 'cancelled';
  turn.state.outcome = 'cancelled';
  turn.ended = recordStatus;
  closeCase(turn);
}
