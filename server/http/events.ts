import type { Response } from 'express';
import type { LiveEvent } from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { get, type Route } from './route.ts';

/** Proxies and browsers take a silent connection for a dead one. */
const HEARTBEAT_MS = 20_000;
const MISSED_MOST = 200;

export const eventRoutes: Route[] = [
  get(
    '/events',
    { access: 'person', summary: 'Server-sent events: badges, tasks, cases, notices, releases' },
    async ({ deps, caller, request }) => {
      const lastId = request.headers['last-event-id'];
      return { send: (response) => stream(deps, caller, response, typeof lastId === 'string' ? lastId : undefined) };
    },
  ),
];

async function stream(deps: Deps, caller: Caller, response: Response, lastId: string | undefined): Promise<void> {
  const { tenant, id: person } = caller.actor;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // Or a reverse proxy collects events until they are worth sending.
    'X-Accel-Buffering': 'no',
  });
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    response.flush?.();
  };
  const send = (id: string, event: LiveEvent) => write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
  write('retry: 2000\n\n');
  // Listening begins first: what is told while the missed ones are read comes twice rather than never.
  const stop = deps.live.subscribe(tenant, person, send);
  const heart = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  const ended = watchSession(deps, caller, () => response.end());
  response.once('close', () => {
    stop();
    clearInterval(heart);
    clearInterval(ended);
  });
  if (lastId && /^[0-9a-f-]{36}$/.test(lastId)) {
    for (const row of await deps.store.events.missed(tenant, person, lastId, MISSED_MOST)) send(row.id, row.event);
  }
}

/** A revoked session must not go on listening: looked at now and then, as the stream itself asks nothing. */
function watchSession(deps: Deps, caller: Caller, end: () => void): NodeJS.Timeout {
  const rows = deps.store.tenant(caller.actor.tenant);
  return setInterval(() => {
    Promise.all([rows.sessions.get(caller.session ?? ''), rows.people.get(caller.actor.id)]).then(
      ([session, person]) => {
        if (!session || session.expiresAt <= deps.clock.now() || !person?.active) end();
      },
      // The store is away: the next look decides.
      () => undefined,
    );
  }, HEARTBEAT_MS);
}
