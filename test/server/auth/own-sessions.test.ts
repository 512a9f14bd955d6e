import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditItem, Page, SessionList } from '../../../engine/index.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('H20: the sessions of a person', (store) => {
  let server: TestServer;
  let skew = 0;
  const clock = { now: () => new Date(Date.now() + skew).toISOString() };
  const listed = async (client: Awaited<ReturnType<TestServer['signIn']>>) =>
    (await client.get<SessionList>('/session/list')).body.items;

  beforeAll(async () => {
    server = await startServer({ store, clock });
  });
  afterAll(() => server.stop());

  it('H20: are listed to them alone, and end at their word', async () => {
    const [here, there] = [await server.signIn('maker'), await server.signIn('maker')];
    await server.signIn('finance');
    const items = await listed(here);
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = items.find(({ current }) => !current)?.id ?? '';
    expect((await listed(there)).find(({ current }) => current)?.id).toBe(other);

    const finance = await server.signIn('finance');
    const foreign = await finance.del(`/session/list/${other}`);
    expect([foreign.status, problemIn(foreign).code]).toEqual([404, 'not-found']);
    expect((await here.del(`/session/list/${other}`, { 'X-CSRF-Token': '' })).status).toBe(403);
    expect((await there.get('/session')).status).toBe(200);

    expect((await here.del(`/session/list/${other}`)).status).toBe(204);
    expect((await there.get('/session')).status).toBe(401);
    expect((await here.get('/session')).status).toBe(200);
    expect((await listed(here)).map(({ current }) => current)).toEqual([true]);
    expect((await here.del(`/session/list/${other}`)).status).toBe(404);
    const auditor = await server.signIn('auditor');
    expect((await auditor.get<Page<AuditItem>>('/audit')).body.items.map(({ action }) => action)).toContain(
      'session-ended',
    );
  });

  it('H20: are shown without anything that opens one, and not to strangers', async () => {
    const deputy = await server.signIn('deputy');
    const { text, body } = await deputy.get<SessionList>('/session/list');
    const [row] = await server.deps.store.tenant('demo').sessions.find({ filter: { person: 'deputy' } });
    const token = deputy.cookie.split('=')[1] ?? '';
    expect(token.length).toBeGreaterThan(20);
    for (const secret of [token, row?.id ?? '-', row?.csrf ?? '-']) expect(text).not.toContain(secret);
    expect(body.items[0]).toMatchObject({ current: true, ip: '127.0.0.1', agent: expect.any(String) });
    expect((await server.client().get('/session/list')).status).toBe(401);
    expect((await server.client().del(`/session/list/${body.items[0]?.id}`)).status).toBe(401);
  });

  it('H20: are not listed once they have run out', async () => {
    await server.signIn('manager');
    skew = 9 * 3_600_000;
    const manager = await server.signIn('manager');
    expect((await listed(manager)).map(({ current }) => current)).toEqual([true]);
    skew = 0;
  });
});
