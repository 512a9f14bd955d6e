// Erasing takes what any release called personal, and everything that was made of it, from wherever it lies.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, JsonObject, PersonalErased, PersonalExport, RecordView } from '../../../engine/index.ts';
import { openSnapshot } from '../../../server/commands/place.ts';
import { verifyHistory } from '../../../server/commands/verify-history.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { key } from '../../flows/transfer-bank.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });
const form = (name: string, fields: JsonObject, record: JsonObject): JsonObject => ({
  kind: 'form',
  key: name,
  title: name,
  fields: { subject: text('Subject'), ...fields },
  record,
  access: {
    maker: { create: true, read: 'all', update: 'all' },
    admin: { read: 'all', update: 'all' },
    auditor: { read: 'all' },
  },
});
const made = (...parts: unknown[]) => ({ compute: { cat: parts } }) as JsonObject;
const tel = { tel: text('Telephone', { personal: true }) };
const greeting = { greeting: text('Greeting', made('Dear ', { var: 'tel' })) };
const plain = { display: '{{subject}}' };

describeEachStore('personal data of several releases', ({ connect }) => {
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let maker: Client;
  let admin: Client;
  const publish = async (forms: JsonObject[]) => {
    await folder.write(Object.fromEntries(forms.map((each) => [`notes/forms/${each.key}.json`, each])));
    const { deps } = server;
    const { broken } = await importFolder({ ...deps, config: { ...deps.config, packs: folder.path } }, 'demo');
    expect(broken).toEqual([]);
  };
  const make = async (of: string, data: JsonObject) => {
    const done = await maker.post<CreatedRecord>(`/forms/${of}/records`, { data }, key());
    expect(done.status, done.text).toBe(201);
    return done.body.record.id;
  };
  const change = async (of: string, id: string, data: JsonObject) => {
    const { revision } = (await maker.get<RecordView>(`/forms/${of}/records/${id}`)).body;
    const done = await maker.patch(`/forms/${of}/records/${id}`, { data }, { 'If-Match': String(revision) });
    expect(done.status, done.text).toBe(200);
  };
  const lying = async (texts: string[]) => foundIn(await documentsOfStore(database.uri), texts);
  const faults = async () => {
    const place = await openSnapshot(database.uri);
    const found: unknown[] = [];
    for await (const fault of verifyHistory(place)) found.push(fault);
    await place.close();
    return found;
  };

  beforeAll(async () => {
    const link: JsonObject = { type: 'reference', title: 'To', form: 'note', display: 'subject' };
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/note.json': form(
        'note',
        { ...tel, wechat: text('WeChat', { personal: true }), ...greeting },
        { display: '{{subject}} {{greeting}}', search: ['subject', 'greeting'], unique: [['tel']] },
      ),
      'notes/forms/letter.json': form(
        'letter',
        {
          to: { ...link, carry: ['tel', 'greeting'], fill: { filled: 'wechat' } },
          filled: text('Filled'),
          line: text('Line', made('To ', { var: 'to.tel' }, { var: 'filled' })),
        },
        { display: '{{subject}} {{line}}', search: ['subject', 'line'] },
      ),
    });
    database = await connect();
    server = await startServer({ store: database, packs: folder.path });
    maker = await server.signIn('maker', { language: 'en' });
    admin = await server.signIn('admin', { language: 'en' });
  });
  afterAll(async () => {
    await server?.stop();
    await database?.stop();
    await folder?.remove();
  });

  it('goes with all that earlier releases, formulas, fills and old carried values kept of it (H8)', async () => {
    const canaries = ['CANARYTEL4711', 'CANARYWECHAT4712'];
    const [phone, chat] = canaries as [string, string];
    const id = await make('note', { subject: 's', tel: phone, wechat: chat });
    const letter = await make('letter', { subject: 'l', to: { id }, filled: chat });
    const read = await maker.get<RecordView>(`/forms/letter/records/${letter}`);
    expect(read.body.data).toMatchObject({ filled: chat, line: `To ${phone}${chat}` });
    await publish([
      form('note', { ...tel, other: text('Other') }, plain),
      form('letter', { to: { type: 'reference', title: 'To', form: 'note', display: 'subject' } }, plain),
    ]);
    await change('note', id, { other: 'x' });
    expect(await faults(), 'a moved record is sound').toEqual([]);
    const exported = await admin.get<PersonalExport>(`/forms/note/records/${id}/personal`);
    expect(exported.status, exported.text).toBe(200);
    expect(exported.body.personal.sort()).toEqual(['greeting', 'tel', 'wechat']);
    expect(exported.body.references.map((each) => each.id)).toEqual([letter]);
    const erased = await admin.post<PersonalErased>(`/forms/note/records/${id}/erase`, { reason: 'asked' }, key());
    expect(erased.status, erased.text).toBe(200);
    expect(erased.body).toMatchObject({ records: 2 });
    expect([...erased.body.fields].sort()).toEqual(['greeting', 'tel', 'wechat']);
    expect(await lying([...canaries, 'canarytel4711', 'canarywechat4712'])).toEqual([]);
    expect(await faults()).toEqual([]);
    const left = await maker.get<RecordView>(`/forms/note/records/${id}`);
    expect(left.body.erased).toMatchObject({ at: expect.any(String) });
    expect(left.body.data).toMatchObject({ subject: 's', other: 'x' });
  });

  it('goes although the present release has no personal field any more (H8)', async () => {
    const id = await make('note', { subject: 'n', tel: 'CANARYGONE4713' });
    await publish([form('note', { other: text('Other') }, plain)]);
    await change('note', id, { other: 'y' });
    const erased = await admin.post<PersonalErased>(`/forms/note/records/${id}/erase`, { reason: 'asked' }, key());
    expect(erased.status, erased.text).toBe(200);
    expect(await lying(['CANARYGONE4713', 'canarygone4713'])).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('is erased only where the caller may change the record (H8)', async () => {
    const id = await make('note', { subject: 'r' });
    const reading = form('note', { ...tel }, plain);
    const { admin: _admin, ...others } = reading.access as JsonObject;
    await publish([{ ...reading, access: { ...others, admin: { read: 'all' } } }]);
    const refused = await admin.post(`/forms/note/records/${id}/erase`, { reason: 'asked' }, key());
    expect([refused.status, problemIn(refused).code]).toEqual([403, 'forbidden']);
  });

  it('is not copied by a record that is made while it is erased (H8)', async () => {
    await publish([
      form('note', { ...tel }, plain),
      form(
        'letter',
        { to: { type: 'reference', title: 'To', form: 'note', display: 'subject', carry: ['tel'] } },
        plain,
      ),
    ]);
    for (let round = 0; round < 5; round++) {
      const canary = `CANARYRACE${round}`;
      const id = await make('note', { subject: `race ${round}`, tel: canary });
      const data = { subject: 'copy', to: { id } };
      await Promise.all([
        admin.post(`/forms/note/records/${id}/erase`, { reason: 'asked' }, key()),
        maker.post('/forms/letter/records', { data }, key()),
        maker.post('/forms/letter/records', { data }, key()),
      ]);
      const rows = await server.deps.store
        .tenant('demo')
        .records('letter')
        .find({ filter: { 'data.to.id': id } });
      expect(rows.map((row) => (row.data.to as JsonObject).tel)).toEqual(rows.map(() => undefined));
    }
  });
});
