import { Fault, unavailable } from '../fault.ts';
import { answer, get, type Route } from './route.ts';

/** For probes: they say that it lives and that it can work, and nothing else. */
export const healthRoutes: Route[] = [
  get('/healthz', { access: 'public', anonymous: true, summary: 'Is the process alive' }, async () =>
    answer({ status: 'ok' }),
  ),

  get(
    '/readyz',
    { access: 'public', anonymous: true, summary: 'Can it serve: does the store answer' },
    async ({ deps }) => {
      try {
        await deps.store.ping();
      } catch (cause) {
        throw cause instanceof Fault ? cause : unavailable(cause);
      }
      return answer({ status: 'ready' });
    },
  ),
];
