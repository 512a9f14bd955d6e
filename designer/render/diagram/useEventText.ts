import { useCallback } from 'react';
import type { GraphEdge } from '../../../engine/index.ts';
import { useEventName } from '../../ui/useDecisionText.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What is written on a transition when nobody says more: its event, or that it is the way for all other cases. */
export function useEventText(): (edge: GraphEdge) => string {
  const t = useTexts('diagram');
  const name = useEventName();
  return useCallback(
    (edge) => {
      if (edge.kind === 'start' || edge.kind === 'always') return edge.otherwise ? t('otherwise') : '';
      const event = name(edge.event ?? '');
      if (edge.otherwise) return `${event} · ${t('otherwise')}`;
      return edge.guard !== undefined || edge.closed ? `${event} · ${t('underCondition')}` : event;
    },
    [t, name],
  );
}
