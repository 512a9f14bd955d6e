import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type BuiltServer = { url: string; stop(): Promise<void> };

/**
 * The server as `npm start` runs it: the built bundle under its flags, demo mode, a data folder of its own. While a test is
 * written, one that runs already may be used: `TEST_SERVER=http://127.0.0.1:4000`.
 */
export async function startBuiltServer(): Promise<BuiltServer> {
  const running = process.env.TEST_SERVER;
  if (running) return { url: running, stop: async () => undefined };
  const main = join(root, 'dist', 'server', 'main.js');
  if (!existsSync(main)) throw new Error('not built: run `node scripts/build.mjs` first');
  const data = mkdtempSync(join(tmpdir(), 'dougong-browser-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['--disallow-code-generation-from-strings', '--disable-proto=delete', main], {
    cwd: root,
    env: { ...process.env, DOUGONG_MODE: 'demo', DOUGONG_DATA: data, PORT: String(port), MONGODB_URI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await ready(child, `http://127.0.0.1:${port}`, said);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function ready(child: ChildProcess, url: string, said: string[]): Promise<void> {
  const deadline = Date.now() + 150_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok && said.join('').includes(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not start:\n${said.join('').slice(-2000)}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
