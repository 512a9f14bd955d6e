import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, Page, RecordView } from '../../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../../server/auth/demo-access.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Bundle, bundleServer, serverFlags } from '../../support/bundled-server.ts';
import { createClient } from '../../support/server.ts';
import { freePort, startProcess } from '../../support/server-process.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const organisation = {
  units: [{ key: 'company', kind: 'company', title: 'Company' }],
  people: [{ name: 'maker', title: 'Maker', unit: 'company', roles: ['maker'] }],
  heads: {},
};

describeEachStore('a server on data that is there', ({ kind, connect }) => {
  let bundle: Bundle;
  let database: TestDatabase;
  let data: string;
  beforeAll(async () => {
    bundle = await bundleServer();
    database = await connect();
    data =
      kind === 'embedded' ? join(database.uri.slice('sqlite:'.length), '..') : mkdtempSync(join(tmpdir(), 'dougong-'));
  });
  afterAll(async () => {
    await bundle.remove();
    await database.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('comes up again with all of it, stopped or killed', { timeout: 180_000 }, async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const packs = await packFolder({
      ...smallPack(),
      'notes/demo/organisation.json': organisation,
      'notes/demo/records.json': { series: [] },
      'notes/demo/cases.json': { cases: [] },
    });
    const env = {
      DOUGONG_MODE: 'demo',
      DOUGONG_DATA: data,
      DOUGONG_PACKS: packs.path,
      PORT: String(port),
      ...(kind === 'mongodb' && { MONGODB_URI: database.uri }),
    };
    const begin = () => startProcess([...serverFlags, bundle.main], env, url);
    const client = createClient(url);
    const write = async (subject: string) => {
      const made = await client.post<CreatedRecord>('/forms/note/records', { data: { subject } }, key());
      expect(made.status).toBe(201);
    };
    const subjects = async () => {
      // The session is in the store too: nobody has to sign in again.
      const { status, body } = await client.get<Page<RecordView>>('/forms/note/records?size=50');
      expect(status).toBe(200);
      return body.items.map((record) => record.data.subject).sort();
    };

    const first = await begin();
    await client.post('/session', { tenant: DEMO_TENANT, name: 'maker', password: DEMO_PASSWORD });
    await write('before the stop');
    await first.stop();
    const second = await begin();
    expect(await subjects()).toEqual(['before the stop']);
    await Promise.all(Array.from({ length: 10 }, (_, index) => write(`before the kill ${index}`)));
    await second.kill();
    const third = await begin();
    expect(await subjects()).toHaveLength(11);
    await write('after the kill');
    expect(third.output()).not.toContain('"level":"error"');
    await third.stop();
    await packs.remove();
    const times = [first, second, third].map(({ readyAfter }) => Math.round(readyAfter ?? 0));
    console.log(`${kind}: ready after ${times.join(', ')} ms (new, stopped before, killed before)`);
  });
});
