import { CompressOutlined } from '@ant-design/icons';
import {
  ControlButton,
  Controls,
  type EdgeTypes,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import '@xyflow/react/dist/base.css';
import { Loading } from '../../ui/Loading.tsx';
import { useJoin } from '../../ui/useJoin.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { elkInWorker } from './elk-in-worker.ts';
import { firstView, flowEdges, flowNodes, type Shown, sizeOf } from './flow-elements.ts';
import { type GraphLayout, layoutGraph } from './layout-graph.ts';
import { RoutedEdge } from './RoutedEdge.tsx';
import { StateList } from './StateList.tsx';
import { GroupNode, StartNode, StateNode } from './StateNode.tsx';
import { useEventText } from './useEventText.ts';
import type { WorkflowDiagramProps } from './WorkflowDiagram.tsx';

const nodeTypes: NodeTypes = { state: StateNode, group: GroupNode, start: StartNode };
const edgeTypes: EdgeTypes = { routed: RoutedEdge };
const none: readonly string[] = [];
const nobody: NonNullable<WorkflowDiagramProps['waiting']> = {};
const silent = () => '';

type Props = WorkflowDiagramProps & {
  /** Leave out what is written on transitions: narrower, told apart by line and colour. */ compact: boolean;
};

/** The chart itself, laid out in the worker; as a list where that fails. */
export function ChartCanvas(props: Props) {
  const {
    graph,
    compact,
    active,
    visited = none,
    walked = none,
    waiting = nobody,
    direction = 'DOWN',
    edgeText,
    selected,
    onSelect,
    selectedEdge,
    onSelectEdge,
  } = props;
  const t = useTexts('diagram');
  const say = useLocalise();
  const join = useJoin();
  const eventText = useEventText();
  const written = compact ? silent : (edgeText ?? eventText);
  const [layout, setLayout] = useState<GraphLayout | 'failed'>();

  useEffect(() => {
    let current = true;
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const texts = new Map(graph.edges.map((edge) => [edge.id, written(edge)]));
    const nodeSize = (id: string) => {
      const node = nodes.get(id);
      return node ? sizeOf(node, say(node.title), waiting[id] ?? none) : { width: 0, height: 0 };
    };
    layoutGraph(graph, elkInWorker(), { direction, nodeSize, edgeLabel: (id) => texts.get(id) ?? '' }).then(
      (found) => current && setLayout(found),
      () => current && setLayout('failed'),
    );
    return () => {
      current = false;
    };
  }, [graph, direction, waiting, say, written]);

  const shown = useMemo(
    (): Shown => ({
      active: active ?? none,
      visited,
      walked,
      waiting,
      ofCase: active !== undefined,
      selectable: onSelect !== undefined,
      titleOf: (node) => say(node.title),
      spokenOf: (title, standing, people) =>
        [title, standing !== 'plain' && t(standing), people.length > 0 && t('waitingFor', { people: join(people) })]
          .filter(Boolean)
          .join('; '),
      textOf: written,
      ...(selected !== undefined && { selected }),
      ...(selectedEdge !== undefined && { selectedEdge }),
      ...(onSelectEdge && { onSelectEdge }),
    }),
    [active, visited, walked, waiting, selected, onSelect, selectedEdge, onSelectEdge, say, join, t, written],
  );
  if (layout === 'failed') return <StateList {...props} />;
  if (!layout) return <Loading />;
  return (
    <ReactFlowProvider>
      <Canvas {...props} layout={layout} shown={shown} />
    </ReactFlowProvider>
  );
}

function Canvas({ graph, layout, shown, onSelect }: Props & { layout: GraphLayout; shown: Shown }) {
  const t = useTexts('diagram');
  const place = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!place.current) return;
    const sizes = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    sizes.observe(place.current);
    return () => sizes.disconnect();
  }, []);
  const view = useMemo(() => firstView(layout, width || 360, shown.active), [layout, width, shown.active]);
  const nodes = useMemo(() => flowNodes(graph, layout, shown), [graph, layout, shown]);
  const edges = useMemo(() => flowEdges(graph, layout, shown), [graph, layout, shown]);
  useEffect(() => {
    void flow.setViewport(view);
  }, [flow, view]);
  return (
    <div ref={place} className="dg-diagram-canvas" style={{ height: view.height }}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultViewport={view}
        minZoom={0.3}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        // By pointer or by Enter: both arrive as a change of what is selected.
        onNodesChange={(changes) => {
          const chosen = changes.find((change) => change.type === 'select' && change.selected);
          if (chosen?.type === 'select') onSelect?.(chosen.id);
        }}
        onEdgeClick={(_, { data }) => data?.select?.()}
        ariaLabelConfig={{
          'controls.ariaLabel': t('controls'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'node.a11yDescription.default': t('nodeHelp'),
          'node.a11yDescription.keyboardDisabled': t('nodeHelp'),
        }}
      >
        <Controls showInteractive={false} showFitView={false} orientation="horizontal" position="bottom-left">
          <ControlButton onClick={() => void flow.setViewport(view)} aria-label={t('fit')} title={t('fit')}>
            <CompressOutlined aria-hidden="true" />
          </ControlButton>
        </Controls>
      </ReactFlow>
    </div>
  );
}
