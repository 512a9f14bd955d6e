import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a request from another site', (store) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ store, packs: false });
  });
  afterAll(() => server.stop());

  it.each([
    ['no token', { 'X-CSRF-Token': '' }],
    ['a token of somebody else', { 'X-CSRF-Token': 'A'.repeat(43) }],
    ['a cross-site mark of the browser', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a same-site mark of the browser', { 'Sec-Fetch-Site': 'same-site' }],
    ['a foreign origin', { Origin: 'https://evil.example' }],
    ['the origin of a sandboxed page', { Origin: 'null' }],
  ])('changes nothing with %s', async (_what, headers) => {
    const client = await server.signIn('maker');
    const reply = await client.patch('/session', { locale: 'en' }, headers);
    expect(reply.status).toBe(403);
    expect(problemIn(reply).code).toBe('csrf');
  });

  it.each([
    ['own pages', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a typed address', { 'Sec-Fetch-Site': 'none' }],
    ['a program', {}],
  ])('is none when it comes from %s', async (_what, headers) => {
    const client = await server.signIn('maker');
    expect((await client.patch('/session', { locale: 'en' }, headers)).status).toBe(200);
  });

  it('cannot sign a victim in as the attacker', async () => {
    const reply = await server
      .client()
      .post('/session', { tenant: 'demo', name: 'maker', password: 'x' }, { 'Sec-Fetch-Site': 'cross-site' });
    expect(problemIn(reply).code).toBe('csrf');
  });

  it('gets no permission to read across origins', async () => {
    const reply = await server.client().get('/welcome', { Origin: 'https://evil.example' });
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
