// What survives when the process is killed or the log is cut short: everything acknowledged, and nothing by halves.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../support/bundled-server.ts';
import { type Found, faultsOf, readAll, readTables } from './committed.ts';

const KILLS = Number(process.env.CRASH_KILLS ?? 8);
const CUTS = Number(process.env.CRASH_CUTS ?? 120);
const LOOP = join(import.meta.dirname, 'commit-loop.ts');
/** So many cuts are opened as a start would; the others are read as they lie. */
const EACH = 10;
/** Bytes between two cuts: a sector of a disk. */
const CUT = 512;

let folder: string;
let file: string;
let loop: Awaited<ReturnType<typeof bundleProgram>>;
beforeAll(async () => {
  loop = await bundleProgram(LOOP);
  folder = mkdtempSync(join(tmpdir(), 'dougong-crash-'));
  file = join(folder, 'data.db');
});
afterAll(async () => {
  await loop.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a process commit for a while, kills it, and gives the numbers that it acknowledged. */
async function commitAndKill(first: number, milliseconds: number): Promise<number[]> {
  const child = spawn(process.execPath, [loop.path, `sqlite:${file}`, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString();
      if (output.includes('ready')) resolve();
    });
    child.once('exit', () => reject(new Error('The committing process ended by itself')));
  });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  await ended;
  // A last line without its end was not said in full.
  return output
    .split('\n')
    .slice(0, -1)
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
}

describe('a killed process', () => {
  it('loses nothing that was acknowledged and leaves nothing by halves', {
    timeout: 60_000 + KILLS * 10_000,
  }, async () => {
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      acknowledged.push(...(await commitAndKill(kill * 1_000_000, 50 + Math.random() * 400)));
      expect(faultsOf(await readAll(file), acknowledged)).toEqual({});
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5);
    console.log(`${KILLS} kills, ${acknowledged.length} acknowledged transactions, 0 lost, 0 halves`);
  });
});

/** Where each transaction of the present log ends; behind the last lie frames of an earlier log. */
function commitEnds(log: string): number[] {
  const bytes = readFileSync(log);
  const frame = bytes.readUInt32BE(8) + 24;
  const salts = bytes.subarray(16, 24);
  const ends: number[] = [];
  for (let at = 32; at + frame <= bytes.length && bytes.subarray(at + 8, at + 16).equals(salts); at += frame) {
    // The last frame of a transaction says how large the data file is after it.
    if (bytes.readUInt32BE(at + 4) > 0) ends.push(at + frame);
  }
  return ends;
}

describe('a log cut short', () => {
  it('opens at every length, with every transaction that it still holds and no part of another', {
    timeout: 60_000 + CUTS * 2000,
  }, async () => {
    file = join(folder, 'cut.db');
    const acknowledged = await commitAndKill(50_000_000, 300);
    const ends = commitEnds(`${file}-wal`);
    const length = ends.at(-1) ?? 0;
    const all = (await cut(length, readAll)).whole;
    expect(acknowledged.filter((n) => !all.has(n))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(5);
    let checked = 0;
    for (let bytes = length - CUT; checked < CUTS && bytes > 0; bytes -= CUT) {
      const left = await cut(bytes, checked % EACH === 0 ? readAll : readTables);
      expect(faultsOf(left, [])).toEqual({});
      // Each transaction is one number: exactly those whose end was cut off are gone.
      expect(left.whole.size).toBe(all.size - ends.filter((end) => end > bytes).length);
      checked += 1;
    }
    expect(checked).toBe(CUTS);
    console.log(`${CUTS} cuts over the last ${ends.filter((end) => end > length - CUTS * CUT).length} transactions`);
  });

  /** Opens a copy whose log ends after so many bytes. */
  async function cut(bytes: number, read: (path: string) => Found | Promise<Found>): Promise<Found> {
    const copy = join(folder, `cut-${bytes}.db`);
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    truncateSync(`${copy}-wal`, bytes);
    try {
      return await read(copy);
    } finally {
      for (const end of ['', '-wal', '-shm', '-lock']) rmSync(`${copy}${end}`, { force: true });
    }
  }
});
