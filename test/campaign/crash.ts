// The crash campaign: approvals over HTTP while the server is killed again and again, at random and at every fail point.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chance } from '../../server/demo/chance.ts';
import { type FailPoint, failPoints } from '../../server/fail-points.ts';
import type { OutboxRow } from '../../server/store/rows.ts';
import { editDefinition, packsWithout } from '../flows/pack-variants.ts';
import { serverFlags } from '../support/bundled-server.ts';
import { type Environment, freePort, type ServerProcess, startProcess } from '../support/server-process.ts';
import { embeddedDatabase, mongoDatabase, type StoreKind } from '../support/stores.ts';
import { prepareWork, runClient } from './approvals.ts';
import { acknowledged, type Ledger, newLedger } from './ledger.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { readStored } from './stored.ts';
import { type Fault, verifyStore } from './verify-store.ts';

/** A kill: at a fail point, or so many milliseconds after the server is ready. */
export type Kill = { point: FailPoint; pass: number } | { after: number };
export type CrashOptions = {
  store: StoreKind;
  /** What is started, after the flags of Node: the bundled server, or one with a planted bug. */
  program: string[];
  /** More of the environment of the program. */
  environment?: Environment;
  kills: Kill[];
  clients?: number;
  /** The store is judged after each so many kills, and at the end. */
  judgeEvery?: number;
  say?: (text: string) => void;
};
export type CrashReport = {
  kills: { [where: string]: number };
  acknowledged: number;
  cases: number;
  faults: Fault[];
  ledger: Ledger;
  /** Milliseconds from the start of a process to its being ready, after each kill. */
  recoveries: number[];
  /** The slowest of them: how long it took, how much of that the processor worked for it, and after which kill. */
  slowest?: { wall: number; cpu: number; after: string };
  /** Messages that arrived, and how many of them more than once. */
  mails: { sent: number; again: number };
};

/** Kills to choose from a seed: every second one at a fail point, each of these equally often. */
export function chooseKills(count: number, chance: Chance): Kill[] {
  return Array.from({ length: count }, (_, index) => {
    if (index % 2 === 1) return { after: chance.between(0, 1500) };
    const point = failPoints[(index / 2) % failPoints.length] as FailPoint;
    return { point, pass: chance.between(1, 5) };
  });
}

