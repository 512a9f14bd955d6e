import { useCallback } from 'react';
import { useTexts } from '../../ui/useTexts.ts';

const known = ['approve', 'reject', 'return', 'transfer', 'add-signer', 'submit', 'cancel'] as const;

/** What a decision is called on its button; an event of the chart that nobody has named goes by its key. */
export function useDecisionText(): (decision: string) => string {
  const t = useTexts('task');
  return useCallback(
    (decision) => {
      const name = known.find((one) => one === decision);
      return name ? t(name) : decision;
    },
    [t],
  );
}
