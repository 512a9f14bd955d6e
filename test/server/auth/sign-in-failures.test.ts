// Who is paused after failures to sign in, and what is kept of them. Clients come through a declared proxy, from addresses of their own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedPassword } from '../../../engine/index.ts';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('failures to sign in', (store) => {
  let server: TestServer;
  let skew = 0;
  const clock = { now: () => new Date(Date.now() + skew).toISOString() };
  const attempt = async (ip: string, name: string, password: string, tenant = 'demo') =>
    (await server.client().post('/session', { tenant, name, password }, { 'X-Forwarded-For': ip })).status;
  const audited = () => server.deps.store.tenant('demo').audit.find({ sort: ['seq'] });

  beforeAll(async () => {
    server = await startServer({ store, clock, config: { proxies: ['loopback'] } });
  });
  afterAll(() => server.stop());

  it('H7 pause a name for the address that they came from, and for no other', async () => {
    for (let n = 0; n < 5; n++) expect(await attempt('10.1.0.1', 'president', 'wrong-password')).toBe(401);
    expect(await attempt('10.1.0.1', 'president', DEMO_PASSWORD)).toBe(429);
    expect(await attempt('10.1.0.2', 'president', DEMO_PASSWORD)).toBe(201);
    expect(await attempt('10.1.0.1', 'president', DEMO_PASSWORD)).toBe(429);
  });

  it('H7 end with a new password, wherever they came from', async () => {
    for (let n = 0; n < 5; n++) await attempt('10.2.0.1', 'deputy', 'wrong-password');
    expect(await attempt('10.2.0.1', 'deputy', DEMO_PASSWORD)).toBe(429);
    const admin = await server.signIn('admin');
    const { password } = (await admin.post<IssuedPassword>('/people/deputy/password', {})).body;
    expect(await attempt('10.2.0.1', 'deputy', password)).toBe(201);
  });

  it('H7 pause a name for all once many addresses have failed for it', async () => {
    for (let n = 0; n < 100; n++) {
      const status = await attempt(`10.3.${n >> 2}.1`, 'finance', 'wrong-password');
      expect([n, status]).toEqual([n, 401]);
    }
    expect(await attempt('10.9.0.1', 'finance', DEMO_PASSWORD)).toBe(429);
    skew += 3_601_000;
    expect(await attempt('10.9.0.1', 'finance', DEMO_PASSWORD)).toBe(201);
  });

  it('H4 H7 of one address do not pause the sign-in of others', async () => {
    for (let n = 0; n < 30; n++) await attempt('10.4.0.1', `name-${n}`, 'wrong-password');
    expect(await attempt('10.4.0.1', 'manager', DEMO_PASSWORD)).toBe(429);
    expect(await attempt('10.4.0.2', 'manager', DEMO_PASSWORD)).toBe(201);
  });

  describe('H6', () => {
    it('write nothing under the name of an organisation that does not exist', async () => {
      expect(await attempt('10.5.0.1', 'x', 'wrong-password', 'no-such-tenant')).toBe(401);
      expect(await server.deps.store.tenant('no-such-tenant').audit.count()).toBe(0);
      for (let n = 0; n < 30; n++) await attempt('10.5.0.1', `x-${n}`, 'wrong-password', 'no-such-tenant');
      expect(await attempt('10.5.0.1', 'x', 'wrong-password', 'no-such-tenant')).toBe(429);
    });

    it('keep nothing of what was typed as a name that no person has', async () => {
      const typed = 'My-Secret-Password-7';
      await attempt('10.6.0.1', typed, 'wrong-password');
      const rows = await audited();
      expect(rows.at(-1)).toMatchObject({ action: 'sign-in-unknown', params: {}, ip: '10.6.0.1' });
      expect(JSON.stringify(rows).toLowerCase()).not.toContain(typed.toLowerCase());
    });

    it('name the person whose name was typed', async () => {
      await attempt('10.7.0.1', 'auditor', 'wrong-password');
      expect((await audited()).at(-1)).toMatchObject({ action: 'sign-in-failed', params: { person: 'auditor' } });
    });
  });
});
