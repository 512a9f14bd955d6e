import type { Log } from '../deps.ts';
import { scrub } from '../scrub.ts';

/** Runs `work` again and again: at once while it finds something, else after a pause. `stop` waits for the round that is running. */
export function poll(name: string, work: () => Promise<number>, pauseMs: number, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let wake: (() => void) | undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopped) {
      let found = 0;
      try {
        found = await work();
      } catch (cause) {
        // A store that is away for a while must not end the worker: the next round tries again.
        log.error(
          { worker: name, cause: scrub(cause instanceof Error ? cause.message : String(cause)) },
          'worker round failed',
        );
      }
      if (found === 0 && !stopped) await pause();
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
