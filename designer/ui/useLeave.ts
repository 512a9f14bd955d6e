import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { sessionQuery, signOut } from '../api/session.ts';
import { forgetKept } from './kept.ts';

/** Signs out, and leaves nothing of the person on this device. */
export function useLeave(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await signOut().catch(() => undefined);
    forgetKept();
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
  }, [queries]);
}
