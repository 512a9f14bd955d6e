// The situations of the public specification tests of MongoDB's drivers, on both stores. See the README of the data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  describeEachStore,
  type LooseCollection,
  looseCollection,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';
import { Runner } from './driver-specs/runner.ts';
import { type Case, casesOf, FOLDER, isStated, refusalOf, suites } from './driver-specs/specs.ts';
import { gaps, table } from './driver-specs/table.ts';

const cases = suites.flatMap(([suite, specs]) =>
  Object.entries(specs).flatMap(([name, spec]) =>
    isStated(spec)
      ? casesOf(spec).map((test) => ({
          title: `${suite}/${name} ${test.like}: ${test.does}`,
          initial: spec.initial,
          test,
        }))
      : [],
  ),
);

describeEachStore('specification tests of drivers', (store) => {
  const isEmbedded = store.kind === 'embedded';
  const tally = { passed: 0, refused: 0, differ: 0 };
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let other: mongoose.Mongoose;
  let rows: LooseCollection;

  beforeAll(async () => {
    database = await store.connect();
    [own, other] = [await openMongoose(database.uri), await openMongoose(database.uri)];
    await own.connection.db?.createCollection('specs');
    rows = looseCollection(own, 'specs');
  });
  afterAll(async () => {
    console.log(`${store.kind}: ${JSON.stringify(tally)}`);
    await own.disconnect();
    await other.disconnect();
    await database.stop();
  });

  it.each(cases)('$title', async ({ initial, test }) => {
    await rows.deleteMany({});
    if (initial.length > 0) await rows.insertMany(structuredClone(initial));
    const refused = await run(structuredClone(test));
    const after = (isEmbedded && test.embedded?.after) || test.after;
    if (after && !refused) expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual(after);
    tally[refused ? 'refused' : isEmbedded && test.differs ? 'differ' : 'passed'] += 1;
  });

  /** True if the embedded store refuses it by name, as the data say. */
  async function run(test: Case): Promise<boolean> {
    if (!test.client) return new Runner(own, other, isEmbedded).run(test);
    if (test.refused && isEmbedded) {
      await expect(openMongoose(database.uri, test.client)).rejects.toThrow(test.refused);
      return true;
    }
    const client = await openMongoose(database.uri, test.client);
    try {
      return await new Runner(client, other, isEmbedded).run(test);
    } finally {
      await client.disconnect();
    }
  }
});

describe('the list of specification tests', () => {
  it('has a case or a reason for each test of each file', () => {
    expect(suites.flatMap(([suite, specs]) => gaps(suite, specs))).toEqual([]);
    expect(cases.length).toBeGreaterThan(450);
  });

  it('says of a case why it does otherwise on the embedded store, and only there', () => {
    for (const { title, test } of cases) {
      const hasOther = test.embedded !== undefined || test.steps.some(({ embedded }) => embedded !== undefined);
      expect(hasOther, title).toBe(test.differs !== undefined);
      expect(Boolean(test.differs && refusalOf(test)), title).toBe(false);
    }
  });

  it('is counted in the README as it is (renewed with `vitest -u`)', async () => {
    const file = join(FOLDER, 'README.md');
    const [text] = readFileSync(file, 'utf8').split(/^## What passes/m);
    await expect(`${text}${table()}`).toMatchFileSnapshot(file);
  });
});
