import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type BuiltServer = {
  url: string;
  stop(): Promise<void>;
  /** Ends the process at once, as a power cut would; its data stay. */
  kill(): Promise<void>;
  /** Starts it again on the same data and at the same address. */
  startAgain(): Promise<void>;
};

/**
 * The server as `npm start` runs it: the built bundle under its flags, demo mode, a data folder of its own. While a test is
 * written, one that runs already may be used: `TEST_SERVER=http://127.0.0.1:4000`.
 */
export async function startBuiltServer(): Promise<BuiltServer> {
  const running = process.env.TEST_SERVER;
  if (running) {
    const not = () => Promise.reject(new Error('only a server that the test has started can be killed'));
    return { url: running, stop: async () => undefined, kill: not, startAgain: not };
  }
  const main = join(root, 'dist', 'server', 'main.js');
  if (!existsSync(main)) throw new Error('not built: run `node scripts/build.mjs` first');
  const data = mkdtempSync(join(tmpdir(), 'dougong-browser-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    const started = spawn(
      process.execPath,
      ['--disallow-code-generation-from-strings', '--disable-proto=delete', main],
      {
        cwd: root,
        env: { ...process.env, DOUGONG_MODE: 'demo', DOUGONG_DATA: data, PORT: String(port), MONGODB_URI: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const said: string[] = [];
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await ready(started, url, said);
    return started;
  };
  let child = await start();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    url,
    async stop() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    async startAgain() {
      child = await start();
    },
  };
}

async function ready(child: ChildProcess, url: string, said: string[]): Promise<void> {
  const deadline = Date.now() + 240_000;
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
