// Work that takes much time or memory, in a process of its own that is ended when it takes too long.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `built`: its file beside the built server; `source`: its file beside this one. */
export type ApartProgram = { built: string; source: string; memoryMb: number; patienceMs: number; flags?: string[] };
export type ApartResult<Answer> = { answer: Answer } | { endedBy: string };

/** Gives the order to the program and waits for its one answer. */
export function runApart<Answer>(program: ApartProgram, order: object): Promise<ApartResult<Answer>> {
  const { path, loader } = fileOf(program);
  return new Promise((resolve, reject) => {
    const child = fork(path, [], {
      execArgv: [
        `--max-old-space-size=${program.memoryMb}`,
        '--disable-proto=delete',
        ...(program.flags ?? []),
        ...loader,
      ],
      // Nothing of our environment: no address of the store, no secret.
      env: {},
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), program.patienceMs);
    let answer: Answer | undefined;
    child.once('message', (message) => {
      answer = message as Answer;
    });
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(cause);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(answer === undefined ? { endedBy: String(signal ?? code) } : { answer });
    });
    child.send(order);
  });
}

/** The built program beside the built server; from sources, the source with its loader. */
function fileOf({ built, source }: ApartProgram): { path: string; loader: string[] } {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return { path: join(dirname(here), built), loader: [] };
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return { path: join(dirname(here), source), loader: ['--import', pathToFileURL(tsx).href] };
}
