import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { type Box, type Point, pathThrough } from './layout-graph.ts';

/** Which way a transition leads: on, to an end against the request, or back. Drawn differently, also without colour. */
export type Tone = 'forward' | 'against' | 'back';
export type RoutedEdgeData = {
  points: Point[];
  label?: Box;
  text: string;
  tone: Tone;
  walked: boolean;
  selected: boolean;
  /** Absent where transitions are only looked at. */
  select?: () => void;
};
export type RoutedFlowEdge = Edge<RoutedEdgeData, 'routed'>;

/** A transition along the way that the layout found for it. */
export const RoutedEdge = memo(function RoutedEdge({ id, data, markerEnd }: EdgeProps<RoutedFlowEdge>) {
  if (!data) return null;
  const { label, text, select } = data;
  const style = label && {
    transform: `translate(${label.x}px, ${label.y}px)`,
    width: label.width,
    height: label.height,
  };
  return (
    <>
      <BaseEdge
        id={id}
        path={pathThrough(data.points)}
        markerEnd={markerEnd}
        className={`dg-tone-${data.tone}${data.walked ? ' dg-edge-walked' : ''}${data.selected ? ' dg-edge-selected' : ''}`}
      />
      {label && text && (
        <EdgeLabelRenderer>
          {select ? (
            <button
              type="button"
              className="dg-edge-label dg-edge-button nodrag nopan"
              style={style}
              aria-pressed={data.selected}
              onClick={select}
            >
              {text}
            </button>
          ) : (
            <span className="dg-edge-label" style={style}>
              {text}
            </span>
          )}
        </EdgeLabelRenderer>
      )}
    </>
  );
});
