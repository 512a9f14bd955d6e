import { type AnyMachineSnapshot, type AnyStateMachine, createActor, createMachine } from 'xstate';
import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { ChartSnapshot } from './case-state.ts';
import type { ChartState, Transition, Workflow } from './workflow.ts';

/** An interpreted chart. Opaque outside this file, which alone knows XState. */
export type Machine = {
  readonly xstate: AnyStateMachine;
  readonly pathOf: ReadonlyMap<string, string>;
  readonly idOf: ReadonlyMap<string, string>;
  /** Places where cases have rested, as XState restores them: most cases of a chart rest at the same few. */
  readonly rests: Map<string, AnyMachineSnapshot>;
  /** What XState's own `transition` makes anew for every event: an actor that is never started. */
  readonly scope: Scope;
};

/** What happened in a run of the chart, in order: states left, transitions taken, their actions, states entered. */
export type Mark =
  | { type: 'leave'; state: string }
  | { type: 'enter'; state: string }
  | { type: 'took'; transition: number; event: string }
  | { type: 'act'; action: number };

export type ChartRun = { snapshot: ChartSnapshot; states: string[]; done: boolean; marks: Mark[] };

/** What the chart is sent. `step` confines it to the states that hold that step's state (path). */
export type ChartEvent = { type: string; within?: string };

/**
 * Whether a guard holds, after the actions that the run has come past; an issue where it cannot be told: the run is then
 * given up and nothing has happened.
 */
export type AskGuard = (guard: number, acted: readonly number[]) => boolean | Issue;

type Chart = Omit<Workflow, 'machine'>;
type Config = { [key: string]: unknown };
type Action = { params?: unknown };
type Scope = Parameters<AnyStateMachine['transition']>[2];
/** `actions`: what the run has come past. */
type Memory = { ask: AskGuard; actions: Action[]; failure?: Issue };

const MOST_MICROSTEPS = 100;
const MOST_RESTS = 500;

/** Sends the chart to any state, whatever it says itself: for returns and administrators. */
export function gotoEvent(path: string): ChartEvent {
  return { type: `goto.${path}` };
}

/** The parsed chart as an XState machine: rebuilt from what was parsed, never the definition's own JSON. */
export function toMachine(chart: Chart): Result<Machine> {
  const paths = Object.keys(chart.states);
  const idOf = new Map(paths.map((path, index) => [path, `s${index}`]));
  const scoped = Object.values(chart.states).some(({ kind }) => kind === 'parallel') || chart.parallel;
  const build = (path: string): Config => stateConfig(chart, path, idOf, scoped);
  const top = paths.filter((path) => chart.states[path]?.parent === undefined);
  const gotos = paths
    .filter((path) => chart.states[path]?.kind !== 'history')
    .map((path) => [gotoEvent(path).type, { target: `#${idOf.get(path)}` }]);
  const root = transitionConfig(chart, '', idOf, scoped);
  const config: Config = {
    id: 'chart',
    options: { maxIterations: MOST_MICROSTEPS },
    // XState copies the context of a first run, so that what is remembered must lie one level deeper.
    context: ({ input }: { input: Memory }) => ({ memory: input }),
    ...(chart.parallel ? { type: 'parallel' } : { initial: chart.initial }),
    states: Object.fromEntries(top.map((path) => [path, build(path)])),
    ...root,
    on: { ...(root.on as Config), ...Object.fromEntries(gotos) },
  };
  try {
    const xstate = createMachine(config as Parameters<typeof createMachine>[0], { guards: guards() as never });
    return ok({
      xstate,
      idOf,
      pathOf: new Map([...idOf].map(([path, id]) => [id, path])),
      rests: new Map(),
      scope: inertScope(xstate),
    });
  } catch (refused) {
    return fail(
      issue('workflow/chart', '/chart', {
        reason: refused instanceof Error ? refused.message.slice(0, 300) : String(refused),
      }),
    );
  }
}

type GuardArgs = { context: { memory: Memory }; event: ChartEvent };
type Guards = { [name: string]: (args: GuardArgs, params: { guard?: number; from?: string }) => boolean };

