import { v7 } from 'uuid';
import type { Clock, EventRow, Live, LiveNews, Log, Store } from '../deps.ts';

type Listener = {
  tenant: string;
  person: string /** It is told nothing older than itself. */;
  since: string;
  send: (id: string, event: LiveNews) => void;
};
type Options = {
  store: Store;
  clock: Clock;
  log: Log /** Between looks at what other servers told. */;
  pollMs?: number /** Between writes of what was told here. */;
  flushMs?: number;
};

/** How far back other servers' events are looked for: their write may come late. */
const LOOK_BACK_MS = 10_000;

/**
 * Tells people's open browsers what has changed. Here at once; on other servers within about a second, through the store.
 * Events are hints to look again: losing one at a crash loses nothing that is stored.
 */
export function createLive(options: Options): Live & { stop(): Promise<void> } {
  const { store, clock, log } = options;
  const server = v7();
  const listeners = new Set<Listener>();
  const seen = new Map<string, number>();
  let unwritten: EventRow[] = [];

  const deliver = (row: EventRow) => {
    for (const listener of listeners) {
      const meant = listener.tenant === row.tenant && (row.person === 'everybody' || row.person === listener.person);
      if (meant && row.at >= listener.since) listener.send(row.id, row.event);
    }
  };
  const flush = async () => {
    if (unwritten.length === 0) return;
    const rows = unwritten;
    unwritten = [];
    await store.events.append(rows);
  };
  const look = async () => {
    if (listeners.size === 0) return;
    const now = Date.parse(clock.now());
    for (const row of await store.events.since(new Date(now - LOOK_BACK_MS).toISOString(), server)) {
      if (seen.has(row.id)) continue;
      seen.set(row.id, now);
      deliver(row);
    }
    for (const [id, at] of seen) if (now - at > 3 * LOOK_BACK_MS) seen.delete(id);
  };
  const stops = [every(options.flushMs ?? 100, flush, log), every(options.pollMs ?? 1_000, look, log)];

  return {
    publish(tenant, person, event) {
      const row: EventRow = { id: v7(), tenant, person, server, at: clock.now(), event };
      unwritten.push(row);
      deliver(row);
    },
    subscribe(tenant, person, send) {
      const listener = { tenant, person, since: clock.now(), send };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await flush().catch(() => undefined);
      listeners.clear();
    },
  };
}

/** Runs `work` again and again, never twice at once; the answered function stops it and waits for the round that is running. */
function every(ms: number, work: () => Promise<void>, log: Log): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const round = async () => {
    try {
      await work();
      failing = false;
    } catch (cause) {
      // Said once, not ten times a second while the store is away.
      if (!failing)
        log.warn({ reason: cause instanceof Error ? cause.message : String(cause) }, 'live events are delayed');
      failing = true;
    }
  };
  const wait = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round().then(wait);
    }, ms);
    timer.unref();
  };
  wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
