// What survives when the power fails, and not only the process: at any moment the disk holds what was flushed, and of
// what was not, any sectors. No acknowledgement may come before the flush of what it stands for.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceOf } from '../../server/demo/chance.ts';
import { bundleProgram } from '../support/bundled-server.ts';
import { CachedDisk, compileRecorder, type DiskRecord, readRecords } from '../support/recorded-disk.ts';
import { faultsOf, readAll, readTables } from './committed.ts';

const CUTS = Number(process.env.POWER_CUTS ?? 500);
const SEED = process.env.POWER_SEED ?? String(Date.now() % 1_000_000);
const LOOP = join(import.meta.dirname, 'commit-loop.ts');
const ACKNOWLEDGED = 'acknowledged';
const KEPT = ['data.db', 'data.db-wal'];
/** So many pages, a few commits: the log is moved into the file again and again. */
const CHECKPOINT_PAGES = 120;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dougong-power-')));
const recorder = compileRecorder(folder);
if (!recorder && process.env.CI) throw new Error('Losses of power need a C compiler to be tried: install gcc');
let loop: Awaited<ReturnType<typeof bundleProgram>>;
beforeAll(async () => {
  loop = await bundleProgram(LOOP);
});
afterAll(async () => {
  await loop.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a process commit on a recorded disk until it has acknowledged so much, and kills it. */
async function recorded(name: string, commits: number, planted = ''): Promise<DiskRecord[]> {
  const disk = join(folder, name);
  const records = join(folder, `${name}.records`);
  mkdirSync(disk);
  const output = openSync(join(disk, ACKNOWLEDGED), 'a');
  const env = {
    ...process.env,
    LD_PRELOAD: recorder,
    DISK_FOLDER: disk,
    DISK_RECORD: records,
    CHECKPOINT_PAGES: String(CHECKPOINT_PAGES),
    PLANTED: planted,
  };
  const child = spawn(process.execPath, [loop.path, `sqlite:${join(disk, 'data.db')}`, '1', String(commits)], {
    stdio: ['ignore', output, 'inherit'],
    env,
  });
  closeSync(output);
  await new Promise((resolve) => child.once('close', resolve));
  return readRecords(records);
}

const isAcknowledgement = ({ kind, name, data }: DiskRecord) =>
  kind === 'write' && name === ACKNOWLEDGED && /^\d/.test(data.toString());

/** Cuts the power at moments, half of them just after an acknowledgement, and gives what is wrong afterwards. */
async function cutPower(
  records: DiskRecord[],
  cuts: number,
): Promise<{ faults: unknown[]; acknowledged: number; resets: number }> {
  const chance = chanceOf(SEED);
  const said = records.flatMap((record, i) => (isAcknowledgement(record) ? [i] : []));
  const first = records.findIndex(({ data }) => data.toString().startsWith('ready'));
  const moments = Array.from({ length: cuts }, (_, i) =>
    i % 2 === 0 ? chance.pick(said) : chance.between(first, records.length - 1),
  ).sort((a, b) => a - b);
  const disk = new CachedDisk();
  const acknowledged: number[] = [];
  const faults: unknown[] = [];
  let at = 0;
  for (const [i, moment] of moments.entries()) {
    for (; at <= moment; at += 1) {
      const record = records[at] as DiskRecord;
      disk.apply(record);
      if (isAcknowledgement(record)) acknowledged.push(...record.data.toString().trim().split('\n').map(Number));
    }
    // None, few, half or most of what was not flushed is there.
    const share = chance.pick([0, 0.1, 0.5, 0.95]);
    const after = join(folder, `after-${i}`);
    disk.crash(after, KEPT, () => chance.next() < share);
    const path = join(after, 'data.db');
    const wrong = await (i % 20 === 0 ? readAll(path) : Promise.resolve().then(() => readTables(path))).then(
      (found) => faultsOf(found, acknowledged),
      (error: Error) => ({ unreadable: error.message }),
    );
    if (Object.keys(wrong).length > 0) faults.push({ moment, share, ...wrong });
    rmSync(after, { recursive: true });
  }
  const resets = records.filter(({ kind, name, offset }) => kind === 'write' && name === 'data.db-wal' && offset === 0);
  return { faults, acknowledged: acknowledged.length, resets: resets.length };
}

describe.skipIf(!recorder)(`a loss of power (seed ${SEED})`, () => {
  it('takes nothing that was acknowledged and leaves nothing by halves', { timeout: 60_000 + CUTS * 500 }, async () => {
    const records = await recorded('sound', 150);
    const { faults, acknowledged, resets } = await cutPower(records, CUTS);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(100);
    // The log was moved into the file and begun anew, several times.
    expect(resets).toBeGreaterThan(3);
    console.log(`${CUTS} cuts over ${acknowledged} acknowledged transactions and ${resets} logs, 0 lost, 0 halves`);
  });

  it.each(['early', 'lazy'])(
    'is seen to take something where a bug is planted (%s)',
    { timeout: 60_000 },
    async (bug) => {
      const { faults } = await cutPower(await recorded(bug, 60, bug), 60);
      expect(faults.length).toBeGreaterThan(0);
    },
  );
});
