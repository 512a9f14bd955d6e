import { useSyncExternalStore } from 'react';
import { connection } from '../api/connection.ts';

/** Whether the server can be reached, as it is now. */
export function useConnection(): ReturnType<typeof connection.now> {
  return useSyncExternalStore(connection.subscribe, connection.now);
}
