import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Workflow } from './workflow.ts';

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
  otherwise?: boolean;
  path: JsonPointer;
};
export type ChartGraph = { nodes: GraphNode[]; edges: GraphEdge[] };

/** The chart as nodes and edges, for diagrams; of a parsed workflow or of a draft's JSON, however broken. */
export declare function chartGraph(workflow: Workflow | JsonObject): ChartGraph;
