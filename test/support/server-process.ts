// The real server in a process of its own, which may be killed at any moment and started again on the same data.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export type Environment = { [name: string]: string };
export type ServerProcess = {
  /** Milliseconds from the start to the first sign of being ready; undefined when it was killed before that was seen. */
  readyAfter?: number;
  /** Milliseconds of processor time until then (Linux; the kernel counts in hundredths of a second). The rest was waiting. */
  readyCpu?: number;
  /** Resolves when the process has ended, however it did. */
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** What it has written so far. */
  output(): string;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** As a supervisor stops it. */
  stop(): Promise<void>;
};

/** Starts a program and waits until its server is ready, or dies of a fail point; rejects with what it said when it ends otherwise. */
export async function startProcess(
  args: string[],
  env: Environment,
  url: string,
  patienceMs = 60_000,
): Promise<ServerProcess> {
  const from = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said = (said + part).slice(-20_000);
    });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as { code: number; signal: string });
  while (!(await isReady(url))) {
    if (child.signalCode === 'SIGKILL') break;
    if (!isAlive(child)) throw new Error(`The server ended before it was ready:\n${said}`);
    if (performance.now() - from > patienceMs) {
      child.kill('SIGKILL');
      throw new Error(`The server was not ready in time:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    ...(isAlive(child) && { readyAfter: performance.now() - from, readyCpu: cpuOf(child.pid) }),
    ended,
    output: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.ok === true;
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
