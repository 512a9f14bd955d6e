import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { ChartGraph, GraphEdge } from '../../../engine/index.ts';

export type Point = { x: number; y: number };
export type Box = Point & { width: number; height: number };
export type GraphLayout = {
  nodes: { [id: string]: Box };
  edges: { [id: string]: { points: Point[]; label?: Box } };
  width: number;
  height: number;
};

/** ELK, in a worker in the browser, in-process in tests. */
export type LayoutEngine = { layout(graph: ElkNode): Promise<ElkNode> };
export type LayoutOptions = {
  direction: 'DOWN' | 'RIGHT';
  /** Size of a state, in pixels. */
  nodeSize(id: string): { width: number; height: number };
  /** Text on an edge, already in the reader's language; '' for none. */
  edgeLabel(id: string): string;
};

// Without these two an approval loop is drawn upside down, the first step last.
const inModelOrder = {
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** Places states and routes transitions. All coordinates are of the whole drawing, also inside groups. */
export async function layoutGraph(
  graph: ChartGraph,
  engine: LayoutEngine,
  options: LayoutOptions,
): Promise<GraphLayout> {
  const root: ElkNode = {
    id: ' root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': options.direction,
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.json.edgeCoords': 'ROOT',
      'elk.json.shapeCoords': 'ROOT',
      'elk.spacing.nodeNode': '28',
      'elk.spacing.edgeNode': '18',
      'elk.spacing.edgeEdge': '12',
      'elk.spacing.edgeLabel': '4',
      'elk.layered.spacing.nodeNodeBetweenLayers': options.direction === 'DOWN' ? '34' : '44',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.padding': '[top=12,left=12,bottom=12,right=12]',
      ...inModelOrder,
    },
    children: childrenOf(graph, undefined, options),
    edges: graph.edges.map((edge) => toElk(edge, options)),
  };
  const placed = await engine.layout(root);
  const layout: GraphLayout = { nodes: {}, edges: {}, width: placed.width ?? 0, height: placed.height ?? 0 };
  collect(placed, layout);
  return layout;
}

function childrenOf(graph: ChartGraph, parent: string | undefined, options: LayoutOptions): ElkNode[] {
  return graph.nodes
    .filter((node) => node.parent === parent)
    .map((node) => {
      const children = childrenOf(graph, node.id, options);
      if (children.length === 0) return { id: node.id, ...options.nodeSize(node.id) };
      return {
        id: node.id,
        children,
        layoutOptions: { 'elk.padding': '[top=40,left=16,bottom=16,right=16]', ...inModelOrder },
      };
    });
}

function toElk(edge: GraphEdge, options: LayoutOptions): ElkExtendedEdge {
  const text = options.edgeLabel(edge.id);
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    ...(text && {
      labels: [
        {
          text,
          width: labelWidth(text),
          height: 20,
          layoutOptions: { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' },
        },
      ],
    }),
  };
}

/** About how wide a text of 12 px is drawn: an ideograph takes a whole em, a letter a little more than half. */
export function labelWidth(text: string): number {
  let width = 14;
  for (const character of text) width += character > '\u2e7f' ? 12.5 : 6.8;
  return Math.ceil(width);
}

function collect(node: ElkNode, layout: GraphLayout): void {
  for (const child of node.children ?? []) {
    layout.nodes[child.id] = { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 };
    collect(child, layout);
  }
  for (const edge of (node.edges ?? []) as ElkExtendedEdge[]) {
    const section = edge.sections?.[0];
    if (!section) continue;
    const label = edge.labels?.[0];
    layout.edges[edge.id] = {
      points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
      ...(label && { label: { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 } }),
    };
  }
}

/** An SVG path through the points, its corners rounded. */
export function pathThrough(points: Point[], radius = 7): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M ${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    const before = index === 0 ? first : rest[index - 1];
    if (!next || !before) {
      path += ` L ${point.x} ${point.y}`;
      return;
    }
    const from = towards(point, before, radius);
    const to = towards(point, next, radius);
    path += ` L ${from.x} ${from.y} Q ${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  return path;
}

function towards(corner: Point, other: Point, distance: number): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  if (length === 0) return corner;
  const share = Math.min(distance, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}
