// What a publication takes away is taken away on every server of the store at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, JsonObject, Page, RecordView } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { PUBLICATIONS } from '../../../server/domain/packs/loaded-packs.ts';
import { key } from '../../flows/transfer-bank.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const form = (finance: JsonObject): JsonObject => ({
  kind: 'form',
  key: 'pay',
  title: 'Pay',
  fields: {
    subject: { type: 'text', title: 'Subject', maxLength: 80 },
    salary: { type: 'text', title: 'Salary', maxLength: 80 },
  },
  record: { display: '{{subject}}' },
  access: { maker: { create: true, read: 'own' }, finance: { read: 'all', ...finance } },
});

describeEachStore('two servers over one store', (store) => {
  let database: TestDatabase;
  let folder: PackFolder;
  let here: TestServer;
  let there: TestServer;
  beforeAll(async () => {
    database = await store.connect();
    folder = await packFolder({ ...smallPack(), 'notes/forms/pay.json': form({}) });
    here = await startServer({ store: database, packs: folder.path });
    there = await startServer({ store: database, packs: false, people: false });
  });
  afterAll(async () => {
    await there?.stop();
    await here?.stop();
    await database?.stop();
    await folder?.remove();
  });
  const publish = async (finance: JsonObject) => {
    await folder.write({ 'notes/forms/pay.json': form(finance) });
    const { deps } = here;
    const { broken } = await importFolder({ ...deps, config: { ...deps.config, packs: folder.path } }, here.tenant);
    expect(broken).toEqual([]);
  };

  it('R28: the first read on another server after a publication has the rights of the new release', async () => {
    const maker = await here.signIn('maker');
    const data = { subject: 's', salary: 'CANARY-SALARY' };
    const made = await maker.post<CreatedRecord>('/forms/pay/records', { data }, key());
    expect(made.status, made.text).toBe(201);
    const path = `/forms/pay/records/${made.body.record.id}`;
    const finance = await there.signIn('finance');
    for (const round of [1, 2, 3]) {
      // It has just looked, and knows the release before.
      expect((await finance.get<RecordView>(path)).body.data.salary).toBe('CANARY-SALARY');
      await publish({ fields: { salary: 'hidden', subject: round % 2 === 0 ? 'read' : 'masked' } });
      const [one, list] = await Promise.all([finance.get(path), finance.get<Page<RecordView>>('/forms/pay/records')]);
      expect([one.status, list.status, list.body.items.length]).toEqual([200, 200, 1]);
      expect(one.text + list.text).not.toContain('CANARY-SALARY');
      await publish({ fields: { subject: round % 2 === 0 ? 'read' : 'masked' } });
    }
  });

  it('asks for the release once in a request, however often it is needed', async () => {
    const finance = await there.signIn('finance');
    const { store: rows } = there.deps;
    const { tenant } = rows;
    let asked = 0;
    rows.tenant = (name) => {
      const found = tenant(name);
      const { currentNumber } = found;
      found.currentNumber = (series) => {
        if (series === PUBLICATIONS) asked += 1;
        return currentNumber(series);
      };
      return found;
    };
    await finance.get('/home');
    rows.tenant = tenant;
    // What runs beside the request may ask as well.
    expect([1, 2]).toContain(asked);
  });
});
