import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { MOST_PEOPLE } from './most-people.ts';
import type { Standing } from './standing.ts';

export type StateNodeData = {
  title: string;
  kind: string;
  standing: Standing | 'plain';
  outcome?: string;
  /** Who is waited for, already in words. */
  waiting: string[];
};
export type StateFlowNode = Node<StateNodeData, 'state' | 'group' | 'start'>;

export const StateNode = memo(function StateNode({ data, selected }: NodeProps<StateFlowNode>) {
  const classes = ['dg-state', `dg-state-${data.standing}`, `dg-state-${data.kind}`];
  if (data.outcome) classes.push(`dg-outcome-${data.outcome}`);
  if (selected) classes.push('dg-state-selected');
  return (
    <div className={classes.join(' ')}>
      <Handle type="target" position={Position.Top} isConnectable={false} className="dg-handle" />
      <span className="dg-state-title">
        <Mark data={data} />
        {data.title}
      </span>
      {data.waiting.slice(0, MOST_PEOPLE).map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
        <span key={index} className="dg-state-waiting">
          {index === MOST_PEOPLE - 1 && data.waiting.length > MOST_PEOPLE
            ? `+${data.waiting.length - MOST_PEOPLE + 1}`
            : name}
        </span>
      ))}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="dg-handle" />
    </div>
  );
});

function Mark({ data }: { data: StateNodeData }) {
  if (data.standing === 'ahead' || data.standing === 'plain') return null;
  if (data.kind === 'final')
    return data.outcome === 'approved' ? (
      <CheckCircleFilled aria-hidden="true" />
    ) : (
      <CloseCircleFilled aria-hidden="true" />
    );
  return data.standing === 'active' ? (
    <ClockCircleFilled aria-hidden="true" />
  ) : (
    <CheckCircleFilled aria-hidden="true" />
  );
}

export const GroupNode = memo(function GroupNode({ data }: NodeProps<StateFlowNode>) {
  return (
    <div className={`dg-state-group dg-state-${data.standing}`}>
      <Handle type="target" position={Position.Top} isConnectable={false} className="dg-handle" />
      <span className="dg-state-title">{data.title}</span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="dg-handle" />
    </div>
  );
});

/** The dot from which the way to the first state begins. */
export const StartNode = memo(function StartNode() {
  return (
    <div className="dg-state-start">
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="dg-handle" />
    </div>
  );
});
