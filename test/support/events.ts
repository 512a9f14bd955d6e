import { expect } from 'vitest';
import type { LiveEvent } from '../../engine/index.ts';
import type { Client } from './server.ts';

/** An open stream of events: every byte of it, and the events. */
export type Followed = {
  text(): string;
  /** True once the server has ended it. */
  ended(): boolean;
  until(wanted: (event: LiveEvent, all: LiveEvent[]) => boolean): Promise<void>;
  close(): Promise<void>;
};

export async function followEvents(url: string, client: Client): Promise<Followed> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/events`, { headers: { Cookie: client.cookie }, signal: abort.signal });
  let text = '';
  let over = false;
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
    over = true;
  })().catch(() => undefined);
  const events = () =>
    [...text.matchAll(/^data: (.+)\n\n/gm)].map(([, json]) => JSON.parse(json ?? 'null') as LiveEvent);
  return {
    text: () => text,
    ended: () => over,
    async until(wanted) {
      await expect.poll(() => events().some((event) => wanted(event, events())), { timeout: 15_000 }).toBe(true);
    },
    async close() {
      abort.abort();
      await reading;
    },
  };
}
