import type { LiveEvent } from '../../engine/index.ts';
import { connection } from './connection.ts';

export type LiveListener = {
  event(event: LiveEvent): void;
  /** The stream is back after a break: what was shown may be stale. */
  returned(): void;
};

const names = ['badges', 'task', 'case', 'notice', 'release'] as const satisfies readonly LiveEvent['type'][];
const SHORTEST = 1000;
const LONGEST = 30_000;

/** Follows the server's events until the answered function is called; connects again by itself, with growing pauses. */
export function followLive(listener: LiveListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = SHORTEST;
  let broken = false;
  let stopped = false;

  const hear = (message: MessageEvent<string>) => {
    try {
      listener.event(JSON.parse(message.data) as LiveEvent);
    } catch {
      // An event that cannot be read is not worth the page: the next query shows what is stored.
    }
  };

  const open = () => {
    if (stopped) return;
    source = new EventSource('/api/events');
    source.onopen = () => {
      pause = SHORTEST;
      connection.isReached();
      if (broken) listener.returned();
      broken = false;
    };
    source.onmessage = hear;
    for (const name of names) source.addEventListener(name, hear as (event: Event) => void);
    source.onerror = () => {
      // The browser gives up for good after an HTTP refusal (a restart, an ended session), so the way back is ours.
      source?.close();
      broken = true;
      if (!stopped) timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST);
    };
  };
  open();

  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
