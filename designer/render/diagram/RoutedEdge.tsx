import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { type Box, type Point, pathThrough } from './layout-graph.ts';

/** Which way a transition leads: on, to an end against the request, or back. Drawn differently, also without colour. */
export type Tone = 'forward' | 'against' | 'back';
export type RoutedEdgeData = { points: Point[]; label?: Box; text: string; tone: Tone; walked: boolean };
export type RoutedFlowEdge = Edge<RoutedEdgeData, 'routed'>;

/** A transition along the way that the layout found for it. */
export const RoutedEdge = memo(function RoutedEdge({ id, data, markerEnd }: EdgeProps<RoutedFlowEdge>) {
  if (!data) return null;
  return (
    <>
      <BaseEdge
        id={id}
        path={pathThrough(data.points)}
        markerEnd={markerEnd}
        className={`dg-tone-${data.tone}${data.walked ? ' dg-edge-walked' : ''}`}
      />
      {data.label && data.text && (
        <EdgeLabelRenderer>
          <span
            className="dg-edge-label"
            style={{
              transform: `translate(${data.label.x}px, ${data.label.y}px)`,
              width: data.label.width,
              height: data.label.height,
            }}
          >
            {data.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
