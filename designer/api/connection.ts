// Whether the server can be reached, as the last calls and the event stream found it. The shell shows a banner.

export type ConnectionState =
  | { state: 'online' }
  /** No answer, or the stream broke: calls are tried again by themselves. */
  | { state: 'lost' }
  /** A change was sent and its answer is long in coming. */
  | { state: 'slow' }
  /** The server asked to wait (503, 429); `until` is a time in ms. */
  | { state: 'waiting'; until: number };

let current: ConnectionState = { state: 'online' };
/** Changes whose answers are long in coming: others that are answered meanwhile do not end that. */
let slow = 0;
const listeners = new Set<() => void>();

export const connection = {
  now: (): ConnectionState => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isReached() {
    set({ state: slow > 0 ? 'slow' : 'online' });
  },
  isLost() {
    set({ state: 'lost' });
  },
  isBusy(seconds: number) {
    set({ state: 'waiting', until: Date.now() + seconds * 1000 });
  },
  /** A change waits for its answer for long; the answer ends it. */
  isSlow(): { end(): void } {
    slow += 1;
    if (current.state === 'online') set({ state: 'slow' });
    return {
      end() {
        slow -= 1;
        // Of a call that was given up nothing else tells.
        setTimeout(() => {
          if (slow === 0 && current.state === 'slow') set({ state: 'online' });
        });
      },
    };
  },
};

function set(next: ConnectionState) {
  if (next.state === current.state && next.state !== 'waiting') return;
  current = next;
  for (const listener of listeners) listener();
}
