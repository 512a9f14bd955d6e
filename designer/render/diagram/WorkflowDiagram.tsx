import { Controls, type EdgeTypes, MarkerType, type NodeTypes, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import '@xyflow/react/dist/base.css';
import './diagram.css';
import type { ChartGraph, GraphEdge } from '../../../engine/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { palette } from '../../ui/palette.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { elkInWorker } from './elk-in-worker.ts';
import { type GraphLayout, labelWidth, layoutGraph } from './layout-graph.ts';
import { RoutedEdge, type RoutedFlowEdge } from './RoutedEdge.tsx';
import { StateList } from './StateList.tsx';
import { GroupNode, StartNode, type StateFlowNode, StateNode } from './StateNode.tsx';
import { standingOf } from './standing.ts';
import { useEventText } from './useEventText.ts';

export type WorkflowDiagramProps = {
  graph: ChartGraph;
  /** States where the case stands, and those that it has been in; dotted paths. */
  active?: readonly string[];
  visited?: readonly string[];
  /** Who is waited for, by state. */
  waiting?: { readonly [state: string]: readonly string[] };
  /** What is written on a transition, in the reader's language; its event where nothing else is said. */
  edgeText?: (edge: GraphEdge) => string;
  direction?: 'DOWN' | 'RIGHT';
  selected?: string;
  onSelect?: (state: string) => void;
};

const nodeTypes: NodeTypes = { state: StateNode, group: GroupNode, start: StartNode };
const edgeTypes: EdgeTypes = { routed: RoutedEdge };
const none: readonly string[] = [];
const nobody = {};

/** A workflow's chart with where a case stands in it; the same as a list for those who would rather read. */
export function WorkflowDiagram(props: WorkflowDiagramProps) {
  const t = useTexts('diagram');
  const [form, setForm] = useState<'chart' | 'list'>('chart');
  return (
    <figure className="dg-diagram" aria-label={t('chart')}>
      <div className="dg-diagram-switch dg-no-print">
        <Segmented
          size="small"
          value={form}
          onChange={setForm}
          options={[
            { value: 'chart', label: t('asChart') },
            { value: 'list', label: t('asList') },
          ]}
          aria-label={t('shownAs')}
        />
      </div>
      {form === 'chart' ? (
        <ReactFlowProvider>
          <Chart {...props} />
        </ReactFlowProvider>
      ) : (
        <StateList {...props} />
      )}
    </figure>
  );
}

function Chart({
  graph,
  active = none,
  visited = none,
  waiting = nobody,
  direction = 'DOWN',
  edgeText,
  selected,
  onSelect,
}: WorkflowDiagramProps) {
  const t = useTexts('diagram');
  const say = useLocalise();
  const eventText = useEventText();
  const written = edgeText ?? eventText;
  const [layout, setLayout] = useState<GraphLayout | 'failed'>();

  const sizes = useMemo(() => {
    const titleOf = (id: string) => graph.nodes.find((node) => node.id === id);
    return (id: string) => {
      if (titleOf(id)?.kind === 'start') return { width: 16, height: 16 };
      const people = waiting[id] ?? none;
      const widest = Math.max(
        labelWidth(say(titleOf(id)?.title)) * 1.12 + 40,
        ...people.map((name) => labelWidth(name) + 22),
      );
      return { width: Math.min(Math.max(widest, 124), 230), height: people.length > 0 ? 60 : 42 };
    };
  }, [graph, waiting, say]);

  useEffect(() => {
    let current = true;
    const edgeTitles = new Map(graph.edges.map((edge) => [edge.id, written(edge)]));
    layoutGraph(graph, elkInWorker(), { direction, nodeSize: sizes, edgeLabel: (id) => edgeTitles.get(id) ?? '' }).then(
      (found) => current && setLayout(found),
      () => current && setLayout('failed'),
    );
    return () => {
      current = false;
    };
  }, [graph, direction, sizes, written]);

  const nodes = useMemo((): StateFlowNode[] => {
    if (!layout || layout === 'failed') return [];
    const groups = new Set(graph.nodes.map((node) => node.parent));
    return graph.nodes.flatMap((node) => {
      const box = layout.nodes[node.id];
      if (!box) return [];
      const standing = standingOf(node.id, active, visited);
      const people = [...(waiting[node.id] ?? none)];
      const title = say(node.title);
      const isGroup = groups.has(node.id);
      const spoken = [title, t(standing), people.length > 0 && t('waitingFor', { people: people.join(', ') })]
        .filter(Boolean)
        .join('; ');
      return {
        id: node.id,
        type: isGroup ? 'group' : node.kind === 'start' ? 'start' : 'state',
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: {
          title,
          kind: node.kind,
          standing,
          waiting: people,
          spoken,
          ...(node.outcome && { outcome: node.outcome }),
        },
        ariaLabel: spoken,
        focusable: !isGroup && node.kind !== 'start',
        selectable: Boolean(onSelect) && !isGroup,
        draggable: false,
        selected: node.id === selected,
        zIndex: isGroup ? -1 : 1,
      };
    });
  }, [layout, graph, active, visited, waiting, selected, onSelect, say, t]);

  const edges = useMemo((): RoutedFlowEdge[] => {
    if (!layout || layout === 'failed') return [];
    const been = (id: string) => standingOf(id, active, visited) !== 'ahead';
    return graph.edges.flatMap((edge) => {
      const route = layout.edges[edge.id];
      if (!route) return [];
      const walked = been(edge.from) && been(edge.to);
      return {
        id: edge.id,
        type: 'routed',
        source: edge.from,
        target: edge.to,
        data: { points: route.points, text: written(edge), walked, ...(route.label && { label: route.label }) },
        markerEnd: {
          type: MarkerType.ArrowClosed,
          width: 16,
          height: 16,
          color: walked ? palette.accent : palette.lineStrong,
        },
        focusable: false,
        selectable: false,
      };
    });
  }, [layout, graph, active, visited, written]);

  if (layout === 'failed')
    return <StateList graph={graph} active={active} visited={visited} waiting={waiting} edgeText={written} />;
  if (!layout) return <Loading />;
  return (
    // Tall enough for the whole chart at its own size, within reason; beyond that one pans.
    <div className="dg-diagram-canvas" style={{ height: Math.min(Math.max(layout.height + 40, 220), 620) }}>
      <ReactFlow
        // A new layout is fitted anew.
        key={`${direction} ${layout.width} ${layout.height}`}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1 }}
        minZoom={0.3}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        onNodeClick={(_, node) => node.type === 'state' && onSelect?.(node.id)}
        ariaLabelConfig={{
          'controls.ariaLabel': t('controls'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fit'),
          'node.a11yDescription.default': t('nodeHelp'),
          'node.a11yDescription.keyboardDisabled': t('nodeHelp'),
        }}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