export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { kills, clients = 4, judgeEvery = 1, say = () => undefined } = options;
  const database = options.store === 'mongodb' ? await mongoDatabase() : await embeddedDatabase();
  const data = mkdtempSync(join(tmpdir(), 'dougong-campaign-'));
  const packs = campaignPacks({ mail: true });
  const sink = await startMailSink();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment: Environment = {
    DOUGONG_MODE: 'demo',
    DOUGONG_DATA: data,
    DOUGONG_PACKS: packs,
    PORT: String(port),
    LOG_LEVEL: 'error',
    SMTP_URL: sink.url,
    ...(options.store === 'mongodb'
      ? { MONGODB_URI: database.uri }
      : { DOUGONG_DATA: join(database.uri.slice('sqlite:'.length), '..') }),
    ...options.environment,
  };
  const begin = (failAt?: string) =>
    startProcess(
      [...serverFlags, ...options.program],
      { ...environment, ...(failAt && { DOUGONG_FAIL_AT: failAt }) },
      url,
    );
  const ledger = newLedger();
  const report: CrashReport = {
    kills: {},
    acknowledged: 0,
    cases: 0,
    faults: [],
    ledger,
    recoveries: [],
    mails: { sent: 0, again: 0 },
  };
  const judge = async () => {
    const stored = await readStored(database.uri, 'transfer');
    report.cases = stored.cases.length;
    report.faults = verifyStore(stored, ledger, 1);
    return stored;
  };
  let last = '';
  const recovered = ({ readyAfter: wall, readyCpu: cpu = 0 }: ServerProcess) => {
    if (wall === undefined) return;
    report.recoveries.push(wall);
    if (wall > (report.slowest?.wall ?? 0)) report.slowest = { wall, cpu, after: last };
  };
  let server: ServerProcess | undefined;
  let working = true;
  let clientsEnded: Promise<unknown> = Promise.resolve();
  try {
    // Everybody signs in once; sessions outlive the kills.
    server = await begin();
    const work = await prepareWork(url, ledger);
    await server.stop();
    clientsEnded = Promise.all(Array.from({ length: clients }, () => runClient(work, () => working)));
    clientsEnded.catch(() => undefined);
    for (const [index, kill] of kills.entries()) {
      server = await begin('point' in kill ? `${kill.point}:${kill.pass}` : undefined);
      if (index > 0) recovered(server);
      const where = await carryOut(kill, server);
      last = where;
      report.kills[where] = (report.kills[where] ?? 0) + 1;
      if ((index + 1) % judgeEvery !== 0 && index + 1 < kills.length) continue;
      await judge();
      say(
        `${index + 1} kills, ${acknowledged(ledger)} acknowledged, ${report.cases} cases, ${report.faults.length} faults`,
      );
      if (report.faults.length > 0) return report;
    }
    const begun = new Date().toISOString();
    server = await begin();
    recovered(server);
    working = false;
    await clientsEnded;
    // What is left in the outbox is claimed again when the leases of the killed have run out.
    await emptied(sink, ledger);
    await server.stop();
    const stored = await judge();
    report.faults.push(...mailFaults(stored.outbox, sink, begun));
    report.mails = {
      sent: sink.received.size,
      again: [...sink.received.values()].filter((count) => count > 1).length,
    };
    return report;
  } finally {
    working = false;
    report.acknowledged = acknowledged(ledger);
    await server?.kill();
    await sink.stop();
    await database.stop();
    for (const folder of [data, packs]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets it happen; says where the process ended. */
async function carryOut(kill: Kill, server: ServerProcess): Promise<string> {
  if ('after' in kill) {
    await new Promise((resolve) => setTimeout(resolve, kill.after));
    await server.kill();
    return 'at random';
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), 60_000);
  });
  const ended = await Promise.race([server.ended, late]);
  clearTimeout(timer);
  if (ended === 'late') throw new Error(`${kill.point} was not reached:\n${server.output()}`);
  if (ended.signal !== 'SIGKILL') throw new Error(`The server ended by itself (${ended.code}):\n${server.output()}`);
  return kill.point;
}

/** The transfer pack without uploads and signatures, whose approval is told by mail as well if so wished; people, but no records. */
export function campaignPacks({ mail }: { mail: boolean }): string {
  return packsWithout({ evidence: true, signatures: true }, (pack) => {
    editDefinition(pack, 'demo/records.json', (json) => Object.assign(json, { series: [] }));
    editDefinition(pack, 'demo/cases.json', (json) => Object.assign(json, { cases: [] }));
    if (!mail) return;
    editDefinition(pack, 'templates/approved.json', (json) => Object.assign(json, { channel: 'mail' }));
  });
}

async function emptied(sink: MailSink, ledger: Ledger): Promise<void> {
  const last = new Map<string, number>();
  for (const { case: id } of ledger.decisions) last.set(id, (last.get(id) ?? 0) + 1);
  const due = [...last.values()].filter((count) => count === 3).length;
  // As long as messages arrive there is no haste; longer than any lease without one, and the rest is lost.
  let arrived = sink.received.size;
  let since = performance.now();
  while (sink.received.size < due && performance.now() - since < 90_000) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (sink.received.size === arrived) continue;
    arrived = sink.received.size;
    since = performance.now();
  }
  // The last mark in the outbox follows the last message.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/**
 * At least once: what arrived before a kill and lies under the dead server's lease is sent again when that runs out, at any
 * moment after the last server began. What had run out before, that server took at once.
 */
function mailFaults(outbox: OutboxRow[], sink: MailSink, begun: string): Fault[] {
  return outbox.flatMap(({ id, status, leaseUntil = '' }): Fault[] => {
    const arrived = sink.received.has(`${id.replace(/[^A-Za-z0-9.-]/g, '.')}@dougong`);
    const place = `outbox ${id}`;
    if (!arrived) return [{ kind: 'lost', place, what: 'the message never arrived' }];
    return status === 'sent' || (status === 'waiting' && leaseUntil > begun)
      ? []
      : [{ kind: 'half', place, what: `it arrived and is ${status}` }];
  });
}
