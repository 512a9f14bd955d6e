// How long the built server takes to start, and what it holds when idle: `npx tsx test/bench/start.ts [starts] [idle seconds]`
// (after `node scripts/build.mjs`; Linux, since processor time and memory of another process are read from /proc).
// First in an empty folder, where the demo data is made; then after kills, then again and again on what is there.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/built-server.ts';
import { serverFlags } from '../support/bundled-server.ts';

const root = new URL('../..', import.meta.url).pathname;
const [starts = '5', idle = '60'] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'dougong-start-'));

type Started = { wall: number; cpu: number; lines: number; child: ChildProcess };

async function start(): Promise<Started> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [...serverFlags, join(root, 'dist/server/main.js')], {
    cwd: root,
    env: { ...process.env, DOUGONG_MODE: 'demo', DOUGONG_DATA: data, PORT: String(port), MONGODB_URI: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lines = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1;
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { wall: performance.now() - from, cpu: cpuOf(child), lines, child };
}

function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  return ended;
}

/** Processor time in milliseconds; the kernel counts in hundredths of a second. */
function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function rssOf(child: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

// What Node itself needs to begin, as the measure: the machine may be busy with other things.
async function bareStart(): Promise<number> {
  const from = performance.now();
  await new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('exit', resolve));
  return performance.now() - from;
}

const first = await start();
console.log(
  `first start with demo data: ${seconds(first.wall)}, processor ${seconds(first.cpu)}, ${first.lines} lines of progress`,
);
// Killed at once: all that was written lies in the log still, and the file is looked over before it is used.
await stop(first.child, 'SIGKILL');
const killed: Started[] = [];
for (let count = 0; count < 3; count++) {
  const started = await start();
  killed.push(started);
  await stop(started.child, count < 2 ? 'SIGKILL' : 'SIGTERM');
}
console.log(
  `after a kill -9: ${killed.map(({ wall }) => seconds(wall)).join(', ')}, processor ` +
    `${killed.map(({ cpu }) => seconds(cpu)).join(', ')} (wanted under 5 s)`,
);

const later: Started[] = [];
const bare: number[] = [];
for (let count = 0; count < Number(starts); count++) {
  bare.push(await bareStart());
  const started = await start();
  later.push(started);
  if (count < Number(starts) - 1) await stop(started.child);
}
console.log(
  `cold start on demo data: ${seconds(median(later.map(({ wall }) => wall)))}, processor ` +
    `${seconds(median(later.map(({ cpu }) => cpu)))} (wanted under 2 s), ` +
    `${(median(later.map(({ wall }) => wall)) / median(bare)).toFixed(1)} × a bare Node`,
);
const last = later[later.length - 1];
if (last) {
  await new Promise((resolve) => setTimeout(resolve, Number(idle) * 1000));
  console.log(`idle for ${idle} s: ${Math.round(rssOf(last.child))} MB (wanted under 150 MB)`);
  await stop(last.child);
}
rmSync(data, { recursive: true, force: true });
