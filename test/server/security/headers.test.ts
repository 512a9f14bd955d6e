import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../support/server.ts';
import { embeddedDatabase, type TestDatabase } from '../../support/stores.ts';

describe('what browsers may do with our pages', () => {
  let server: TestServer;
  let database: TestDatabase;
  let designer: string;

  beforeAll(async () => {
    designer = await mkdtemp(join(tmpdir(), 'dougong-designer-'));
    await mkdir(join(designer, 'assets'));
    await writeFile(join(designer, 'index.html'), '<!doctype html><style nonce="__CSP_NONCE__"></style><p>app</p>');
    await writeFile(join(designer, 'assets', 'main-abc123.js'), 'export {};');
    await writeFile(join(designer, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    database = await embeddedDatabase();
    server = await startServer({ store: database, packs: false, people: false, config: { designer } });
  });
  afterAll(async () => {
    await server.stop();
    await database.stop();
    await rm(designer, { recursive: true });
  });

  const policyOf = (reply: { headers: Headers }) =>
    new Map(
      (reply.headers.get('content-security-policy') ?? '')
        .split(';')
        .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]),
    );

  it.each(['/', '/forms/some-form', '/api/session', '/assets/main-abc123.js'])('is said with %s', async (path) => {
    const policy = policyOf(await server.client().raw('GET', path));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('style-src')).toEqual(["'self'", expect.stringMatching(/^'nonce-[\w+/]{22}=='$/)]);
    expect(policy.get('img-src')).toEqual(["'self'", 'data:', 'blob:']);
    for (const directive of ['font-src', 'connect-src', 'worker-src', 'form-action'])
      expect(policy.get(directive)).toEqual(["'self'"]);
    for (const directive of ['frame-ancestors', 'base-uri']) expect(policy.get(directive)).toEqual(["'none'"]);
    expect([...policy.values()].flat().join(' ')).not.toMatch(/unsafe/);
  });

  it('gives each page a nonce of its own, and never lets it be kept', async () => {
    const pages = await Promise.all([server.client().raw('GET', '/'), server.client().raw('GET', '/tasks')]);
    const nonces = pages.map(({ text }) => /nonce="([^"]+)"/.exec(text)?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const [index, page] of pages.entries()) {
      expect(policyOf(page).get('style-src')?.[1]).toBe(`'nonce-${nonces[index]}'`);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('keeps what is named by content for ever, and nothing of the API', async () => {
    const client = server.client();
    expect((await client.raw('GET', '/assets/main-abc123.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await client.raw('GET', '/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=300');
    expect((await client.get('/welcome')).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/assets/missing.js', '/../package.json', '/%2e%2e/package.json', '/.env', '/index.html.bak'])(
    'finds nothing at %s',
    async (path) => {
      expect((await server.client().raw('GET', path)).status).toBe(404);
    },
  );

  it('says the rest too', async () => {
    const { headers } = await server.client().raw('GET', '/');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('answers probes without saying anything', async () => {
    for (const path of ['/healthz', '/api/healthz'])
      expect((await server.client().raw('GET', path)).text).toBe('{"status":"ok"}');
    expect((await server.client().raw('GET', '/readyz')).text).toBe('{"status":"ready"}');
  });
});
