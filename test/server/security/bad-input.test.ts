import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a request body', (store) => {
  let server: TestServer;
  let client: Client;
  const json = { 'Content-Type': 'application/json' };
  const send = (body: BodyInit, headers: { [name: string]: string } = json) =>
    client.raw('PATCH', '/api/session', body, headers);

  beforeAll(async () => {
    server = await startServer({ store, packs: false });
    client = await server.signIn('maker', { language: 'zh-CN' });
  });
  afterAll(() => server.stop());

  it.each([
    ['is no JSON', '{"locale":', 400, 'json/syntax', '/locale'],
    ['has a key twice', '{"locale":"en","locale":"zh-CN"}', 400, 'json/duplicate-key', '/locale'],
    [
      'has a key twice, written differently',
      '{"locale":"en","\\u006cocale":"zh-CN"}',
      400,
      'json/duplicate-key',
      '/locale',
    ],
    ['has __proto__', '{"__proto__":{"isAdmin":true}}', 400, 'json/forbidden-key', '/__proto__'],
    [
      'has constructor deep inside',
      '{"a":[{"constructor":{"prototype":{}}}]}',
      400,
      'json/forbidden-key',
      '/a/0/constructor',
    ],
    ['is nested 40,000 deep', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, 413, 'json/too-deep', undefined],
    [
      'has 5,000 keys',
      `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
      413,
      'json/too-many-keys',
      undefined,
    ],
  ])('that %s is refused where it is wrong', async (_what, body, status, code, path) => {
    const reply = await send(body);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const [found] = problemIn(reply).issues;
    expect(found?.code).toBe(code);
    if (path !== undefined) expect(found?.path).toBe(path);
    expect(found?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['declares its size', true],
    ['sends it in pieces', false],
  ])('above 256 KB is refused when it %s', async (_what, declared) => {
    const body = Buffer.from(JSON.stringify({ locale: 'x'.repeat(300 * 1024) }));
    const reply = await sendSlowly(server.url, client, body, declared);
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'too-large', detail: '内容过大：最多 262144 字节' });
  });

  it.each([
    ['text/plain', { 'Content-Type': 'text/plain' }],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['JSON in another charset', { 'Content-Type': 'application/json; charset=utf-16' }],
    ['compressed JSON', { ...json, 'Content-Encoding': 'gzip' }],
  ])('that is %s is not read at all', async (_what, headers) => {
    const reply = await send('{"locale":"en"}', headers);
    expect(reply.status).toBe(415);
    expect(problemIn(reply).code).toBe('unsupported-media');
  });

  it('that is no UTF-8 is refused', async () => {
    expect((await send(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]))).status).toBe(400);
  });

  it('with unknown keys is refused, with the nearest known one', async () => {
    const reply = await send('{"locael":"en"}');
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toEqual([
      expect.objectContaining({
        code: 'definition/unknown-key',
        path: '/locael',
        message: expect.stringContaining('locale'),
      }),
    ]);
  });

  it('pollutes nothing', () => {
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  describe('and the rest of a request', () => {
    it('keeps operators in a query from being operators', async () => {
      const reply = await client.get<{ items: unknown[] }>('/people/names?role[$ne]=x');
      expect(reply.status).toBe(200);
      const plain = await client.get<{ items: unknown[] }>('/people/names');
      expect(reply.body.items).toEqual(plain.body.items);
    });

    it.each(['/api/nothing', '/api/packs/%00/draft'])('answers %s with a problem, never with a page', async (path) => {
      const reply = await client.raw('GET', path);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(problemIn(reply).correlationId).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('answers an unknown address in the reader’s language', async () => {
      expect(problemIn(await client.get('/nothing')).detail).toBe('地址 GET /api/nothing 不存在');
      const english = await server.signIn('maker', { language: 'en' });
      expect(problemIn(await english.get('/nothing')).detail).toBe('Nothing is found at GET /api/nothing');
    });

    it('refuses headers above 16 KB', async () => {
      const reply = await client
        .raw('GET', '/api/session', undefined, { 'X-Long': 'x'.repeat(20_000) })
        .catch(() => ({ status: 431 }));
      expect(reply.status).toBe(431);
    });
  });
});

/** `fetch` always declares the size; an attacker need not. */
function sendSlowly(
  url: string,
  client: Client,
  body: Buffer,
  declared: boolean,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${url}/api/session`,
      {
        method: 'PATCH',
        headers: {
          'Content-Type': 'application/json',
          'Accept-Language': 'zh-CN',
          Cookie: client.cookie,
          'X-CSRF-Token': client.session?.csrf ?? '',
          ...(declared && { 'Content-Length': body.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('error', reject);
    for (let at = 0; at < body.length; at += 16_384) request.write(body.subarray(at, at + 16_384));
    request.end();
  });
}
