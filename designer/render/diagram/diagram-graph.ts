import type { Text } from '../../../engine/index.ts';

/** A state as the diagram draws it; `id` is its dotted path in the chart. */
export type DiagramNode = {
  id: string;
  title: Text;
  kind: 'step' | 'state' | 'final' | 'parallel' | 'group';
  /** The state that it lies in. */
  parent?: string;
  initial?: boolean;
  /** Of a final state: how the case ended. */
  outcome?: string;
};

export type DiagramEdge = {
  id: string;
  from: string;
  to: string;
  /** What is written on it: the event, or the condition in words. */
  title?: Text;
};

/** A workflow's chart, ready to be drawn. */
export type DiagramGraph = { nodes: DiagramNode[]; edges: DiagramEdge[] };
