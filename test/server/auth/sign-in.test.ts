import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '../../../engine/index.ts';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('signing in', (store) => {
  let server: TestServer;
  let skew = 0;
  const clock = { now: () => new Date(Date.now() + skew).toISOString() };
  const later = (seconds: number) => {
    skew += seconds * 1000;
  };

  beforeAll(async () => {
    server = await startServer({ store, clock, packs: false });
  });
  afterAll(() => server.stop());

  it('answers who one is and sets a cookie that scripts cannot read', async () => {
    const client = server.client({ language: 'zh-CN' });
    const reply = await client.post<Session>('/session', { tenant: 'demo', name: 'maker', password: DEMO_PASSWORD });
    expect(reply.status).toBe(201);
    expect(reply.body.actor).toMatchObject({
      id: 'maker',
      tenant: 'demo',
      name: 'maker',
      unit: 'shanghai',
      roles: ['maker'],
    });
    expect(reply.headers.getSetCookie()[0]).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800$/);
    expect((await client.get<Session>('/session')).body.csrf).toBe(reply.body.csrf);
  });

  it('keeps only a hash of what the cookie holds', async () => {
    const client = await server.signIn('maker');
    const rows = await server.deps.store.tenant('demo').sessions.find({});
    expect(JSON.stringify(rows)).not.toContain(client.cookie.slice(4));
  });

  it.each([
    ['a wrong password', { tenant: 'demo', name: 'finance', password: 'wrong-password' }],
    ['a name that nobody has', { tenant: 'demo', name: 'nobody-here', password: 'wrong-password' }],
    ['a tenant that there is not', { tenant: 'elsewhere', name: 'finance', password: DEMO_PASSWORD }],
    ['a tenant that cannot be', { tenant: '../demo', name: 'finance', password: DEMO_PASSWORD }],
  ])('refuses %s in the same words', async (_what, input) => {
    const reply = await server.client({ language: 'en' }).post('/session', input);
    const { correlationId: _id, ...problem } = problemIn(reply);
    expect(problem).toEqual({
      type: 'urn:dougong:problem:sign-in-failed',
      title: 'Organisation, name and password do not go together',
      detail: 'Organisation, name and password do not go together',
      status: 401,
      code: 'sign-in-failed',
      issues: [],
    });
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  it('does the same work for a name that nobody has', async () => {
    const { deps } = server;
    const { passwords } = deps;
    const work: string[] = [];
    deps.passwords = {
      ...passwords,
      verify(hash, password) {
        work.push('verify');
        return passwords.verify(hash, password);
      },
      verifyNothing(password) {
        work.push('verify');
        return passwords.verifyNothing(password);
      },
    };
    const audited = () => deps.store.tenant('demo').audit.count();
    for (const name of ['finance', 'nobody-works-here']) {
      const [before, checks] = [await audited(), work.length];
      await server.client().post('/session', { tenant: 'demo', name, password: 'wrong-password' });
      expect([name, work.length - checks, (await audited()) - before]).toEqual([name, 1, 1]);
    }
    deps.passwords = passwords;
  });

  it.each([
    ['name', { tenant: 'demo', name: { $ne: null }, password: 'x' }],
    ['password', { tenant: 'demo', name: 'maker', password: { $gt: '' } }],
  ])('takes nothing but text as %s', async (field, input) => {
    const reply = await server.client().post('/session', input);
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toMatchObject([{ code: 'definition/type', path: `/${field}` }]);
  });

  it.each(['deputy', 'nobody-at-all'])(
    'pauses %s after five failures, longer each time, and starts anew after the pause',
    async (name) => {
      const attempt = (password: string) => server.client().post('/session', { tenant: 'demo', name, password });
      for (let n = 0; n < 5; n++) expect((await attempt('wrong-password')).status).toBe(401);
      const paused = await attempt(DEMO_PASSWORD);
      expect(paused.status).toBe(429);
      expect(problemIn(paused)).toMatchObject({ code: 'too-many', retryAfter: 30 });
      expect(paused.headers.get('retry-after')).toBe('30');
      later(31);
      expect((await attempt('wrong-password')).status).toBe(401);
      expect(problemIn(await attempt(DEMO_PASSWORD)).retryAfter).toBe(60);
      later(61);
      expect((await attempt(DEMO_PASSWORD)).status).toBe(name === 'deputy' ? 201 : 401);
    },
  );

  it('shows administrators who is paused, and forgets it with the next sign-in', async () => {
    const row = async () => server.deps.store.tenant('demo').people.get('president');
    for (let n = 0; n < 5; n++)
      await server.client().post('/session', { tenant: 'demo', name: 'president', password: 'wrong-password' });
    expect(await row()).toMatchObject({ failedSignIns: 5, lockedUntil: expect.any(String) });
    later(31);
    await server.signIn('president');
    expect(await row()).toMatchObject({ failedSignIns: 0 });
    expect((await row())?.lockedUntil).toBeUndefined();
  });

  it('ends a session with sign-out, wherever its cookie was copied to', async () => {
    const client = await server.signIn('finance2');
    const copy = server.client();
    copy.cookie = client.cookie;
    expect((await copy.get('/session')).status).toBe(200);
    expect((await client.del('/session')).status).toBe(204);
    expect((await copy.get('/session')).status).toBe(401);
  });

  it('ends a session that nobody used for long, and any after its time', async () => {
    const { session } = server.deps.config;
    const idle = {
      ...server.deps.config,
      session: { ...server.deps.config.session, idleSeconds: 900, absoluteSeconds: 3600 },
    };
    server.deps.config = idle;
    const unused = await server.signIn('finance2');
    const used = await server.signIn('finance');
    later(600);
    expect((await used.get('/session')).status).toBe(200);
    later(600);
    expect((await unused.get('/session')).status).toBe(401);
    expect((await used.get('/session')).status).toBe(200);
    for (let n = 0; n < 5; n++) {
      later(600);
      await used.get('/session');
    }
    expect((await used.get('/session')).status).toBe(401);
    server.deps.config = { ...server.deps.config, session };
  });

  it('writes who signed in, who failed and who left into an unbroken chain', async () => {
    const { brokenLink } = await import('../../../server/domain/audit/append-audit.ts');
    const rows = await server.deps.store.tenant('demo').audit.find({ sort: ['seq'] });
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(['signed-in', 'sign-in-failed', 'sign-in-unknown', 'signed-out']),
    );
    expect(brokenLink(rows)).toBeUndefined();
    const forged = rows.map((row) => (row.seq === 3 ? { ...row, action: 'signed-in', actor: 'someone' } : row));
    expect(brokenLink(forged)?.seq).toBe(3);
    expect(JSON.stringify(rows)).not.toContain('wrong-password');
  });

  it('lets few guesses through that come all at once; the others find the name paused', async () => {
    const guesses = Array.from({ length: 40 }, (_, n) =>
      server.client().post('/session', { tenant: 'demo', name: 'president', password: `guess number ${n}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(10);
  });
});
