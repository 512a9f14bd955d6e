import { useMemo } from 'react';
import { type CaseView, chartGraph } from '../../../engine/index.ts';
import { WorkflowDiagram } from '../../render/diagram/WorkflowDiagram.tsx';
import { Ago } from '../../ui/Ago.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useFormScreen } from '../forms/useFormScreen.ts';
import { useEdgeText } from './useEdgeText.ts';

/** Where a case stands: its chart, and who is waited for since when. */
export function CaseProgress({ view }: { view: CaseView }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const { parsed } = useFormScreen(view.record.form, view.record.release);
  const edgeText = useEdgeText(parsed);
  const graph = useMemo(() => chartGraph(view.definition), [view.definition]);
  const waiting = useMemo(() => {
    const byState: { [state: string]: string[] } = {};
    for (const one of view.waitingFor) {
      const node = graph.nodes.find(({ id, key, step }) => step === one.step || id === one.step || key === one.step);
      if (!node) continue;
      byState[node.id] = [...(byState[node.id] ?? []), one.person ? say(one.person.title) : (one.pool ?? '')];
    }
    return byState;
  }, [view.waitingFor, graph, say]);
  return (
    <div className="dg-stack">
      {view.waitingFor.length > 0 && (
        <div>
          <h2 className="dg-side-title">{t('waitingFor')}</h2>
          <ul className="dg-plain dg-waiting">
            {view.waitingFor.map((one) => (
              <li key={one.task}>
                <span className="dg-line-title">{one.person ? say(one.person.title) : one.pool}</span>{' '}
                <span className="dg-soft">{say(one.title)}</span>{' '}
                <span className="dg-faint">
                  <Ago at={one.since} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <WorkflowDiagram
        compact
        graph={graph}
        active={view.states}
        visited={view.visited}
        walked={view.walked}
        waiting={waiting}
        edgeText={edgeText}
      />
    </div>
  );
}
