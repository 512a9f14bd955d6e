import { useCallback } from 'react';
import { useTexts } from '../../ui/useTexts.ts';

const known = [
  'approve',
  'reject',
  'return',
  'submit',
  'transfer',
  'add-signer',
  'cancel',
  'withdraw',
  'done',
] as const;
type Known = (typeof known)[number];

/** Decisions in the reader's language; an event of the chart's own as it is called. */
export function useDecisionName(): (event: string) => string {
  const t = useTexts('studio');
  return useCallback((event) => (known.includes(event as Known) ? t(`decision-${event as Known}`) : event), [t]);
}