// A map without a prototype: XState looks a guard up by name, and would find `toString` on an ordinary object.
function guards(): Guards {
  const map: Guards = Object.create(null);
  map.ask = ({ context, event }, { guard, from }) => {
    if (from !== undefined && event.within !== undefined && !holdsState(from, event.within)) return false;
    if (guard === undefined) return true;
    const answer = context.memory.ask(guard, actedIn(context.memory.actions));
    if (typeof answer === 'boolean') return answer;
    context.memory.failure = answer;
    throw new Error('guard');
  };
  return map;
}

/** The scope of XState's pure `transition`, which costs more than the transition when it is made for every event. */
function inertScope(xstate: AnyStateMachine): Scope {
  const never: AskGuard = () => false;
  const self = createActor(xstate, { input: { ask: never, actions: [] } });
  const nothing = () => {};
  const inert = { self, system: self.system, id: '', sessionId: '', logger: nothing, defer: nothing };
  return { ...inert, stopChild: nothing, emit: nothing, actionExecutor: nothing } as unknown as Scope;
}

function marksIn(actions: readonly Action[]): Mark[] {
  return actions.flatMap(({ params }) => (params === undefined ? [] : [params as Mark]));
}

function actedIn(actions: readonly Action[]): number[] {
  return marksIn(actions).flatMap((mark) => (mark.type === 'act' ? [mark.action] : []));
}

function holdsState(holder: string, path: string): boolean {
  return holder === '' || holder === path || path.startsWith(`${holder}.`);
}

function stateConfig(chart: Chart, path: string, idOf: Map<string, string>, scoped: boolean): Config {
  const state = chart.states[path] as ChartState;
  const id = idOf.get(path);
  if (state.history) {
    const { deep, target } = state.history;
    return {
      id,
      type: 'history',
      history: deep ? 'deep' : 'shallow',
      ...(target === undefined ? {} : { target: `#${idOf.get(target)}` }),
    };
  }
  const acts = (actions: number[]) => actions.map((action) => ({ type: 'act', params: { type: 'act', action } }));
  return {
    id,
    ...(state.kind === 'parallel' || state.kind === 'final' ? { type: state.kind } : {}),
    ...(state.initial === undefined ? {} : { initial: chart.states[state.initial]?.key }),
    ...(state.tags.length > 0 ? { tags: state.tags } : {}),
    entry: [{ type: 'enter', params: { type: 'enter', state: path } }, ...acts(state.entry)],
    exit: [...acts(state.exit), { type: 'leave', params: { type: 'leave', state: path } }],
    ...transitionConfig(chart, path, idOf, scoped),
    ...(state.children.length > 0
      ? {
          states: Object.fromEntries(
            state.children.map((child) => [chart.states[child]?.key ?? child, stateConfig(chart, child, idOf, scoped)]),
          ),
        }
      : {}),
  };
}

function transitionConfig(chart: Chart, from: string, idOf: Map<string, string>, scoped: boolean): Config {
  const on: { [event: string]: Config[] } = {};
  const always: Config[] = [];
  const onDone: Config[] = [];
  for (const one of chart.transitions) {
    if (one.from !== from) continue;
    const config = oneTransition(one, idOf, scoped);
    if (one.kind === 'always') always.push(config);
    else if (one.kind === 'done') onDone.push(config);
    else {
      const event =
        one.kind === 'after' ? (chart.timersOf[from]?.find(({ key }) => key === one.on)?.event ?? '') : (one.on ?? '');
      on[event] = [...(on[event] ?? []), config];
    }
  }
  return { on, ...(always.length > 0 ? { always } : {}), ...(onDone.length > 0 ? { onDone } : {}) };
}

function oneTransition(one: Transition, idOf: Map<string, string>, scoped: boolean): Config {
  const narrow = scoped && one.kind === 'event';
  const params = { ...(one.guard === undefined ? {} : { guard: one.guard }), ...(narrow ? { from: one.from } : {}) };
  return {
    ...(one.targets.length > 0 ? { target: one.targets.map((path) => `#${idOf.get(path)}`) } : {}),
    ...(one.guard !== undefined || narrow ? { guard: { type: 'ask', params } } : {}),
    actions: [
      { type: 'took', params: { type: 'took', transition: one.index, event: one.on ?? one.kind } },
      ...one.actions.map((action) => ({ type: 'act', params: { type: 'act', action } })),
    ],
    reenter: one.reenter,
  };
}

