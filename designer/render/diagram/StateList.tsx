import type { ReactNode } from 'react';
import { useJoin } from '../../ui/useJoin.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { standingOf } from './standing.ts';
import { useEventText } from './useEventText.ts';
import type { WorkflowDiagramProps } from './WorkflowDiagram.tsx';

/** The chart in words: each state, how the case stands with it, and where one gets from it. */
export function StateList({
  graph,
  active,
  visited = [],
  waiting = {},
  edgeText,
  onSelect,
  onSelectEdge,
}: WorkflowDiagramProps) {
  const eventText = useEventText();
  const written = edgeText ?? eventText;
  const t = useTexts('diagram');
  const say = useLocalise();
  const join = useJoin();
  const titles = new Map(graph.nodes.map((node) => [node.id, say(node.title)]));
  return (
    <ol className="dg-state-list">
      {graph.nodes
        .filter(({ kind }) => kind !== 'start')
        .map((node) => {
          const standing = active && standingOf(node.id, active, visited);
          const ways = graph.edges.filter((edge) => edge.from === node.id);
          const people = waiting[node.id] ?? [];
          return (
            <li
              key={node.id}
              className={`dg-state-line dg-state-line-${standing ?? 'plain'}`}
              aria-current={standing === 'active' ? 'step' : undefined}
            >
              <Chosen className="dg-state-line-title" onChoose={onSelect && (() => onSelect(node.id))}>
                {say(node.title)}
              </Chosen>
              {standing && <span className="dg-soft"> ({t(standing)})</span>}
              {people.length > 0 && <div>{t('waitingFor', { people: join(people) })}</div>}
              {ways.length > 0 && (
                <ul className="dg-plain dg-faint">
                  {ways.map((edge) => (
                    <li key={edge.id}>
                      <Chosen onChoose={onSelectEdge && (() => onSelectEdge(edge))}>
                        {written(edge) && `${written(edge)} `}→ {titles.get(edge.to)}
                      </Chosen>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
    </ol>
  );
}

/** Text, and a button where it can be chosen. */
function Chosen({
  onChoose,
  className = '',
  children,
}: {
  onChoose: (() => void) | undefined;
  className?: string;
  children: ReactNode;
}) {
  if (!onChoose) return <span className={className}>{children}</span>;
  return (
    <button type="button" className={`dg-state-choice ${className}`} onClick={onChoose}>
      {children}
    </button>
  );
}
