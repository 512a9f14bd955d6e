// What reads much is bounded: in depth, in time, in how much of it one person has running; streams in number and by their session.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventStreams, MOST_STREAMS } from '../../../server/http/event-streams.ts';
import { createHeavyTurns } from '../../../server/http/heavy-turns.ts';
import { get, type Route } from '../../../server/http/route.ts';
import { type Bank, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

let running = 0;
let most = 0;
const slow: Route = get('/slow', { access: 'person', summary: 'Takes its time', heavy: true }, async () => {
  running += 1;
  most = Math.max(most, running);
  await new Promise((resolve) => setTimeout(resolve, 30));
  running -= 1;
  return { status: 200, body: {} };
});

describeEachStore('heavy reads', (store) => {
  let bank: Bank;
  let skew = 0;
  const clock = { now: () => new Date(Date.now() + skew).toISOString() };

  beforeAll(async () => {
    bank = await openBank({ store, clock, routes: [slow] });
    for (let n = 0; n < 4; n++) await bank.submit({ amount: 100_000 + n });
  });
  afterAll(() => bank.stop());

  it('H12 look no further into a list than a person would, and read no task before the page', async () => {
    const finance = await bank.as('finance');
    const far = await finance.get('/tasks?box=todo&page=1000000&size=200');
    expect([far.status, problemIn(far).issues[0]?.path]).toEqual([400, '/page']);
    for (const path of ['/forms/transfer/records', '/tasks?box=done', '/notices'])
      expect([
        path,
        (await finance.get(`${path}${path.includes('?') ? '&' : '?'}page=100000&size=200`)).status,
      ]).toEqual([path, 400]);
    const pages = [];
    for (let page = 1; page <= 4; page++) {
      const { body } = await finance.get<{ items: { case: string }[]; next?: number }>(
        `/tasks?box=todo&page=${page}&size=1`,
      );
      pages.push([body.items.length, body.next]);
    }
    expect(pages).toEqual([
      [1, 2],
      [1, 3],
      [1, 4],
      [1, undefined],
    ]);
  });

  it('H12 of one person run two at a time', async () => {
    const maker = await bank.as('maker');
    most = 0;
    const replies = await Promise.all(Array.from({ length: 8 }, () => maker.get('/slow')));
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(most).toBe(2);
  });

  it('H12 that take the store too long are refused with what helps', async () => {
    const { tenant } = bank.server.deps.store;
    const records = tenant('demo').records('transfer');
    await expect(
      records.aggregate([{ $match: {} }, ...Array(40).fill({ $unwind: '$search' })], 1),
    ).rejects.toMatchObject({
      code: 'invalid',
      about: { code: 'server/query-too-long' },
    });
  });

  it('H12 of streams are so many for one person, and a place is free again when one closes', async () => {
    const auditor = await bank.as('auditor');
    const opened: AbortController[] = [];
    const open = async () => {
      const abort = new AbortController();
      const reply = await fetch(`${bank.server.url}/api/events`, {
        headers: { Cookie: auditor.cookie },
        signal: abort.signal,
      });
      if (reply.status === 200) opened.push(abort);
      return reply.status;
    };
    for (let n = 0; n < MOST_STREAMS; n++) expect(await open()).toBe(200);
    expect(await open()).toBe(429);
    opened[0]?.abort();
    await expect.poll(open).toBe(200);
    for (const abort of opened) abort.abort();
  });

  it('H20 of a stream end when the session has not been used for too long', async () => {
    const { deps } = bank.server;
    await bank.server.signIn('manager');
    const [session] = await deps.store
      .tenant('demo')
      .sessions.find({ filter: { person: 'manager' }, sort: ['-createdAt'] });
    const actor = { id: 'manager', tenant: 'demo', name: 'manager', title: '', unit: 'company', roles: [] };
    const caller = { actor, locale: 'en' as const, session: session?.id ?? '', correlationId: '' };
    const streams = createEventStreams(deps, 20);
    const ended: number[] = [];
    const leave = [0, 1].map((n) => streams.add(caller, () => ended.push(n)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ended).toEqual([]);
    skew += deps.config.session.idleSeconds * 1000 + 61_000;
    await expect.poll(() => [...new Set(ended)].sort()).toEqual([0, 1]);
    for (const each of leave) each();
    skew = 0;
  });
});

describe('a line of heavy requests', () => {
  it('H12 turns away what would wait behind too many', async () => {
    const turns = createHeavyTurns();
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const taken = Array.from({ length: 32 }, () => turns.take('a', () => gate));
    await expect(turns.take('a', () => gate)).rejects.toMatchObject({ code: 'too-many' });
    const other = turns.take('b', async () => 'done');
    expect(await other).toBe('done');
    go();
    await Promise.all(taken);
  });
});
