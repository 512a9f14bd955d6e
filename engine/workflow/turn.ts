import type { Issue } from '../core/issue.ts';
import type { CaseState, StepState, TaskState } from './case-state.ts';
import { type Effect, type EffectParams, type EffectType, effect } from './effect.ts';
import type { Pause } from './fire-at.ts';
import { EDITION, type Edition, type Fact } from './history.ts';
import type { ChartEvent } from './machine.ts';
import type { ChartTimer, Workflow } from './workflow.ts';

export type Assigned = Omit<Extract<Fact, { kind: 'assigned' }>, 'kind' | 'step'>;

/** An effect that an action of the chart makes; `to` of a message is found when it is delivered. */
export type Prepared = (turn: Turn) => void;

/**
 * What a command must find out beside what the case itself knows. Asked of rules, people and calendar when a command is
 * taken; read from the history entry when it is replayed. Each answer is put down as a fact.
 */
export type Finder = {
  /** `acted`: the actions that the run has come past, in their order. */
  guard(turn: Turn, guard: number, acted: readonly number[]): boolean | Issue;
  assigned(turn: Turn, step: string): Assigned;
  fireAt(turn: Turn, timer: ChartTimer, since: string): string | undefined;
  /** When a timer fires that was to fire at `fireAt` before the case stood still. */
  resumedAt(turn: Turn, timer: ChartTimer, fireAt: string, pause: Pause): string;
  /** Works the actions out before anything is changed, so that a failing one changes nothing. */
  act(turn: Turn, actions: number[]): Prepared[] | Issue;
  /** Whether the person of a task that would approve itself is still here to approve. */
  isHere(turn: Turn, task: { id: string; person: string }): boolean;
  /** Takes over data written by the command; answers the names of the fields that changed. */
  write(turn: Turn): string[];
};

/** An event for the chart. `must`: a chart that does not take it leaves the case stuck. `goto`: a state to be put into. */
export type Pending = ChartEvent & { step?: string; must: boolean };

/** One command at work on a case. `state` and its maps are this turn's own; what is in the maps is replaced, never changed. */
export type Turn = {
  workflow: Workflow;
  state: CaseState;
  at: string;
  by?: string;
  edition: Edition;
  finder: Finder;
  queue: Pending[];
  facts: Fact[];
  effects: Effect[];
  /** Found while the command was carried out: nothing of it is kept. */
  refused?: Issue;
  /** The record's status where the command ends the case outside its chart. */
  ended?: string;
  /** True where everybody is taken to agree, to see where a case would go. */
  supposed?: true;
  /** What rules read as `decision`. */
  decision?: { name: string; step: string; opinion?: string };
  /** Steps whose people the command chooses. */
  chosen?: string[];
  /** True for an event sent by a maker of the request. */
  byMaker?: true;
};

export function newTurn(
  workflow: Workflow,
  state: CaseState,
  finder: Finder,
  at: string,
  by?: string,
  edition: Edition = EDITION,
): Turn {
  const own: CaseState = {
    ...state,
    steps: { ...state.steps },
    tasks: { ...state.tasks },
    timers: { ...state.timers },
    fired: { ...state.fired },
    acted: { ...state.acted },
    last: { ...state.last },
    ...(state.proposals ? { proposals: { ...state.proposals } } : {}),
  };
  return {
    workflow,
    state: own,
    at,
    ...(by === undefined ? {} : { by }),
    edition,
    finder,
    queue: [],
    facts: [],
    effects: [],
  };
}

export function emit<T extends EffectType>(turn: Turn, type: T, params: EffectParams[T]): void {
  turn.effects.push(effect(type, params));
}

export function setTask(turn: Turn, id: string, change: Partial<TaskState>): TaskState {
  const task = { ...(turn.state.tasks[id] as TaskState), ...change };
  turn.state.tasks[id] = task;
  return task;
}

export function setStep(turn: Turn, key: string, change: Partial<StepState>): StepState {
  const step = { ...(turn.state.steps[key] as StepState), ...change };
  turn.state.steps[key] = step;
  return step;
}

/** Puts down that the data is now `hash`. */
export function noteData(turn: Turn, hash: string, fields: string[]): void {
  const { data } = turn.state;
  if (hash === data.hash) return;
  const change = { hash, from: data.hash, fields, ...(turn.by === undefined ? {} : { by: turn.by }), at: turn.at };
  turn.state.data = { hash, changes: [...data.changes, change].slice(-MOST_CHANGES) };
}

// Enough to name what changed since any open task was looked at; the record's own history has all of it.
const MOST_CHANGES = 50;

/** Notes that a maker of the request leads it on: past an open approval that is no way to an approved end. */
export function noteByMaker(turn: Turn, person = turn.by): void {
  if (person !== undefined && turn.state.makers.includes(person)) turn.byMaker = true;
}
