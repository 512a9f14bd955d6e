import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer, serverFlags } from '../../support/bundled-server.ts';
import { createClient } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';

const root = new URL('../../..', import.meta.url).pathname;
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}

let built: Awaited<ReturnType<typeof bundleServer>>;
beforeAll(async () => {
  built = await bundleServer();
});
afterAll(() => built.remove());

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function run(env: { [name: string]: string }, flags = serverFlags): Run {
  const child = spawn(process.execPath, [...flags, built.main], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk;
    });
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

describe('the server process', () => {
  let data: string;
  let folder: PackFolder | undefined;
  let running: Run | undefined;
  const begin = async (env: { [name: string]: string }, files: Parameters<typeof packFolder>[0] = smallPack()) => {
    data = await mkdtemp(join(tmpdir(), 'dougong-start-'));
    folder = await packFolder(files);
    const port = await freePort();
    running = run({ DOUGONG_DATA: data, DOUGONG_PACKS: folder.path, PORT: String(port), ...env });
    return { run: running, url: `http://127.0.0.1:${port}` };
  };
  afterEach(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    await rm(data, { recursive: true, force: true });
    await folder?.remove();
  });

  it('starts without code generation and without __proto__, works, and stops when it is asked to', async () => {
    const organisation = {
      units: [{ key: 'company', kind: 'company', title: 'Company' }],
      people: [{ name: 'analyst', title: 'Analyst', unit: 'company', roles: ['analyst'] }],
      heads: {},
    };
    const demo = {
      'notes/demo/organisation.json': organisation,
      'notes/demo/records.json': { series: [] },
      'notes/demo/cases.json': { cases: [] },
    };
    const { run: process, url } = await begin({ DOUGONG_MODE: 'demo' }, { ...smallPack(), ...demo });
    await expect.poll(process.output, { timeout: 30_000 }).toContain(`Dougong is ready: ${url}`);
    expect(process.output()).toContain('analyst');
    const client = createClient(url);
    expect(
      (await client.post('/session', { tenant: 'demo', name: 'analyst', password: 'Dougong-demo-1' })).status,
    ).toBe(201);
    const { body } = await client.get<{ revision: number; definitions: { json: { title: unknown } }[] }>(
      '/packs/notes/draft',
    );
    const [form] = body.definitions;
    await client.put('/packs/notes/draft/form/note', { ...form?.json, title: 'Changed' }, { 'If-Match': '1' });
    const published = await client.post('/packs/notes/publish', { revision: body.revision + 1 });
    expect([published.status, published.text]).toEqual([201, expect.stringContaining('"release":2')]);
    process.child.kill('SIGTERM');
    expect(await process.ended).toBe(0);
    expect(process.output()).not.toMatch(/EvalError|"level":"error"/);
  }, 60_000);

  it('starts with a broken definition and says which file, where and why', async () => {
    const { run: process } = await begin(
      { DOUGONG_MODE: 'demo' },
      { ...smallPack(), ...smallPack('letters', 'letter'), 'notes/forms/note.json': '{"kind":"form","kind":"form"}' },
    );
    await expect.poll(process.output, { timeout: 30_000 }).toContain('Dougong is ready');
    expect(process.output()).toContain('Not usable: notes/forms/note.json/kind (json/duplicate-key)');
    expect(process.output()).toContain('"file":"notes/forms/note.json","path":"/kind","code":"json/duplicate-key"');
  }, 60_000);

  it.each([
    [
      'an unusable configuration',
      { DOUGONG_MODE: 'production', PORT: '99999' },
      /PORT is "99999".*DOUGONG_BASE_URL must be an https address/s,
    ],
    [
      'no store',
      { DOUGONG_MODE: 'demo', MONGODB_URI: 'mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=500' },
      /^The store cannot be opened: .*ECONNREFUSED/,
    ],
  ])(
    'refuses to start with %s, and says so',
    async (_what, env, expected) => {
      const { run: process } = await begin(env);
      expect(await process.ended).toBe(1);
      expect(process.output()).toMatch(expected);
    },
    60_000,
  );

  it('H14 refuses to start in production where texts can become code', async () => {
    const { ended, output } = run(
      {
        DOUGONG_MODE: 'production',
        DOUGONG_BASE_URL: 'https://dougong.example',
        DOUGONG_PROXIES: 'loopback',
        DOUGONG_DATA: join(tmpdir(), 'dougong-never-made'),
      },
      [],
    );
    expect(await ended).toBe(1);
    expect(output()).toContain('--disallow-code-generation-from-strings');
  }, 60_000);

  it('sets up a production installation by a link in its log', async () => {
    const { run: process } = await begin({
      DOUGONG_MODE: 'production',
      DOUGONG_BASE_URL: 'https://dougong.example',
      DOUGONG_PROXIES: 'loopback',
    });
    await expect.poll(process.output, { timeout: 30_000 }).toMatch(/https:\/\/dougong\.example\/set-up\/[\w-]{43}/);
  }, 60_000);
});
