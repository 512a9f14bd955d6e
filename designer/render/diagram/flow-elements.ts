// What React Flow is given: states and transitions where the layout has put them. Pure, so that it is tested without a screen.
import { MarkerType } from '@xyflow/react';
import { type ChartGraph, decisionOf, type GraphEdge, type GraphNode } from '../../../engine/index.ts';
import { palette } from '../../ui/palette.ts';
import { type GraphLayout, labelWidth } from './layout-graph.ts';
import { MOST_PEOPLE } from './most-people.ts';
import type { RoutedFlowEdge, Tone } from './RoutedEdge.tsx';
import type { StateFlowNode } from './StateNode.tsx';
import { type Standing, standingOf } from './standing.ts';

export type Shown = {
  active: readonly string[];
  visited: readonly string[];
  walked: readonly string[];
  waiting: { readonly [state: string]: readonly string[] };
  /** The chart of a case, which stands somewhere; else of none. */
  ofCase: boolean;
  selected?: string;
  selectable: boolean;
  selectedEdge?: string;
  onSelectEdge?(edge: GraphEdge): void;
  titleOf(node: GraphNode): string;
  /** Everything about a state in one sentence. */
  spokenOf(title: string, standing: Standing | 'plain', people: readonly string[]): string;
  textOf(edge: GraphEdge): string;
};

/** Which way a transition leads. */
export function toneOf({ kind, event }: GraphEdge): Tone {
  if (kind === 'return' || event === 'return' || event === 'withdraw') return 'back';
  return event === 'error' || decisionOf(event ?? '')?.danger ? 'against' : 'forward';
}

/** How large a state is drawn: as its title and those who are waited for need. */
export function sizeOf(node: GraphNode, title: string, people: readonly string[]): { width: number; height: number } {
  if (node.kind === 'start') return { width: 16, height: 16 };
  const shown = people.slice(0, MOST_PEOPLE);
  const width = Math.max(labelWidth(title) * 1.12 + 40, ...shown.map((name) => labelWidth(name) + 26));
  return { width: Math.min(Math.max(width, 112), 230), height: 40 + shown.length * 17 };
}

export function flowNodes(graph: ChartGraph, layout: GraphLayout, shown: Shown): StateFlowNode[] {
  const groups = new Set(graph.nodes.map(({ parent }) => parent));
  return graph.nodes.flatMap((node): StateFlowNode[] => {
    const box = layout.nodes[node.id];
    if (!box) return [];
    const isGroup = groups.has(node.id);
    const isStart = node.kind === 'start';
    const standing = shown.ofCase ? standingOf(node.id, shown.active, shown.visited) : 'plain';
    const waiting = [...(shown.waiting[node.id] ?? [])];
    const title = shown.titleOf(node);
    return [
      {
        id: node.id,
        type: isGroup ? 'group' : isStart ? 'start' : 'state',
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: { title, kind: node.kind, standing, waiting, ...(node.outcome && { outcome: node.outcome }) },
        ...(isStart || isGroup
          ? { domAttributes: { 'aria-hidden': isStart } }
          : { ariaLabel: shown.spokenOf(title, standing, waiting) }),
        focusable: !isGroup && !isStart,
        selectable: shown.selectable && !isGroup && !isStart,
        draggable: false,
        selected: node.id === shown.selected,
        zIndex: isGroup ? -1 : 1,
      },
    ];
  });
}

const toneColours = { forward: palette.lineStrong, against: palette.bad, back: palette.warn };

export function flowEdges(graph: ChartGraph, layout: GraphLayout, shown: Shown): RoutedFlowEdge[] {
  const begun = shown.active.length > 0 || shown.visited.length > 0;
  return graph.edges.flatMap((edge): RoutedFlowEdge[] => {
    const route = layout.edges[edge.id];
    if (!route) return [];
    const tone = toneOf(edge);
    const walked = edge.kind === 'start' ? begun : shown.walked.includes(edge.path);
    return [
      {
        id: edge.id,
        type: 'routed',
        source: edge.from,
        target: edge.to,
        data: {
          points: route.points,
          text: shown.textOf(edge),
          tone,
          walked,
          selected: edge.id === shown.selectedEdge,
          ...(shown.onSelectEdge && { select: () => shown.onSelectEdge?.(edge) }),
          ...(route.label && { label: route.label }),
        },
        markerEnd: {
          type: MarkerType.ArrowClosed,
          width: 15,
          height: 15,
          color: walked && tone === 'forward' ? palette.accent : toneColours[tone],
        },
        focusable: false,
        selectable: false,
      },
    ];
  });
}

/** Where to begin looking: the whole drawing if it stays readable, else the place where the case stands. */
export function firstView(
  layout: GraphLayout,
  width: number,
  active: readonly string[],
): { x: number; y: number; zoom: number; height: number } {
  const whole = Math.min(1, width / Math.max(layout.width, 1));
  const zoom = Math.max(whole, 0.62);
  const height = Math.min(Math.max(layout.height * zoom + 44, 180), 640);
  const stands = layout.nodes[active[0] ?? ''];
  const drawn = layout.width * zoom;
  let x = (width - drawn) / 2;
  if (drawn > width && stands)
    x = Math.min(0, Math.max(width - drawn, width / 2 - (stands.x + stands.width / 2) * zoom));
  let y = 8;
  if (layout.height * zoom > height && stands)
    y = Math.min(8, Math.max(height - layout.height * zoom, height / 2 - (stands.y + stands.height / 2) * zoom));
  return { x, y, zoom, height };
}
