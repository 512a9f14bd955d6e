// The failover campaign: a replica set of three, clients approving over HTTP, and the primary killed under them, twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFlags } from '../support/bundled-server.ts';
import { type Member, primaryOf, type Servers, startSet } from '../support/mongod-processes.ts';
import { freePort, type ServerProcess, startProcess } from '../support/server-process.ts';
import { prepareWork, runClient } from './approvals.ts';
import { campaignPacks } from './crash.ts';
import { acknowledged, type Ledger, newLedger } from './ledger.ts';
import { PageApprover, type Waiting } from './page-approver.ts';
import { readStored } from './stored.ts';
import { type Fault, verifyStore } from './verify-store.ts';

export type FailoverOptions = {
  program: string[];
  kills: number;
  clients: number;
  /** Of undisturbed work before, between and after the kills, in milliseconds. */
  calmMs: number;
  /** Somebody approves at a real page too; the designer must have been built. */
  page: boolean;
  say?: (text: string) => void;
};
export type FailoverReport = {
  acknowledged: number;
  cases: number;
  faults: Fault[];
  ledger: Ledger;
  /** Milliseconds from each kill to the next acknowledgement, and until there was a primary. */
  stalls: number[];
  elections: number[];
  /** What the person saw who approved at a page when the primary was killed. */
  waits: Waiting[];
};

export async function runFailover(options: FailoverOptions): Promise<FailoverReport> {
  const { kills, clients, calmMs, say = () => undefined } = options;
  const set = await startSet(3);
  const data = mkdtempSync(join(tmpdir(), 'dougong-failover-'));
  const packs = campaignPacks({ mail: false });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ledger = newLedger();
  const report: FailoverReport = {
    acknowledged: 0,
    cases: 0,
    faults: [],
    ledger,
    stalls: [],
    elections: [],
    waits: [],
  };
  let working = true;
  let server: ServerProcess | undefined;
  let approver: PageApprover | undefined;
  try {
    server = await startProcess(
      [...serverFlags, ...options.program],
      {
        DOUGONG_MODE: 'demo',
        DOUGONG_DATA: data,
        DOUGONG_PACKS: packs,
        MONGODB_URI: set.uri,
        PORT: String(port),
        LOG_LEVEL: 'error',
      },
      url,
      120_000,
    );
    const work = await prepareWork(url, ledger);
    approver = options.page ? await PageApprover.open(url, work) : undefined;
    const ended = Promise.all(Array.from({ length: clients }, () => runClient(work, () => working)));
    ended.catch(() => undefined);
    await pause(calmMs);
    for (let kill = 1; kill <= kills; kill += 1) {
      await approver?.prepare();
      const { election, stall, killed, waited } = await killPrimary(set, ledger, async () => approver?.approve());
      if (waited) {
        report.waits.push(waited);
        say(`  at the page: "${waited.said}", done by itself after ${Math.round(waited.after)} ms`);
      }
      report.elections.push(election);
      report.stalls.push(stall);
      say(
        `kill ${kill}: a new primary after ${Math.round(election)} ms, the next answer after ${Math.round(stall)} ms, ${acknowledged(ledger)} acknowledged`,
      );
      // Comes back as a member that has to catch up, so that the next kill again leaves a majority.
      await killed.start();
      await pause(calmMs);
    }
    working = false;
    await ended;
    await server.stop();
    if (ledger.unexpected.length > 0) say(`the server wrote: ${server.output()}`);
    const stored = await readStored(set.uri, 'transfer');
    report.cases = stored.cases.length;
    report.faults = verifyStore(stored, ledger, 0);
    return report;
  } finally {
    working = false;
    report.acknowledged = acknowledged(ledger);
    await approver?.close();
    await server?.kill();
    await set.stop();
    for (const folder of [data, packs]) rmSync(folder, { recursive: true, force: true });
  }
}

type Killed = { election: number; stall: number; killed: Member; waited: Waiting | undefined };

/** `meanwhile` begins when the primary is dead. */
async function killPrimary(
  set: Servers,
  ledger: Ledger,
  meanwhile: () => Promise<Waiting | undefined>,
): Promise<Killed> {
  const killed = await someday(() => primaryOf(set));
  const before = acknowledged(ledger);
  const from = performance.now();
  await killed.kill();
  const [election, stall, waited] = await Promise.all([
    someday(() => primaryOf(set)).then(() => performance.now() - from),
    someday(async () => acknowledged(ledger) > before || undefined).then(() => performance.now() - from),
    meanwhile(),
  ]);
  return { election, stall, killed, waited };
}

async function someday<T>(look: () => Promise<T | undefined>): Promise<T> {
  const until = performance.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error('Waited for two minutes in vain');
    await pause(50);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
