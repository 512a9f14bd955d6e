import type { Response } from 'express';
import type { Caller, Deps, LiveNews } from '../deps.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
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
      const ending = new AbortController();
      const leave = streamsOf(deps).add(caller, () => ending.abort());
      return {
        send: (response) =>
          stream(deps, caller, response, { ending, leave, ...(typeof lastId === 'string' && { lastId }) }),
      };
    },
  ),
];

// `packs` belongs to one process's store, also where a request's `deps` wrap it.
const streams = new WeakMap<Deps['packs'], EventStreams>();

function streamsOf(deps: Deps): EventStreams {
  const known = streams.get(deps.packs) ?? createEventStreams(deps);
  streams.set(deps.packs, known);
  return known;
}

type Opened = { ending: AbortController; leave: () => void; lastId?: string };

async function stream(
  deps: Deps,
  caller: Caller,
  response: Response,
  { ending, leave, lastId }: Opened,
): Promise<void> {
  const { tenant, id: person } = caller.actor;
  if (response.destroyed) return leave();
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
  // Each event is sent to a session that goes on, in the order in which they were told.
  let sent = Promise.resolve();
  const send = (id: string, event: LiveNews) => {
    sent = sent.then(async () => {
      // The store may be away: an event is a hint, and the next one comes.
      const hears = await streamsOf(deps)
        .mayHear(caller)
        .catch(() => false);
      if (hears && event.type !== 'session') write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
    });
  };
  write('retry: 2000\n\n');
  // Listening begins first: what is told while the missed ones are read comes twice rather than never.
  const stop = deps.live.subscribe(tenant, person, send);
  const heart = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  ending.signal.addEventListener('abort', () => response.end());
  response.once('close', () => {
    stop();
    leave();
    clearInterval(heart);
  });
  if (lastId && /^[0-9a-f-]{36}$/.test(lastId)) {
    for (const row of await deps.store.events.missed(tenant, person, lastId, MISSED_MOST)) send(row.id, row.event);
  }
}
