import { afterAll, beforeAll, expect, it } from 'vitest';
import { invalidAt } from '../../../server/fault.ts';
import { answer, created, post, type Route } from '../../../server/http/route.ts';
import { object, optional, text } from '../../../server/http/shape.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

let lost = false;

/** Counts in a transaction; refuses, or loses its answer after the commit, when told so. */
const countingRoutes: Route[] = [
  post(
    '/counts',
    {
      access: 'person',
      summary: 'Count',
      body: object({ note: text(), fail: optional(text()) }),
      idempotency: 'required',
    },
    async ({ deps, caller, body }) => {
      const number = await deps.store.transaction(caller.actor.tenant, async (tx) => {
        if (body.fail === 'refused') throw invalidAt('server/email', '/fail');
        return tx.nextNumber('counts');
      });
      if (body.fail === 'lost' && !lost) {
        lost = true;
        throw new Error('the process dies here');
      }
      return created({ number, note: body.note });
    },
  ),
  post('/looks', { access: 'person', summary: 'Look', body: object({}) }, async ({ deps, caller }) =>
    answer({ counted: await deps.store.tenant(caller.actor.tenant).currentNumber('counts') }),
  ),
];

describeEachStore('a request with a key', (store) => {
  let server: TestServer;
  let client: Client;
  let skew = 0;
  const send = (key: string, body: object, who = client) =>
    who.post<{ number: number; note: string }>('/counts', body, { 'Idempotency-Key': key });
  const counted = () => server.deps.store.tenant('demo').currentNumber('counts');

  beforeAll(async () => {
    lost = false;
    server = await startServer({
      store,
      packs: false,
      routes: countingRoutes,
      clock: { now: () => new Date(Date.now() + skew).toISOString() },
    });
    client = await server.signIn('maker');
  });
  afterAll(() => server.stop());

  it('is carried out once and answered alike', async () => {
    const first = await send('k1', { note: '一' });
    const again = await send('k1', { note: '一' });
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await counted()).toBe(1);
  });

  it('is carried out once when it comes ten times at once', async () => {
    const before = await counted();
    const replies = await Promise.all(Array.from({ length: 10 }, () => send('k2', { note: 'x' })));
    expect(await counted()).toBe(before + 1);
    const done = replies.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ body }) => body.number))).toEqual(new Set([before + 1]));
    for (const other of replies.filter(({ status }) => status !== 201))
      expect(problemIn(other)).toMatchObject({ status: 409, code: 'in-flight' });
  });

  it('of another person is another request', async () => {
    const other = await server.signIn('finance');
    const mine = await send('k3', { note: 'x' });
    const theirs = await send('k3', { note: 'x' }, other);
    expect(theirs.body.number).toBe(mine.body.number + 1);
  });

  it('is refused for another body', async () => {
    await send('k4', { note: 'x' });
    const reply = await send('k4', { note: 'y' });
    expect([reply.status, problemIn(reply).issues.length, problemIn(reply).code]).toEqual([422, 0, 'invalid']);
  });

  it('that was refused may be tried again', async () => {
    expect((await send('k5', { note: 'x', fail: 'refused' })).status).toBe(422);
    expect((await send('k5', { note: 'x', fail: 'later' })).status).toBe(201);
  });

  it('whose answer was lost after the change is not carried out again', async () => {
    const before = await counted();
    expect((await send('k6', { note: 'x', fail: 'lost' })).status).toBe(500);
    expect(problemIn(await send('k6', { note: 'x', fail: 'lost' }))).toMatchObject({ status: 409, code: 'in-flight' });
    skew += 60_000;
    expect(problemIn(await send('k6', { note: 'x', fail: 'lost' })).detail).toContain('carried out already');
    expect(await counted()).toBe(before + 1);
  });

  it('must have one where the route says so', async () => {
    const reply = await client.post('/counts', { note: 'x' });
    expect([reply.status, problemIn(reply).code]).toEqual([428, 'precondition-required']);
  });

  it.each(['', 'x'.repeat(129), 'with space'])('has a key of printable characters, not %j', async (key) => {
    const reply = await send(key, { note: 'x' });
    expect([400, 428]).toContain(reply.status);
  });

  it('that changes nothing leaves nothing behind', async () => {
    const rows = await server.deps.store.tenant('demo').idempotency.count();
    expect((await client.post('/looks', {}, { 'Idempotency-Key': 'k7' })).status).toBe(200);
    expect(await server.deps.store.tenant('demo').idempotency.count()).toBe(rows);
  });
});
