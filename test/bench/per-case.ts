// What one finished approval case leaves in the store, and what it asks of it: `npx tsx test/bench/per-case.ts [cases]`.
// Documents, bytes and index bytes are those of the store itself (`npm run store -- stats`); operations are the driver's calls.
import mongoose from 'mongoose';
import { openPlace } from '../../server/commands/place.ts';
import { type CollectionStats, statsOf } from '../../server/commands/stats.ts';
import { packsWithout } from '../flows/pack-variants.ts';
import { openBank } from '../flows/transfer-bank.ts';
import { startMongo } from '../support/mongod.ts';
import { embeddedDatabase, mongoDatabase, type TestDatabase } from '../support/stores.ts';

const cases = Number(process.argv[2] ?? 200);
const calls = countCalls();
const mongo = await startMongo();
process.env.DOUGONG_TEST_MONGO = mongo.uri;
for (const database of [await embeddedDatabase(), await mongoDatabase()]) await measure(database);
await mongo.stop();
process.exit(0);

async function measure(database: TestDatabase): Promise<void> {
  const bank = await openBank({ store: database, packs: packsWithout({ evidence: true, signatures: true }) });
  const run = async (count: number) => {
    for (let done = 0; done < count; done += 1) {
      const { case: id } = await bank.submit({ amount: 8_000_000, evidence: false });
      for (const name of ['finance', 'deputy', 'director']) await bank.decide(name, id, 'approve');
    }
  };
  await run(2);
  const before = await stats(database);
  calls.clear();
  await run(cases);
  const asked = new Map(calls);
  const after = await stats(database);
  await bank.stop();
  console.log(`${database.kind}: one case of a request and three approvals, of ${cases}`);
  const sum = { documents: 0, bytes: 0, indexBytes: 0 };
  for (const [name, now] of after) {
    const was = before.get(name);
    const more = (field: 'documents' | 'bytes' | 'indexBytes') => (now[field] - (was?.[field] ?? 0)) / cases;
    if (more('documents') <= 0) continue;
    for (const field of ['documents', 'bytes', 'indexBytes'] as const) sum[field] += more(field);
    const shown = (['documents', 'bytes', 'indexBytes'] as const).map((field) => more(field).toFixed(1).padStart(10));
    console.log(`  ${name.padEnd(28)}${shown.join('')}`);
  }
  console.log(
    `  ${'all'.padEnd(28)}${Object.values(sum)
      .map((value) => value.toFixed(1).padStart(10))
      .join('')}`,
  );
  if (asked.size > 0) {
    const each = [...asked]
      .sort(([, a], [, b]) => b - a)
      .map(([what, count]) => `${what} ${(count / cases).toFixed(1)}`);
    console.log(`  operations: ${each.join(', ')}`);
  }
  await database.stop();
}

async function stats(database: TestDatabase): Promise<Map<string, CollectionStats>> {
  const place = await openPlace(database.uri);
  const found = await statsOf(place);
  await place.close();
  return new Map(found.map((each) => [each.name, each]));
}

/** Counts the calls of the MongoDB driver: the embedded store answers the same ones. */
function countCalls(): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (prototype: object, methods: string[], prefix = '') => {
    for (const method of methods) {
      const target = prototype as { [name: string]: (...args: unknown[]) => unknown };
      const original = target[method];
      if (!original) continue;
      target[method] = function (this: unknown, ...args: unknown[]) {
        counts.set(`${prefix}${method}`, (counts.get(`${prefix}${method}`) ?? 0) + 1);
        return original.apply(this, args);
      };
    }
  };
  count(mongoose.mongo.Collection.prototype, [
    'find',
    'findOne',
    'aggregate',
    'countDocuments',
    'insertOne',
    'insertMany',
    'updateOne',
    'updateMany',
    'replaceOne',
    'findOneAndUpdate',
    'deleteOne',
    'deleteMany',
  ]);
  count(mongoose.mongo.ClientSession.prototype, ['commitTransaction']);
  return counts;
}
