// A disk that is full: it is said, nothing acknowledged is lost, reading goes on, and so does writing once there is room.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleProgram } from '../support/bundled-server.ts';
import { compileRecorder } from '../support/recorded-disk.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dougong-full-')));
let program: Awaited<ReturnType<typeof bundleProgram>>;
beforeAll(async () => {
  program = await bundleProgram(join(import.meta.dirname, 'full-disk.ts'));
});
afterAll(async () => {
  await program.remove();
  rmSync(folder, { recursive: true, force: true });
});

const recorder = compileRecorder(folder);

function works(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Runs a command with a disk of its own of a few megabytes. */
const small = (command: string) => `mount -t tmpfs -o size=4m,mode=700 tmpfs "$0" && exec ${command}`;

const WAYS = [
  {
    way: 'tmpfs',
    title: 'that holds no more',
    code: 'store-full',
    here: works('unshare', ['-rm', 'bash', '-c', small('true'), folder]),
  },
  {
    way: 'limit',
    title: 'on which files may not grow',
    code: 'store-failed',
    here: works('prlimit', ['--version']),
  },
  { way: 'room', title: 'that says so to every write', code: 'store-full', here: recorder !== undefined },
] as const;

for (const { way, title, code, here } of WAYS) {
  it.skipIf(!here)(`a disk ${title}`, { timeout: 60_000 }, () => {
    const disk = join(folder, way);
    mkdirSync(disk);
    const run = `"${process.execPath}" "${program.path}" "${disk}" ${way}`;
    const command = way === 'tmpfs' ? ['unshare', '-rm', 'bash', '-c', small(run), disk] : ['bash', '-c', run];
    const room = { LD_PRELOAD: recorder, DISK_FOLDER: disk, DISK_ROOM: join(folder, 'room.bytes') };
    const said = execFileSync(command[0] as string, command.slice(1), {
      env: { ...process.env, ...(way === 'room' ? room : {}) },
      encoding: 'utf8',
    });
    const { refused, readable, acknowledged, left, indexes } = JSON.parse(said);
    // An insert, a transaction, an index, and perhaps the start.
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused).toEqual(refused.map(() => ({ code, lines: 1, away: true })));
    expect(readable).toBeGreaterThanOrEqual(1);
    expect(left).toEqual(acknowledged);
    expect(acknowledged.length).toBe(readable + 101);
    expect(indexes).toBe(1);
  });
}
