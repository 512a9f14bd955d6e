import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { stuckAt } from './incidents.ts';
import { activePerson } from './people.ts';
import { send } from './run-chart.ts';
import { runningIssues } from './running.ts';
import { noteByMaker, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type EventInput = { event: string; at: string; person?: string };

/** An event from outside, declared by the workflow; `person` is who sends it, absent for a system. */
export function event(workflow: Workflow, state: CaseState, input: EventInput, ctx: WorkflowContext): Result<Advance> {
  const refused = [...runningIssues(state), ...senderIssues(workflow, input, ctx)];
  if (refused.length > 0) return { ok: false, issues: refused };
  const command = { event: input.event, ...(input.person === undefined ? {} : { person: input.person }) };
  const head = {
    kind: 'event' as const,
    at: input.at,
    ...(input.person === undefined ? {} : { by: input.person }),
    command,
  };
  return carryOut(workflow, state, head, (turn) => applyEvent(turn, command), ctx);
}

export function applyEvent(turn: Turn, input: { event: string }): void {
  noteByMaker(turn);
  const failed = send(turn, { type: input.event, must: true });
  if (turn.refused) return;
  const { states } = turn.state;
  if (failed?.code === 'workflow/no-transition')
    turn.refused = issue('workflow/event-not-accepted', '/event', { event: input.event, states });
  else if (failed) stuckAt(turn, { issue: failed, state: states[0] ?? '', event: input.event });
}

/** Events that a person may send to the case now: declared for one of their roles, and awaited where the case stands. */
export function openEvents(
  workflow: Workflow,
  state: CaseState,
  person: string,
  { organisation }: Pick<WorkflowContext, 'organisation'>,
): { event: string; title: Text }[] {
  if (state.status !== 'running') return [];
  const roles = activePerson(person, organisation)?.roles ?? [];
  const isActive = (path: string) =>
    state.states.some((each) => path === '' || each === path || each.startsWith(`${path}.`));
  return Object.entries(workflow.events).flatMap(([name, { title, roles: senders }]) =>
    senders?.some((role) => roles.includes(role)) &&
    workflow.transitions.some(({ kind, on, from }) => kind === 'event' && on === name && isActive(from))
      ? [{ event: name, title }]
      : [],
  );
}

function senderIssues(workflow: Workflow, { event: name, person }: EventInput, ctx: WorkflowContext): Issue[] {
  const declared = own(workflow.events, name);
  if (!declared)
    return [issue('workflow/event-unknown', '/event', { event: name, known: Object.keys(workflow.events) })];
  if (person === undefined) return [];
  const roles = activePerson(person, ctx.organisation)?.roles ?? [];
  return declared.roles?.some((role) => roles.includes(role))
    ? []
    : [issue('workflow/event-forbidden', '/event', { event: name })];
}
