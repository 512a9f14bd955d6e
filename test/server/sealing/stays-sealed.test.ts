// What was sealed once stays sealed, wherever it lies and whatever later releases say of its field.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, JsonObject, Page, PersonalErased, RecordView } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { sealStored } from '../../../server/domain/packs/make-release.ts';
import { key } from '../../flows/transfer-bank.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });
const access: JsonObject = {
  maker: { create: true, read: 'all', update: 'all' },
  admin: { read: 'all', update: 'all' },
};
const form = (name: string, fields: JsonObject, record: JsonObject = { display: '{{subject}}' }): JsonObject => ({
  kind: 'form',
  key: name,
  title: name,
  fields: { subject: text('Subject'), ...fields },
  record,
  access,
});
const lines = (cost: JsonObject): JsonObject => ({
  type: 'line-items',
  title: 'Lines',
  fields: { what: text('What'), ...cost },
});
const cost = { cost: text('Cost', { encrypted: true }) };
const link = (more: JsonObject): JsonObject => ({
  type: 'reference',
  title: 'To',
  form: 'note',
  display: 'subject',
  ...more,
});

describeEachStore('values that were sealed', ({ connect }) => {
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
    const made = await maker.post<CreatedRecord>(`/forms/${of}/records`, { data }, key());
    expect(made.status, made.text).toBe(201);
    return made.body.record.id;
  };
  const change = async (of: string, id: string, data: JsonObject) => {
    const { revision } = (await maker.get<RecordView>(`/forms/${of}/records/${id}`)).body;
    const done = await maker.patch(`/forms/${of}/records/${id}`, { data }, { 'If-Match': String(revision) });
    expect(done.status, done.text).toBe(200);
  };
  const lying = async (texts: string[]) => foundIn(await documentsOfStore(database.uri), texts);

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/note.json': form(
        'note',
        {
          secret: text('Secret', { encrypted: true }),
          tel: text('Telephone', { personal: true }),
          lines: lines(cost),
          plain: text('Plain'),
        },
        { display: '{{subject}} {{plain}}', search: ['subject', 'plain'], unique: [['secret']] },
      ),
      'notes/forms/copy.json': form('copy', {
        to: link({ carry: ['plain'] }),
        rows: {
          type: 'line-items',
          title: 'Rows',
          fields: { to: link({ carry: ['plain'] }) },
        },
      }),
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

  it('compare alike where they look alike, also those that an earlier build stored (bugs 7)', async () => {
    const id = await make('note', { subject: 'like', secret: 'Top  Secret-CANARYLIKE' });
    const again = await maker.post(
      '/forms/note/records',
      { data: { subject: 'x', secret: 'ｔop secret-canarylike' } },
      key(),
    );
    expect(again.status, again.text).toBe(409);
    const own = await openMongoose(database.uri);
    await looseCollection(own, 'records.demo.note').updateOne({ _id: `demo/${id}`, tenant: 'demo' } as never, {
      $set: { 'blind.secret': 'of-an-earlier-build' },
    });
    await looseCollection(own, 'counters').deleteMany({ _id: /sealed-publications/ } as never);
    await own.disconnect();
    await sealStored(server.deps, 'demo');
    const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'secret' }, 'top secret-CANARYlike'] }));
    const found = await maker.get<Page<RecordView>>(`/forms/note/records?filter=${filter}`);
    expect(found.body.items.map((each) => each.id)).toEqual([id]);
  });

  it('stay sealed in records and histories when a release drops their field, and when the history is erased (H3)', async () => {
    const canaries = ['CANARY-dropped-91', 'CANARY-column-92', 'CANARY-erased-93'];
    const [whole, column, erased] = canaries as [string, string, string];
    const id = await make('note', { subject: 's', secret: whole, lines: [{ what: 'w', cost: column }] });
    const subject = await make('note', { subject: 't', tel: '13912345678', secret: erased });
    expect(await lying(canaries)).toEqual([]);
    await publish([
      form(
        'note',
        { tel: text('Telephone', { personal: true }), lines: lines({}), plain: text('Plain') },
        { display: '{{subject}} {{plain}}', search: ['subject', 'plain'] },
      ),
    ]);
    expect(await lying(canaries)).toEqual([]);
    const done = await admin.post<PersonalErased>(`/forms/note/records/${subject}/erase`, { reason: 'asked' }, key());
    expect(done.status, done.text).toBe(200);
    expect(await lying(canaries)).toEqual([]);
    await change('note', id, { plain: 'p' });
    expect(await lying(canaries)).toEqual([]);
  });

  it('are sealed in what other records carry, and gone from titles and search words, when a release encrypts the field (H3)', async () => {
    const canaries = ['CANARYTITLE71', 'CANARYCARRIED72'];
    const [, carried] = canaries as [string, string];
    await make('note', { subject: 'a', plain: canaries[0] as string });
    const id = await make('note', { subject: 'b', plain: carried });
    const copy = await make('copy', { subject: 'c', to: { id }, rows: [{ to: { id } }] });
    expect(await lying([...canaries, 'canarytitle71'])).toEqual([...canaries, 'canarytitle71']);
    await publish([
      form('note', { lines: lines({}), plain: text('Plain', { encrypted: true }) }),
      form('copy', { to: link({}), rows: { type: 'line-items', title: 'Rows', fields: { to: link({}) } } }),
    ]);
    expect(await lying([...canaries, 'canarytitle71', 'canarycarried72'])).toEqual([]);
    const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'to.id' }, id] }));
    const found = await maker.get<Page<RecordView>>(`/forms/copy/records?filter=${filter}`);
    expect(found.body.items.map((each) => each.id)).toEqual([copy]);
    expect((await maker.get(`/forms/copy/records/${copy}/history`)).text).toContain('created');
  });

  it('are opened in records, and not in histories, by a release that has the field and does not encrypt it (H3)', async () => {
    const canary = 'CANARY-opened-51';
    const id = await make('note', { subject: 'd', plain: canary });
    expect(await lying([canary])).toEqual([]);
    await publish([form('note', { lines: lines({}), plain: text('Plain') })]);
    const rows = server.deps.store.tenant('demo');
    const found = await rows.records('note').find({ filter: { 'data.plain': canary } });
    expect(found.map((each) => each.id)).toEqual([id]);
    const own = await openMongoose(database.uri);
    const links = await looseCollection(own, 'history')
      .find({ about: 'record', of: id } as never)
      .toArray();
    await own.disconnect();
    expect(foundIn(Buffer.from(JSON.stringify(links)), [canary])).toEqual([]);
  });
});