/** The chart's first run: from nothing to where it first rests. */
export function beginChart(machine: Machine, ask: AskGuard): Result<ChartRun> {
  const memory: Memory = { ask, actions: [] };
  try {
    const after = machine.xstate.getInitialSnapshot(scopeFor(machine, memory) as never, memory as never);
    return finish(machine, after as AnyMachineSnapshot, memory);
  } catch (thrown) {
    return fail(failureOf(thrown, memory));
  }
}

/** One event. A run without a `took` mark means that the chart did not take it. */
export function sendChart(
  machine: Machine,
  snapshot: ChartSnapshot,
  event: ChartEvent,
  ask: AskGuard,
): Result<ChartRun> {
  const memory: Memory = { ask, actions: [] };
  const restored = restore(machine, snapshot, memory);
  if (!restored) return fail(issue('workflow/bad-snapshot', '', { value: snapshot.value }));
  try {
    const after = machine.xstate.transition(restored, event as never, scopeFor(machine, memory) as never);
    return finish(machine, after as AnyMachineSnapshot, memory);
  } catch (thrown) {
    return fail(failureOf(thrown, memory));
  }
}

// XState hands over each action as it comes to it, so that later guards can be told of it.
function scopeFor(machine: Machine, { actions }: Memory) {
  return { ...machine.scope, actionExecutor: (action: Action) => actions.push(action) };
}

function failureOf(thrown: unknown, memory: Memory): Issue {
  if (memory.failure) return memory.failure;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return issue('workflow/does-not-settle', '/chart', { max: MOST_MICROSTEPS, reason: reason.slice(0, 200) });
}

function finish(machine: Machine, after: AnyMachineSnapshot, memory: Memory): Result<ChartRun> {
  if (memory.failure || after.status === 'error') return fail(failureOf(after.error, memory));
  const history: ChartSnapshot['history'] = {};
  for (const [id, nodes] of Object.entries(after.historyValue as { [id: string]: { id: string }[] })) {
    history[machine.pathOf.get(id) ?? id] = nodes.map((node) => machine.pathOf.get(node.id) ?? node.id);
  }
  const value = after.value as Json;
  return ok({
    snapshot: { value, history },
    states: leaves(value, ''),
    done: after.status === 'done',
    marks: marksIn(memory.actions),
  });
}

/** Dotted paths of the active states that hold no other. */
function leaves(value: Json, parent: string): string[] {
  const path = (key: string) => (parent === '' ? key : `${parent}.${key}`);
  if (typeof value === 'string') return [path(value)];
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const found = leaves(inner, path(key));
    return found.length > 0 ? found : [path(key)];
  });
}

function restore(machine: Machine, snapshot: ChartSnapshot, memory: Memory): AnyMachineSnapshot | undefined {
  const key = JSON.stringify(snapshot);
  let rest = machine.rests.get(key);
  if (!rest) {
    rest = restoreAnew(machine, snapshot);
    if (!rest) return undefined;
    if (machine.rests.size >= MOST_RESTS) machine.rests.clear();
    machine.rests.set(key, rest);
  }
  // XState changes no snapshot: each run gets its own memory beside what all share.
  return { ...rest, context: { memory } } as AnyMachineSnapshot;
}

// XState takes a hand-made snapshot as it is and fails late (or brings the process down) on a state that is not there.
function restoreAnew(machine: Machine, { value, history }: ChartSnapshot): AnyMachineSnapshot | undefined {
  if (!leaves(value, '').every((path) => machine.idOf.has(path))) return undefined;
  try {
    const historyValue = Object.fromEntries(
      Object.entries(history).map(([path, states]) => [
        machine.idOf.get(path) ?? '',
        states.map((state) => ({ id: machine.idOf.get(state) ?? '' })),
      ]),
    );
    const plain = { status: 'active', value, historyValue, context: {}, children: {} };
    const restored = machine.xstate.restoreSnapshot(plain as never, {} as never) as AnyMachineSnapshot;
    // A value that leaves out a region would be completed silently.
    return leaves(restored.value as Json, '').length === leaves(value, '').length ? restored : undefined;
  } catch {
    return undefined;
  }
}
