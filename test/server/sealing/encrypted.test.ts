// What a form encrypts is nowhere to be read where it rests, and does all that it did before: people work with it as ever.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  Draft,
  HistoryItem,
  JsonObject,
  Page,
  Problem,
  RecordView,
} from '../../../engine/index.ts';
import { collectionsOf, documentsOf, openPlace } from '../../../server/commands/place.ts';
import { organisationChanged } from '../../../server/domain/people/organisation-changes.ts';
import { editDefinition, packsWithout } from '../../flows/pack-variants.ts';
import { type Bank, key, newCustomer, openBank } from '../../flows/transfer-bank.ts';
import { bundledCommands } from '../../store/run-command.ts';
import { bytesOfBackup, bytesOfFiles, documentsOfStore, foundIn } from '../../support/canaries.ts';
import { startServer } from '../../support/server.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const SECRET = 'k'.repeat(43);
const canaries = {
  id: '110101197903077738',
  note: 'CANARY-note-鹤立鸡群-91',
  edited: 'CANARY-edited-画蛇添足-92',
  column: 'CANARY-column-守株待兔-93',
  voucher: 'QX739146',
  draft: 'CANARY-draft-亡羊补牢-94',
};
const all = Object.values(canaries);

function encryptedPacks(): string {
  return packsWithout({ evidence: true, signatures: true }, (pack) => {
    editDefinition(pack, 'forms/customer.json', (form) => {
      const fields = form.fields as { [name: string]: JsonObject };
      Object.assign(fields.idNumber as JsonObject, { encrypted: true, unique: true });
      (fields.note as JsonObject).encrypted = true;
    });
    editDefinition(pack, 'forms/transfer.json', (form) => {
      const fields = form.fields as { [name: string]: JsonObject };
      const block = form.record as { search: string[] };
      block.search = block.search.filter((path) => path !== 'voucherNo');
      for (const name of ['note', 'voucherNo']) (fields[name] as JsonObject).encrypted = true;
      const { note } = (fields.items as { fields: { [name: string]: JsonObject } }).fields;
      (note as JsonObject).encrypted = true;
    });
    const message = { en: '{{data.note}} {{record.title}}', 'zh-CN': '{{data.note}} {{record.title}}' };
    for (const template of ['task-arrived', 'approved'])
      editDefinition(pack, `templates/${template}.json`, (json) => Object.assign(json, { body: message }));
    editDefinition(pack, 'templates/approved.json', (json) => Object.assign(json, { channel: 'mail' }));
  });
}

