import { hashOf } from '../core/canonical.ts';
import { type Issue, issue } from '../core/issue.ts';
import type { Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import { choiceIssues, choiceMade } from './choices.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { activePerson } from './people.ts';
import { begin } from './run-chart.ts';
import type { Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

/**
 * `chosen`: people whom the initiator chose for steps with that assignment. `writers`: people who have changed the record since
 * it was last approved; it is their work as well.
 */
export type StartInput = {
  case: string;
  initiator: string;
  record?: string;
  at: string;
  writers?: string[];
  chosen?: { [step: string]: string[] };
};

/** Begins a case. Fails where the initiator may not, or where the chart cannot come to rest in its first step. */
export function start(workflow: Workflow, input: StartInput, ctx: WorkflowContext): Result<Advance> {
  const state = newCase(
    workflow,
    { ...input, record: input.record ?? ctx.record.id },
    hashOf(ctx.data),
    ctx.record.createdBy,
  );
  const issues = [
    ...initiatorIssues(workflow, input, ctx),
    ...choiceIssues(workflow, state, input.chosen ?? {}, ['initiator'], ctx),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const command = {
    case: input.case,
    initiator: input.initiator,
    record: state.record,
    makers: state.makers,
    hash: state.data.hash,
    ...(input.chosen ? { chosen: input.chosen } : {}),
  };
  const begun = carryOut(
    workflow,
    state,
    { kind: 'start', at: input.at, by: input.initiator, command },
    applyStart,
    ctx,
  );
  return choiceMade(begun, workflow, 'initiator');
}

/** True where a person with these roles may begin a case. */
export function startable(workflow: Workflow, roles: readonly string[]): boolean {
  return workflow.start.roles.some((role) => roles.includes(role));
}

function initiatorIssues(workflow: Workflow, { initiator }: StartInput, { organisation }: WorkflowContext): Issue[] {
  const person = activePerson(initiator, organisation);
  if (!person) return [issue('workflow/unknown-person', '/initiator', { person: initiator })];
  return startable(workflow, person.roles)
    ? []
    : [issue('workflow/may-not-start', '/initiator', { roles: workflow.start.roles })];
}

export function applyStart(turn: Turn): void {
  begin(turn);
}

/** A case before its first step. */
export function newCase(
  workflow: Workflow,
  input: StartInput & { makers?: string[] },
  hash: string,
  createdBy?: string,
): CaseState {
  const writers = [...(createdBy === undefined ? [] : [createdBy]), ...(input.writers ?? [])];
  const makers = input.makers ?? [...new Set([input.initiator, ...writers])];
  return {
    case: input.case,
    workflow: workflow.key,
    record: input.record ?? input.case,
    status: 'running',
    recordStatus: '',
    snapshot: { value: {}, history: {} },
    states: [],
    visited: [],
    walked: [],
    round: 1,
    initiator: input.initiator,
    makers,
    startedAt: input.at,
    data: { hash, changes: [] },
    steps: {},
    tasks: {},
    last: { task: 0, timer: 0, incident: 0 },
    passed: [],
    acted: {},
    timers: {},
    fired: {},
    chosen: input.chosen ?? {},
    stuck: [],
    turns: 0,
  };
}
