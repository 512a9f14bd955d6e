import { request } from 'node:http';
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

  /** As a browser asks for the page of a name that leads to this server. */
  const ask = (host: string, path = '/api/welcome', method = 'GET', headers = {}) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sent = request(server.url + path, { method, headers: { Host: host, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode, text }));
      });
      sent.on('error', reject).end();
    });
  const port = () => new URL(server.url).port;

  it.each([
    ['/', 'GET'],
    ['/api/welcome', 'GET'],
    ['/api/session', 'POST'],
    ['/api/events', 'GET'],
    ['/assets/none.js', 'GET'],
  ])('H20: is not answered at %s (%s) under a name that is not of this server', async (path, method) => {
    const mine = port();
    for (const host of [`evil.example:${mine}`, 'evil.example', `localhost.evil.example:${mine}`, 'localhost:1', 'x/y'])
      expect([host, (await ask(host, path, method, { Origin: `http://${host}` })).status]).toEqual([host, 421]);
    const { text } = await ask(`evil.example:${mine}`, path, method, { 'Accept-Language': 'zh-CN' });
    expect(JSON.parse(text)).toMatchObject({
      code: 'misdirected',
      detail: expect.stringContaining('本服务器不响应地址'),
    });
  });

  it('H20: is answered under the addresses of this server', async () => {
    const { baseUrl } = server.deps.config;
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'].map((name) => `${name}:${port()}`))
      expect([host, (await ask(host)).status]).toEqual([host, 200]);
    expect((await ask(new URL(baseUrl).host)).status).toBe(200);
  });

  it('H20: is told whether the server lives under any name, for probes', async () => {
    for (const path of ['/healthz', '/readyz', '/api/healthz', '/api/readyz'])
      expect([path, (await ask('10.1.2.3:80', path)).status]).toEqual([path, 200]);
    expect((await ask('10.1.2.3:80', '/readyz', 'POST')).status).toBe(421);
  });

  it('gets no permission to read across origins', async () => {
    const reply = await server.client().get('/welcome', { Origin: 'https://evil.example' });
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
