// What was stored in clear before its field was encrypted is read as ever and sealed, with its history.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf, type JsonObject, type RecordView } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { editDefinition, packsWithout } from '../../flows/pack-variants.ts';
import { type Bank, bankOf, newCustomer } from '../../flows/transfer-bank.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { startServer } from '../../support/server.ts';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../../support/stores.ts';

const id = '110101197903077738';
const note = 'CANARY-old-水落石出-55';

describeEachStore('values of an earlier build, in clear', ({ connect }) => {
  const folders: string[] = [];
  let database: TestDatabase;
  let bank: Bank;
  let customer: RecordView;
  let caseId: string;
  const open = async (packs: string, name?: string): Promise<Bank> => {
    const config = { secretKey: 'k'.repeat(43) };
    const server = await startServer({ store: database, packs, config, ...(name && { people: false }) });
    const people = await bankOf((who) => server.signIn(who, { language: 'en' }), name);
    return { ...people, server, stop: () => server.stop() };
  };

  beforeAll(async () => {
    database = await connect();
    const plain = packsWithout({ evidence: true, signatures: true });
    folders.push(plain);
    bank = await open(plain);
    customer = await newCustomer(await bank.as('manager'), '上海远洋物流有限公司', { idNumber: id });
    caseId = (await bank.submit({ amount: 4_000_000, more: { note } })).case;
    await bank.decide('finance', caseId, 'approve', { data: { voucherNo: 'QX739146' } });
    await bank.stop();
    await asEarlierBuild(database.uri);
    bank = await open(plain, '再次登记有限公司');
  });
  afterAll(async () => {
    await bank?.stop();
    await database.stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('are sealed by the release that encrypts the field, found by equality, and their chains stay whole (H3)', async () => {
    expect(foundIn(await documentsOfStore(database.uri), [id, note])).toEqual([id, note]);
    const encrypted = packsWithout({ evidence: true, signatures: true }, (pack) => {
      editDefinition(pack, 'forms/customer.json', ({ fields }) => encrypt(fields, 'idNumber'));
      editDefinition(pack, 'forms/transfer.json', ({ fields }) => encrypt(fields, 'note'));
    });
    folders.push(encrypted);
    const { deps } = bank.server;
    const { broken } = await importFolder({ ...deps, config: { ...deps.config, packs: encrypted } }, 'demo');
    expect(broken).toEqual([]);
    expect(foundIn(await documentsOfStore(database.uri), [id, note])).toEqual([]);
    const manager = await bank.as('manager');
    const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'idNumber' }, id] }));
    const found = await manager.get<{ items: RecordView[] }>(`/forms/customer/records?filter=${filter}`);
    expect(found.body.items.map((each) => [each.id, each.data.idNumber])).toEqual([[customer.id, id]]);
    expect((await manager.get(`/forms/customer/records/${customer.id}/history`)).status).toBe(200);
    expect((await bank.caseOf('maker', caseId)).record.data.note).toBe(note);
    // Each chain is linked anew with salted hashes: without the salt no value can be found by trying.
    const rows = deps.store.tenant('demo');
    for (const about of ['case', 'record'] as const) {
      const links = await rows.history.find({ filter: { about }, sort: ['of', 'seq'] });
      expect(links.every(({ salt }) => salt !== undefined)).toBe(true);
      for (const [index, link] of links.entries()) {
        const { id: _id, tenant: _tenant, hash, ...content } = link;
        expect(hashOf(content as unknown as JsonObject)).toBe(hash);
        if (link.seq > 1) expect(link.prevHash).toBe(links[index - 1]?.hash);
      }
    }
    const row = await rows.cases.get(caseId);
    const [end] = await rows.history.find({ filter: { about: 'case', of: caseId }, sort: ['-seq'], limit: 1 });
    expect(row?.chain).toEqual({ seq: end?.seq, hash: end?.hash });
    expect(await deps.store.sealStored('demo')).toBe(0);
  });
});

function encrypt(fields: JsonObject[string] | undefined, name: string): void {
  ((fields as JsonObject)[name] as JsonObject).encrypted = true;
}

/** History as it was written before links had a salt and said their form. */
async function asEarlierBuild(uri: string): Promise<void> {
  const own = await openMongoose(uri);
  const history = looseCollection(own, 'history');
  const links = (await history.find().sort({ about: 1, of: 1, seq: 1 }).toArray()) as unknown as Link[];
  let prevHash = '';
  for (const { _id, id: _rowId, tenant, salt: _salt, form: _form, hash: _hash, ...link } of links) {
    if (link.seq === 1) prevHash = '';
    const hash = hashOf({ ...link, prevHash } as unknown as JsonObject);
    await history.updateOne(
      { _id, tenant, about: link.about, of: link.of },
      { $set: { prevHash, hash }, $unset: { salt: 1, form: 1 } },
    );
    if (link.about === 'case')
      await looseCollection(own, 'cases').updateOne(
        { _id: `${tenant}/${link.of}`, tenant },
        { $set: { chain: { seq: link.seq, hash } } },
      );
    prevHash = hash;
  }
  await own.disconnect();
}
type Link = {
  _id: string;
  id: string;
  tenant: string;
  salt: string;
  form: string;
  hash: string;
  about: string;
  of: string;
  seq: number;
};
