import { useCallback } from 'react';
import type { GraphEdge } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';

const known = ['approve', 'reject', 'return', 'submit', 'cancel', 'withdraw', 'done', 'error'] as const;

/** What is written on a transition when nobody says more: its event, or that it is the way for all other cases. */
export function useEventText(): (edge: GraphEdge) => string {
  const t = useTexts('diagram');
  return useCallback(
    (edge) => {
      if (edge.kind === 'start' || edge.kind === 'always') return edge.otherwise ? t('otherwise') : '';
      const name = known.find((event) => event === edge.event);
      const event = name ? t(name) : (edge.event ?? '');
      if (edge.otherwise) return `${event} · ${t('otherwise')}`;
      return edge.guard !== undefined ? `${event} · ${t('underCondition')}` : event;
    },
    [t],
  );
}
