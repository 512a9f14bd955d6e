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
const listeners = new Set<() => void>();

export const connection = {
  now: (): ConnectionState => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isReached() {
    set({ state: 'online' });
  },
  isLost() {
    set({ state: 'lost' });
  },
  isSlow() {
    if (current.state === 'online') set({ state: 'slow' });
  },
  isBusy(seconds: number) {
    set({ state: 'waiting', until: Date.now() + seconds * 1000 });
  },
};

function set(next: ConnectionState) {
  if (next.state === current.state && next.state !== 'waiting') return;
  current = next;
  for (const listener of listeners) listener();
}
