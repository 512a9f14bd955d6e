// What the commands of a store take for many records: `npx tsx test/bench/commands.ts [documents] [what to measure, by commas]`
// (500,000 and everything; Linux, since the memory of another process is read from /proc). Records as a form's, with words to
// search by and all indexes, in an embedded store; copied to MongoDB and back, backed up, restored, verified. Memory must
// not grow with the documents.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectStore } from '../../server/store/connect-store.ts';
import type { RecordRow } from '../../server/store/rows.ts';
import { bundleServer, serverFlags } from '../support/bundled-server.ts';
import { startMongo } from '../support/mongod.ts';
import { mongoDatabase } from '../support/stores.ts';
import { rowOf } from './store-rows.ts';

const documents = Number(process.argv[2] ?? 500_000);
const only = process.argv[3]?.split(',');
const BATCH = 2000;
const folder = mkdtempSync(join(tmpdir(), 'dougong-bench-'));
const program = await bundleServer();
const mongo = await startMongo();
process.env.DOUGONG_TEST_MONGO = mongo.uri;
const [one, two, three] = ['one', 'two', 'three'].map((name) => `sqlite:${join(folder, `${name}.db`)}`) as [
  string,
  string,
  string,
];
const remote = await mongoDatabase();
const file = join(folder, 'backup.gz');
const none = ['--files', 'none'];
try {
  await fill(one);
  console.log(`${documents.toLocaleString('en')} records, ${megabytes(one.slice('sqlite:'.length))} MB`);
  await measure('copy, file to MongoDB', ['copy', '--from', one, '--to', remote.uri]);
  await measure('copy, MongoDB to file', ['copy', '--from', remote.uri, '--to', two]);
  await measure('backup of a file', ['backup', '--from', one, '--file', file, ...none]);
  console.log(`  backup: ${megabytes(file)} MB`);
  await measure('restore to a file', ['restore', '--file', file, '--to', three, ...none]);
  await measure('verify of a file', ['verify', '--from', one, ...none]);
  await measure('verify of MongoDB', ['verify', '--from', remote.uri, ...none]);
} finally {
  await remote.stop();
  await mongo.stop();
  await program.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function fill(uri: string): Promise<void> {
  const store = await connectStore(uri);
  const records = store.tenant('demo').records('row');
  const release = { pack: 'bench', release: 1, hash: '', files: {}, structures: {}, at: '', by: '', current: false };
  await store.tenant('demo').releases.insert({ id: 'bench/1', ...release });
  await store.tenant('demo').ensureRecords('row', [{ fields: ['data.no'], unique: true }]);
  for (let from = 0; from < documents; from += BATCH)
    await records.insertMany(
      Array.from({ length: Math.min(BATCH, documents - from) }, (_, offset) => recordOf(from + offset)),
    );
  await store.close();
}

function recordOf(i: number): RecordRow {
  const { status, createdAt, data } = rowOf(i);
  const no = `ZZ${String(i).padStart(8, '0')}`;
  const name = Array.from(data.customer.name.slice(0, 8), (_, at) => `customer.name:${data.customer.name.slice(at)}`);
  return {
    id: `row-${String(i).padStart(8, '0')}`,
    tenant: 'demo',
    form: 'row',
    pack: 'bench',
    release: 1,
    revision: 1,
    status,
    owner: `person-${i % 50}`,
    unit: `unit-${i % 20}`,
    data: { no, ...data },
    search: [`no:${no.toLowerCase()}`, ...name],
    title: no,
    createdAt,
    createdBy: `person-${i % 50}`,
    updatedAt: createdAt,
    updatedBy: `person-${i % 50}`,
  };
}

async function measure(what: string, args: string[]): Promise<void> {
  if (only && !['backup', ...only].some((beginning) => what.startsWith(beginning))) return;
  const from = performance.now();
  const child = spawn(process.execPath, [...serverFlags, program.store, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let most = 0;
  let used = 0;
  const timer = setInterval(() => {
    const now = usedBy(child.pid);
    most = Math.max(most, now.megabytes);
    used = Math.max(used, now.seconds);
  }, 50);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  const seconds = (performance.now() - from) / 1000;
  console.log(
    `  ${what}: ${seconds.toFixed(0)} s, ${used.toFixed(0)} s of processor (${Math.round(documents / used).toLocaleString('en')} documents a second ` +
      `of it), at most ${most} MB${code === 0 ? '' : `, ended with ${code}`}`,
  );
}

/** What a process has held at most, and its processor time (the kernel counts in hundredths of a second); nothing when it has ended. */
function usedBy(pid: number | undefined): { megabytes: number; seconds: number } {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return {
      megabytes: Math.round(Number(kilobytes ?? 0) / 1024),
      seconds: (Number(fields[11]) + Number(fields[12])) / 100,
    };
  } catch {
    return { megabytes: 0, seconds: 0 };
  }
}

function megabytes(path: string): number {
  return Math.round(statSync(path).size / 1_048_576);
}
