import type { Json, JsonObject } from '../core/json.ts';
import { type JsonPointer, valueAt } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { addRevision } from './add-revision.ts';
import type { Parsing } from './parsing.ts';
import { objectOf } from './raw.ts';
import { readChart } from './read-chart.ts';
import type { ChartState, Transition, Workflow } from './workflow.ts';

/** `id` is the dotted path of the state; `start` (id `''`) is the dot that leads to the first state. */
export type GraphNode = {
  id: string;
  key: string;
  parent?: string;
  kind: 'start' | 'state' | 'step' | 'group' | 'parallel' | 'final' | 'history';
  step?: string;
  outcome?: string;
  title: Text;
  path: JsonPointer;
};
/** `path` leads to the transition in the definition; `guard` is the rule as written. A target that does not exist is left out. */
export type GraphEdge = {
  id: string;
  from: string;
  to: string;
  kind: 'start' | 'event' | 'always' | 'after' | 'done' | 'return';
  event?: string;
  guard?: Json;
  /** It has a condition that the reader is not told. */
  closed?: true;
  /** It is taken where the guards before it do not hold. */
  otherwise?: boolean;
  path: JsonPointer;
};
export type ChartGraph = { nodes: GraphNode[]; edges: GraphEdge[] };

type Chart = { states: Parsing['states']; transitions: Transition[]; initial?: string; parallel: boolean };

/** The chart as nodes and edges, for diagrams; of a parsed workflow or of a draft's JSON, however broken. */
export function chartGraph(workflow: Workflow | JsonObject): ChartGraph {
  if ('machine' in workflow && 'states' in workflow) {
    const parsed = workflow as Workflow;
    return graphOf(parsed, parsed.json);
  }
  const json = workflow as JsonObject;
  const chart = objectOf(json.chart);
  const parsing: Parsing = {
    issues: [],
    form: undefined,
    scope: {},
    parallel: chart.type === 'parallel',
    states: {},
    ids: new Map(),
    transitions: [],
    guards: [],
    actions: [],
    timers: [],
  };
  const { steps, initial } = readChart(chart, parsing);
  addRevision(steps, initial, parsing);
  return graphOf({ ...parsing, ...(initial === undefined ? {} : { initial }) }, json);
}

function graphOf(chart: Chart, json: JsonObject): ChartGraph {
  const nodes = Object.values(chart.states).map(nodeOf);
  const edges = chart.transitions.flatMap((transition) => edgesOf(transition, chart, json));
  if (chart.initial === undefined) return { nodes, edges };
  const start: GraphNode = {
    id: '',
    key: 'start',
    kind: 'start',
    title: { en: 'Start', 'zh-CN': '开始' },
    path: '/chart/initial',
  };
  return {
    nodes: [start, ...nodes],
    edges: [{ id: 'start', from: '', to: chart.initial, kind: 'start', path: '/chart/initial' }, ...edges],
  };
}

function nodeOf(state: ChartState): GraphNode {
  const kind =
    state.step !== undefined
      ? 'step'
      : state.kind === 'atomic'
        ? 'state'
        : state.kind === 'compound'
          ? 'group'
          : state.kind;
  return {
    id: state.path,
    key: state.key,
    kind,
    title: state.title,
    path: state.pointer,
    ...(state.parent === undefined ? {} : { parent: state.parent }),
    ...(state.step === undefined ? {} : { step: state.step }),
    ...(state.outcome === undefined ? {} : { outcome: state.outcome }),
  };
}

function edgesOf(transition: Transition, chart: Chart, json: JsonObject): GraphEdge[] {
  const guard = valueAt(json, `${transition.pointer}/guard/params/if`);
  const sameEvent = chart.transitions.filter(
    ({ from, kind, on }) => from === transition.from && kind === transition.kind && on === transition.on,
  );
  const closed = guard === undefined && valueAt(json, `${transition.pointer}/guard`) !== undefined;
  const otherwise = guard === undefined && !closed && sameEvent.indexOf(transition) > 0;
  return transition.targets.map((to, index) => ({
    id: `${transition.pointer}${index === 0 ? '' : `#${index}`}`,
    from: transition.from,
    to,
    kind: transition.kind === 'event' && transition.on === 'return' ? 'return' : transition.kind,
    ...(transition.on === undefined ? {} : { event: transition.on }),
    ...(guard === undefined ? {} : { guard }),
    ...(closed && { closed }),
    ...(otherwise ? { otherwise } : {}),
    path: transition.pointer,
  }));
}
