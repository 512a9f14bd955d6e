import { ExpandOutlined } from '@ant-design/icons';
import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import './diagram.css';
import type { ChartGraph, GraphEdge } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ChartCanvas } from './ChartCanvas.tsx';
import { StateList } from './StateList.tsx';

export type WorkflowDiagramProps = {
  graph: ChartGraph;
  /** States where the case stands, and those that it has been in; dotted paths. Keep the lists while nothing changes.
   *  Absent: the chart of no case. */
  active?: readonly string[];
  visited?: readonly string[];
  /** Pointers of the transitions that it took. */
  walked?: readonly string[];
  /** Who is waited for, by state. */
  waiting?: { readonly [state: string]: readonly string[] };
  /** What is written on a transition, in the reader's language; its event where nothing else is said. */
  edgeText?: (edge: GraphEdge) => string;
  direction?: 'DOWN' | 'RIGHT';
  /** For a narrow place: transitions without words, told apart by their lines, and a way to see the whole large. */
  compact?: boolean;
  selected?: string;
  onSelect?: (state: string) => void;
  /** By its id. */
  selectedEdge?: string;
  onSelectEdge?: (edge: GraphEdge) => void;
};

/** A workflow's chart with where a case stands in it; the same as a list for those who would rather read. */
export function WorkflowDiagram({ compact = false, ...props }: WorkflowDiagramProps) {
  const t = useTexts('diagram');
  const [form, setForm] = useState<'chart' | 'list'>('chart');
  const [large, setLarge] = useState(false);
  return (
    <figure className="dg-diagram" aria-label={t('chart')}>
      <div className="dg-diagram-switch dg-no-print">
        {compact && (
          <Button
            type="text"
            size="small"
            icon={<ExpandOutlined aria-hidden="true" />}
            onClick={() => setLarge(true)}
            aria-haspopup="dialog"
          >
            {t('enlarge')}
          </Button>
        )}
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
      {form === 'chart' ? <ChartCanvas {...props} compact={compact} /> : <StateList {...props} />}
      {form === 'chart' && compact && <Lines />}
      {compact && (
        <Modal
          open={large}
          onCancel={() => setLarge(false)}
          footer={null}
          width="min(1080px, 96vw)"
          title={t('chart')}
          destroyOnHidden
        >
          <div className="dg-diagram">
            <ChartCanvas {...props} compact={false} />
          </div>
        </Modal>
      )}
    </figure>
  );
}

/** Which line is which. */
function Lines() {
  const t = useTexts('diagram');
  return (
    <ul className="dg-plain dg-diagram-lines dg-faint">
      {(['forward', 'back', 'against'] as const).map((tone) => (
        <li key={tone}>
          <svg width="22" height="8" aria-hidden="true" focusable="false">
            <path d="M0 4h22" className={`dg-tone-${tone}`} />
          </svg>
          {t(tone)}
        </li>
      ))}
    </ul>
  );
}
