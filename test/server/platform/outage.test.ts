// A MongoDB that hangs or dies under people at work, and comes back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedRecord, Page, RecordView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Member, type Servers, startSet } from '../../support/mongod-processes.ts';
import { type Client, type Reply, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { hasMongo } from '../../support/stores.ts';

const WRITERS = 4;

describe.skipIf(!hasMongo)('a MongoDB that goes away under people at work', () => {
  let set: Servers;
  let server: TestServer;
  let packs: { path: string; remove(): Promise<void> };
  let member: Member;
  beforeAll(async () => {
    set = await startSet(1);
    member = set.members[0] as Member;
    packs = await packFolder(smallPack());
    const store = { kind: 'mongodb', uri: set.uri, stop: async () => undefined } as const;
    server = await startServer({ store, packs: packs.path });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await set.stop();
    await packs.remove();
  });

  it.each<[string, (member: Member) => unknown, (member: Member) => unknown]>([
    ['hangs', (each) => each.pause(), (each) => each.resume()],
    ['dies', (each) => each.kill(), (each) => each.start()],
  ])(
    'that %s: is told with 503, loses nothing that was acknowledged, and is served again by itself',
    async (what, leave, comeBack) => {
      const maker = await server.signIn('maker');
      const work = newWork(maker, what);
      const writers = Array.from({ length: WRITERS }, (_, writer) => work.write(writer));
      await expect.poll(() => work.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(WRITERS);
      await leave(member);
      // Everybody hears of it, and so do probes: it lives, and cannot work.
      await expect.poll(() => work.refused.size, { timeout: 60_000 }).toBe(WRITERS);
      const [alive, ready, inbox] = await Promise.all([
        maker.raw('GET', '/healthz'),
        maker.raw('GET', '/readyz'),
        maker.get('/forms/note/records'),
      ]);
      expect(alive.status).toBe(200);
      for (const reply of [ready, inbox]) expectUnavailable(reply);
      await comeBack(member);
      const before = work.acknowledged.length;
      const from = performance.now();
      // Nobody does anything about it: the server finds its way back within the half minute that this waits.
      await expect.poll(() => work.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + WRITERS);
      const healed = performance.now() - from;
      expect((await maker.raw('GET', '/readyz')).status).toBe(200);
      work.stop();
      await Promise.all(writers);
      expect(work.unexpected).toEqual([]);
      expect(await stored(maker, what)).toEqual(work.acknowledged.toSorted());
      console.log(
        `${what}: the longest wait for an answer ${Math.round(work.longest())} ms, working again after ${Math.round(healed)} ms`,
      );
    },
    180_000,
  );
});

function expectUnavailable(reply: Reply): void {
  expect(reply.status).toBe(503);
  expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
}

/** People who write one note after another and ask again with the same key when they are told to come back. */
function newWork(maker: Client, what: string) {
  const acknowledged: string[] = [];
  const refused = new Set<number>();
  const unexpected: string[] = [];
  let longest = 0;
  let isGoing = true;
  const ask = async (subject: string, headers: ReturnType<typeof key>, writer: number): Promise<boolean> => {
    const from = performance.now();
    const reply = await maker.post<CreatedRecord>('/forms/note/records', { data: { subject } }, headers);
    longest = Math.max(longest, performance.now() - from);
    if (reply.status === 201) return true;
    if (reply.status === 503 && Number(reply.headers.get('Retry-After')) > 0) refused.add(writer);
    // The first one is still being carried out, or its fate is not known yet.
    else if (reply.status !== 409) unexpected.push(`${reply.status} ${reply.text}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return false;
  };
  return {
    acknowledged,
    refused,
    unexpected,
    longest: () => longest,
    stop: () => {
      isGoing = false;
    },
    async write(writer: number): Promise<void> {
      for (let n = 0; isGoing; n += 1) {
        const subject = `${what} ${writer}.${n}`;
        const headers = key();
        while (!(await ask(subject, headers, writer)) && unexpected.length === 0);
        acknowledged.push(subject);
      }
    },
  };
}

async function stored(maker: Client, what: string): Promise<string[]> {
  const subjects: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await maker.get<Page<RecordView>>(`/forms/note/records?size=200&page=${page}`);
    subjects.push(...body.items.map(({ data }) => String(data.subject)));
    if (body.items.length < 200) break;
  }
  return subjects.filter((subject) => subject.startsWith(`${what} `)).sort();
}
