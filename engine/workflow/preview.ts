import { hashOf } from '../core/canonical.ts';
import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import { completeStep } from './complete-step.ts';
import type { WorkflowContext } from './context.ts';
import type { Fact } from './history.ts';
import { unstick } from './incidents.ts';
import { LiveFinder } from './live-finder.ts';
import { begin, drain, send } from './run-chart.ts';
import { newCase } from './start.ts';
import type { Step } from './step.ts';
import { newTurn, type Turn } from './turn.ts';
import type { Workflow } from './workflow.ts';

export type GuardFact = Extract<Fact, { kind: 'guard' }>;

/** A step on the way that data would take if everybody agreed. `guards`: what decided that it comes next. */
export type RouteStep = {
  step: string;
  title: Text;
  type: string;
  /** Ids. */
  people: string[];
  /** `role` or `role@unit`. */
  pool?: string;
  decide?: 'any' | 'all' | 'sequence' | 'vote';
  guards: GuardFact[];
  /** `chosen-later`: a person will choose; `stuck`: the way from here cannot be told. */
  note?: 'nobody' | 'skipped' | 'chosen-later' | 'stuck';
  /** Of the last step: the end that it leads to, and why. */
  end?: { state: string; title: Text; guards: GuardFact[] };
};

/** What has been told of the turn's facts so far. */
type Walk = { turn: Turn; route: RouteStep[]; told: number; guards: GuardFact[]; done: Set<string> };

/** The way this data would take, from `initiator`; nothing is stored or sent. Empty where the case could not begin. */
export function preview(
  workflow: Workflow,
  data: JsonObject,
  ctx: WorkflowContext & { initiator: string; at: string; chosen?: { [step: string]: string[] } },
): RouteStep[] {
  const hash = hashOf(data);
  const state = newCase(
    workflow,
    { case: 'preview', initiator: ctx.initiator, at: ctx.at, ...(ctx.chosen && { chosen: ctx.chosen }) },
    hash,
    ctx.record.createdBy,
  );
  const turn = newTurn(workflow, state, new LiveFinder({ ...ctx, data }, hash), ctx.at, ctx.initiator);
  turn.supposed = true;
  const walk: Walk = { turn, route: [], told: 0, guards: [], done: new Set() };
  begin(turn);
  if (turn.refused) return [];
  drain(turn);
  // Each step once: a chart that comes back to one it has passed has been told.
  for (let next = nextStep(walk); next; next = nextStep(walk)) goOn(walk, next);
  const { route } = walk;
  const last = route.at(-1);
  const [end] = turn.state.states;
  if (last && turn.state.stuck.some(({ event }) => event !== undefined)) last.note = 'stuck';
  if (last && end !== undefined && turn.state.status !== 'running')
    last.end = { state: end, title: workflow.states[end]?.title ?? end, guards: walk.guards };
  return route;
}

function nextStep(walk: Walk): Step | undefined {
  tell(walk);
  const { state, workflow } = walk.turn;
  if (state.status !== 'running') return undefined;
  const key = Object.keys(state.steps).find((one) => state.steps[one]?.status === 'open' && !walk.done.has(one));
  if (key === undefined) return undefined;
  walk.done.add(key);
  return workflow.steps[key];
}

/** Everybody of the step agrees; a step that waits gets what it waits for. */
function goOn({ turn }: Walk, step: Step): void {
  unstick(turn, step.path);
  if (step.type !== 'wait') completeStep(turn, step, step.type === 'fill' ? 'submit' : 'approve');
  else {
    const ways = turn.workflow.transitions.filter(
      ({ from, kind, targets }) => from === step.path && targets.length > 0 && (kind === 'event' || kind === 'after'),
    );
    for (const { kind, on } of ways) {
      const type =
        kind === 'event' ? (on ?? '') : (turn.workflow.timersOf[step.path]?.find(({ key }) => key === on)?.event ?? '');
      if (send(turn, { type, within: step.path, must: true }) === undefined) break;
    }
  }
  drain(turn);
}

function tell(walk: Walk): void {
  const { turn, route } = walk;
  for (; walk.told < turn.facts.length; walk.told++) {
    const fact = turn.facts[walk.told] as Fact;
    if (fact.kind === 'guard') walk.guards = [...walk.guards, fact];
    if (fact.kind === 'assigned') route.push({ ...stepOf(walk, fact.step), ...assignedOf(walk, fact) });
  }
  for (const [key, { status }] of Object.entries(turn.state.steps)) {
    if (status === 'open' && !route.some(({ step }) => step === key)) route.push(stepOf(walk, key));
  }
}

// What was asked since the last step decided about this one.
function stepOf(walk: Walk, key: string): RouteStep {
  const step = walk.turn.workflow.steps[key] as Step;
  const decide = step.order === 'sequence' ? 'sequence' : typeof step.decide === 'object' ? 'vote' : step.decide;
  const { guards } = walk;
  walk.guards = [];
  return {
    step: key,
    title: step.title,
    type: step.type,
    people: [],
    guards,
    ...(step.type === 'approval' ? { decide } : {}),
  };
}

function assignedOf({ turn }: Walk, fact: Extract<Fact, { kind: 'assigned' }>): Partial<RouteStep> {
  const later = turn.workflow.steps[fact.step]?.assign.some(({ by }) => by === 'choice') && fact.people.length === 0;
  const note = later
    ? 'chosen-later'
    : fact.empty === 'skip'
      ? 'skipped'
      : fact.empty === 'incident'
        ? 'nobody'
        : undefined;
  return {
    people: fact.people.map(({ person }) => person),
    ...(fact.pools[0] === undefined ? {} : { pool: fact.pools[0] }),
    ...(note ? { note } : {}),
  };
}
