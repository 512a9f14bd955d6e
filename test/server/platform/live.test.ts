import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveEvent } from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

type Heard = { id: string; event: LiveEvent };

/** Follows the stream as a browser does; `close` hangs up. */
async function follow(server: TestServer, client: Client, lastId?: string) {
  const abort = new AbortController();
  const response = await fetch(`${server.url}/api/events`, {
    headers: {
      Cookie: client.cookie,
      'Accept-Encoding': 'gzip',
      ...(lastId !== undefined && { 'Last-Event-ID': lastId }),
    },
    signal: abort.signal,
  });
  const heard: Heard[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const id = /^id: (.+)$/m.exec(part)?.[1];
        const data = /^data: (.+)$/m.exec(part)?.[1];
        if (id && data) heard.push({ id, event: JSON.parse(data) as LiveEvent });
      }
    }
  })().catch(() => undefined);
  return {
    response,
    heard,
    async until(count: number) {
      await expect.poll(() => heard.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
    },
    async close() {
      abort.abort();
      await reading;
    },
  };
}

describeEachStore('live events', (store) => {
  let database: TestDatabase;
  let server: TestServer;
  let second: TestServer;
  const task = (id: string): LiveEvent => ({ type: 'task', task: id, status: 'open' });

  beforeAll(async () => {
    database = await store.connect();
    server = await startServer({ store: database, packs: false });
    // The embedded store belongs to one process, which may hold several servers all the same.
    second = await startServer({ store: database, packs: false, people: false });
  });
  afterAll(async () => {
    await second.stop();
    await server.stop();
    await database.stop();
  });

  it('reach the person at once, and nobody else', async () => {
    const maker = await follow(server, await server.signIn('maker'));
    const finance = await follow(server, await server.signIn('finance'));
    expect(maker.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(maker.response.headers.get('content-encoding')).toBeNull();
    server.deps.live.publish('demo', 'maker', task('t1'));
    server.deps.live.publish('other', 'maker', task('t2'));
    server.deps.live.publish('demo', 'everybody', { type: 'release', pack: 'p', release: 2 });
    await maker.until(2);
    await finance.until(1);
    expect(maker.heard.map(({ event }) => event)).toEqual([task('t1'), { type: 'release', pack: 'p', release: 2 }]);
    expect(finance.heard.map(({ event }) => event)).toEqual([{ type: 'release', pack: 'p', release: 2 }]);
    await maker.close();
    await finance.close();
  });

  it('reach people on another server over the same store, once', async () => {
    const maker = await follow(second, await server.signIn('maker'));
    server.deps.live.publish('demo', 'maker', task('t3'));
    await maker.until(1);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(maker.heard.map(({ event }) => event)).toEqual([task('t3')]);
    await maker.close();
  });

  it('are told again to a browser that says what it heard last', async () => {
    const client = await server.signIn('maker');
    const before = await follow(server, client);
    server.deps.live.publish('demo', 'maker', task('t4'));
    await before.until(1);
    await before.close();
    server.deps.live.publish('demo', 'maker', task('t5'));
    server.deps.live.publish('demo', 'finance', task('t6'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    const after = await follow(server, client, before.heard[0]?.id);
    await after.until(1);
    expect(after.heard.map(({ event }) => event)).toEqual([task('t5')]);
    await after.close();
  });

  it('are for those who are signed in', async () => {
    expect((await server.client().get('/events')).status).toBe(401);
  });
});
