import type { Deps } from '../deps.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { fireTimers } from './fire-timers.ts';
import { poll } from './poll.ts';

/** Between looks of an idle worker: a due timer waits no longer than this. */
const PAUSE_MS = 1000;

/** Starts what runs beside requests: timers and the outbox. Any number of servers may do so; leases keep them apart. */
export function startWorkers(deps: Deps, options: { pauseMs?: number } = {}): { stop(): Promise<void> } {
  const pauseMs = options.pauseMs ?? PAUSE_MS;
  const workers = [
    poll('timers', () => fireTimers(deps), pauseMs, deps.log),
    poll('outbox', () => deliverOutbox(deps), pauseMs, deps.log),
  ];
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
