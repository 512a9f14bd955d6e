// Campaigns are long runs that judge themselves: `npm run campaign -- crash [--kills 200] [--store embedded|mongodb] [--seed 1]`.
import { parseArgs } from 'node:util';
import { chanceOf } from '../../server/demo/chance.ts';
import { bundleServer } from '../support/bundled-server.ts';
import { startMongo } from '../support/mongod.ts';
import type { StoreKind } from '../support/stores.ts';
import { chooseKills, runCrash } from './crash.ts';

const USAGE = `Usage: npm run campaign -- crash [--kills 200] [--store embedded|mongodb] [--seed 1] [--clients 4]

  crash     approvals while the server is killed at random and at fail points; both stores unless one is named`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '200' },
    store: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    clients: { type: 'string', default: '4' },
  },
});

const [campaign] = positionals;
if (campaign !== 'crash') {
  console.error(USAGE);
  process.exit(2);
}
const stores = (values.store ? [values.store] : ['embedded', 'mongodb']) as StoreKind[];
let sound = true;
for (const store of stores) sound = (await crash(store)) && sound;
process.exit(sound ? 0 : 1);

async function crash(store: StoreKind): Promise<boolean> {
  const mongo = store === 'mongodb' ? await startMongo() : undefined;
  if (mongo) process.env.DOUGONG_TEST_MONGO = mongo.uri;
  const built = await bundleServer();
  console.log(`crash campaign on ${store}, seed ${values.seed}`);
  try {
    const report = await runCrash({
      store,
      program: [built.main],
      kills: chooseKills(Number(values.kills), chanceOf(`${values.seed}`)),
      clients: Number(values.clients),
      judgeEvery: 10,
      say: (text) => console.log(`  ${text}`),
    });
    const { ledger, faults, recoveries, mails } = report;
    const of = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
    console.log(`  kills: ${JSON.stringify(report.kills)}`);
    console.log(
      `  ${report.acknowledged} acknowledged in ${report.cases} cases: ${of('lost')} lost, ${of('doubled')} doubled, ${of('half')} half; ` +
        `${ledger.retried} asked again, ${ledger.replayed} of them answered from the first time, ${ledger.unexpected.length} unexpected answers`,
    );
    console.log(`  messages: ${mails.sent} arrived, ${mails.again} of them more than once under the same id`);
    const slowest = Math.max(...recoveries);
    const middle = recoveries.sort((a, b) => a - b)[Math.floor(recoveries.length / 2)] ?? 0;
    console.log(`  ready again after ${Math.round(middle)} ms (median), ${Math.round(slowest)} ms (slowest)`);
    for (const { kind, place, what } of faults.slice(0, 20)) console.log(`  ${kind}: ${place}: ${what}`);
    for (const answer of ledger.unexpected.slice(0, 20)) console.log(`  unexpected: ${answer}`);
    return faults.length === 0 && ledger.unexpected.length === 0 && middle < 5000;
  } finally {
    await built.remove();
    await mongo?.stop();
  }
}
