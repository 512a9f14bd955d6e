// Campaigns are long runs that judge themselves: `npm run campaign -- crash|failover [options]`.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chanceOf } from '../../server/demo/chance.ts';
import { bundleServer } from '../support/bundled-server.ts';
import { startMongo } from '../support/mongod.ts';
import type { StoreKind } from '../support/stores.ts';
import { chooseKills, runCrash } from './crash.ts';
import { runFailover } from './failover.ts';
import type { Ledger } from './ledger.ts';
import { runRights } from './rights.ts';
import type { Fault } from './verify-store.ts';

const USAGE = `Usage: npm run campaign -- crash [--kills 200] [--store embedded|mongodb] [--seed 1] [--clients 4]
       npm run campaign -- failover [--kills 2] [--clients 6] [--calm 5]
       npm run campaign -- rights [--sequences 1000000] [--seed 1]

  crash     approvals while the server is killed at random and at fail points; both stores unless one is named
  failover  approvals over a replica set of three whose primary is killed, with so many seconds of calm between; at a real
            page too if the designer has been built`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    store: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    clients: { type: 'string' },
    calm: { type: 'string', default: '5' },
    sequences: { type: 'string', default: '1000000' },
  },
});

const campaigns: { [name: string]: () => Promise<boolean> } = {
  async crash() {
    const stores = (values.store ? [values.store] : ['embedded', 'mongodb']) as StoreKind[];
    let sound = true;
    for (const store of stores) sound = (await crash(store)) && sound;
    return sound;
  },
  failover,
  async rights() {
    const [sequences, seed] = [Number(values.sequences), Number(values.seed)];
    console.log(`rights campaign, ${sequences} sequences, seed ${seed}`);
    const say = (played: number) => console.log(`  ${played} played`);
    const { taken, approved, people, fault } = runRights({ sequences, seed, say });
    const counted = `${taken} commands taken, ${approved} cases approved by ${people} people`;
    console.log(`  ${counted}: ${fault ?? 'four eyes held'}`);
    return fault === undefined;
  },
};
const campaign = campaigns[positionals[0] ?? ''];
if (!campaign) {
  console.error(USAGE);
  process.exit(2);
}
process.exit((await campaign()) ? 0 : 1);

async function crash(store: StoreKind): Promise<boolean> {
  const mongo = store === 'mongodb' ? await startMongo() : undefined;
  if (mongo) process.env.DOUGONG_TEST_MONGO = mongo.uri;
  const built = await bundleServer();
  console.log(`crash campaign on ${store}, seed ${values.seed}`);
  try {
    const report = await runCrash({
      store,
      program: [built.main],
      kills: chooseKills(Number(values.kills ?? 200), chanceOf(`${values.seed}`)),
      clients: Number(values.clients ?? 4),
      judgeEvery: 10,
      say: (text) => console.log(`  ${text}`),
    });
    const { recoveries, mails } = report;
    console.log(`  kills: ${JSON.stringify(report.kills)}`);
    const sound = judged(report);
    console.log(`  messages: ${mails.sent} arrived, ${mails.again} of them more than once under the same id`);
    const sorted = recoveries.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const late = sorted.filter((ms) => ms > 5000).length;
    console.log(
      `  ready again after ${Math.round(middle)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (slowest), ${late} of ${sorted.length} after 5 s`,
    );
    const { slowest } = report;
    if (slowest)
      console.log(
        `  the slowest start took ${Math.round(slowest.cpu)} ms of processor and waited for the rest; the kill before it: ${slowest.after}`,
      );
    return sound && middle < 5000;
  } finally {
    await built.remove();
    await mongo?.stop();
  }
}

async function failover(): Promise<boolean> {
  const built = await bundleServer();
  const clients = Number(values.clients ?? 6);
  console.log(`failover campaign, ${clients} clients`);
  try {
    const report = await runFailover({
      program: [built.main],
      kills: Number(values.kills ?? 2),
      clients,
      calmMs: Number(values.calm) * 1000,
      page: existsSync(new URL('../../dist/designer/index.html', import.meta.url)),
      say: (text) => console.log(`  ${text}`),
    });
    const { busy, longest } = report.ledger;
    const sound = judged(report);
    console.log(`  503 with Retry-After: ${busy}; the longest wait for an answer: ${Math.round(longest)} ms`);
    return sound;
  } finally {
    await built.remove();
  }
}

function judged(report: { acknowledged: number; cases: number; faults: Fault[]; ledger: Ledger }): boolean {
  const { ledger, faults } = report;
  const of = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
  console.log(
    `  ${report.acknowledged} acknowledged in ${report.cases} cases: ${of('lost')} lost, ${of('doubled')} doubled, ${of('half')} half; ` +
      `${ledger.retried} asked again, ${ledger.replayed} of them answered from the first time, ${ledger.unexpected.length} unexpected answers`,
  );
  for (const { kind, place, what } of faults.slice(0, 20)) console.log(`  ${kind}: ${place}: ${what}`);
  for (const answer of ledger.unexpected.slice(0, 20)) console.log(`  unexpected: ${answer}`);
  return faults.length === 0 && ledger.unexpected.length === 0;
}