describeEachStore('a form with encrypted fields', ({ kind, connect }) => {
  const { store, begin, pathOf } = bundledCommands({ DOUGONG_SECRET_KEY: SECRET });
  const packs = encryptedPacks();
  let database: TestDatabase;
  let bank: Bank;
  let customer: RecordView;
  let caseId: string;
  let record: RecordView;
  const repeated = key();

  beforeAll(async () => {
    database = await connect();
    bank = await openBank({
      store: database,
      packs,
      config: { secretKey: SECRET, smtp: { url: 'smtp://127.0.0.1:9', from: 'bank@example.com' } },
    });
    customer = await newCustomer(await bank.as('manager'), '上海远洋物流有限公司', { idNumber: canaries.id });
    const data = await bank.transfer({
      amount: 4_000_000,
      more: { note: canaries.note, items: [{ what: '材料', cost: 4_000_000, note: canaries.column }] },
    });
    const maker = await bank.as('maker');
    const made = await maker.post<CreatedRecord>('/forms/transfer/records', { data }, repeated);
    expect(made.status, made.text).toBe(201);
    caseId = made.body.case ?? '';
    record = made.body.record;
    const draft = await maker.put<Draft>(
      '/forms/transfer/drafts/new',
      { data: { note: canaries.draft } },
      { 'If-Match': '0' },
    );
    expect(draft.status, draft.text).toBe(200);
    const tenant = bank.server.deps.store.tenant('demo');
    await tenant.people.update({ name: 'maker' }, { email: 'maker@example.com' });
    await organisationChanged(tenant);
    const decided = await bank.decide('finance', caseId, 'approve', { data: { voucherNo: canaries.voucher } });
    expect(decided.status, decided.text).toBe(200);
    const edit = { data: { idNumber: canaries.id, note: canaries.edited } };
    const edited = await (await bank.as('manager')).patch(`/forms/customer/records/${customer.id}`, edit, {
      'If-Match': String(customer.revision),
    });
    expect(edited.status, edited.text).toBe(200);
  });
  afterAll(async () => {
    await bank?.stop();
    await database.stop();
    rmSync(packs, { recursive: true });
  });

  it('gives people what they wrote: record, history, draft, mail, notice and a repeated request (H3)', async () => {
    const maker = await bank.as('maker');
    const read = await maker.get<RecordView>(`/forms/transfer/records/${record.id}`);
    expect(read.body.data).toMatchObject({
      note: canaries.note,
      voucherNo: canaries.voucher,
      items: [{ what: '材料', cost: 4_000_000, note: canaries.column }],
    });
    const again = await maker.post<CreatedRecord>(
      '/forms/transfer/records',
      {
        data: await bank.transfer({
          amount: 4_000_000,
          more: { note: canaries.note, items: [{ what: '材料', cost: 4_000_000, note: canaries.column }] },
        }),
      },
      repeated,
    );
    expect([again.status, again.body.record.data.note]).toEqual([201, canaries.note]);
    expect((await maker.get<Draft>('/forms/transfer/drafts/new')).body.data.note).toBe(canaries.draft);
    const history = await maker.get<Page<HistoryItem>>(`/forms/transfer/records/${record.id}/history`);
    expect(history.text).toContain(canaries.voucher);
    const notices = await (await bank.as('finance')).get('/notices');
    expect(notices.text).toContain(canaries.note);
    const rows = bank.server.deps.store.tenant('demo');
    expect(JSON.stringify(await rows.outbox.find({}))).toContain(canaries.note);
  });

  it('finds records by equality and keeps them apart, and refuses by name what only readable values could answer (H3)', async () => {
    const manager = await bank.as('manager');
    const list = (rule: unknown, more = '') =>
      manager.get<Page<RecordView>>(
        `/forms/customer/records?filter=${encodeURIComponent(JSON.stringify(rule))}${more}`,
      );
    const found = await list({ '==': [{ var: 'idNumber' }, canaries.id] });
    expect(found.body.items.map(({ id }) => id)).toEqual([customer.id]);
    expect((await list({ in: [{ var: 'idNumber' }, [canaries.id, '110101199003074995']] })).body.items).toHaveLength(1);
    expect((await list({ '==': [{ var: 'idNumber' }, '110101199003074995'] })).body.items).toEqual([]);
    expect((await list({ empty: [{ var: 'idNumber' }] })).body.items.map(({ id }) => id)).toEqual([bank.customer.id]);
    for (const reply of [
      await list({ '<': [{ var: 'idNumber' }, '2'] }),
      await list({ '==': [1, 1] }, '&sort=idNumber'),
    ])
      expect([reply.status, (reply.body as unknown as Problem).code, reply.text.includes('idNumber')]).toEqual([
        422,
        'invalid',
        true,
      ]);
    const twin = {
      name: '另一客户',
      level: 'a',
      bankName: 'x行',
      account: '6222021001112223372',
      idNumber: canaries.id,
    };
    const refused = await manager.post<Problem>('/forms/customer/records', { data: twin }, key());
    expect([refused.status, refused.body.issues.map(({ code, path }) => [code, path])]).toEqual([
      409,
      [['record/duplicate', '/idNumber']],
    ]);
  });

  it('leaves no clear text in the store, its log and a backup, in any spelling (H3)', async () => {
    expect(foundIn(Buffer.from(`x${Buffer.from(canaries.note).toString('base64')}`), all)).toEqual([canaries.note]);
    const backup = pathOf(`${kind}.gz`);
    expect(await store('backup', '--from', database.uri, '--file', backup, '--files', 'none')).toMatchObject({
      code: 0,
    });
    expect(foundIn(bytesOfBackup(backup), all)).toEqual([]);
    expect(foundIn(await documentsOfStore(database.uri), all)).toEqual([]);
    if (kind === 'embedded') expect(foundIn(bytesOfFiles(database.uri), all)).toEqual([]);
  });

  it('stays verifiable: chains, replay, references and words are sound, with the key and in a copy (H3)', async () => {
    const verified = await store('verify', '--from', database.uri, '--language', 'en', '--files', 'none');
    expect(verified).toMatchObject({ code: 0, err: '', out: expect.stringContaining('history: sound') });
  });

  it('is sealed with new keys by rotate-key, also after a kill, and is read before, meanwhile and after (H3)', async () => {
    // The file of an embedded store has one process.
    if (kind === 'embedded') await bank.stop();
    const read = async (): Promise<unknown> => {
      const { deps } = bank.server;
      return (await deps.store.tenant('demo').records('transfer').get(record.id))?.data.note;
    };
    const killed = begin('rotate-key', '--from', database.uri);
    await new Promise((resolve) => killed.child.stdout.once('data', resolve));
    killed.child.kill('SIGKILL');
    await killed.ended;
    if (kind === 'mongodb') expect(await read()).toBe(canaries.note);
    expect(await store('rotate-key', '--from', database.uri)).toMatchObject({ code: 0, err: '' });
    if (kind === 'mongodb') expect(await read()).toBe(canaries.note);
    expect(await sealedWith(database.uri)).toEqual(['2']);
    expect(await store('verify', '--from', database.uri, '--files', 'none')).toMatchObject({ code: 0, err: '' });
    if (kind === 'mongodb') return;
    const server = await startServer({ store: database, packs, people: false, config: { secretKey: SECRET } });
    bank = { ...bank, server, stop: () => server.stop() };
    expect(await read()).toBe(canaries.note);
  });
});

/** The numbers of the keys that anything in the store is sealed with. */
async function sealedWith(uri: string): Promise<string[]> {
  const place = await openPlace(uri);
  const versions = new Set<string>();
  try {
    for (const name of await collectionsOf(place))
      for await (const page of documentsOf(place, name))
        for (const { sealed } of page)
          for (const text of Object.values(sealed ?? {})) versions.add(String(text).split('.')[0] ?? '');
  } finally {
    await place.close();
  }
  return [...versions];
}
