// Drafts, mails that wait and former values are sealed with the rest, and a store goes on under a new key of its server.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, Draft, FormScreen, JsonObject, RecordView } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { key } from '../../flows/transfer-bank.ts';
import { bundledCommands } from '../../store/run-command.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, looseCollection, openMongoose, type TestDatabase } from '../../support/stores.ts';

const [BEFORE, AFTER] = ['b'.repeat(43), 'a'.repeat(43)] as const;
const canaries = {
  secret: 'CANARY-secret-61',
  former: 'CANARY-former-62',
  draft: 'CANARY-draft-63',
  outbox: 'CANARY-outbox-64',
};
const all = Object.values(canaries);
const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });
const note = (fields: JsonObject): JsonObject => ({
  kind: 'form',
  key: 'note',
  title: 'Note',
  fields: { subject: text('Subject'), ...fields },
  record: { display: '{{subject}}' },
  access: { maker: { create: true, read: 'all', update: 'all' } },
});

describeEachStore('a store and the keys of its server', ({ kind, connect }) => {
  const { store } = bundledCommands({ DOUGONG_SECRET_KEY: `${AFTER},${BEFORE}` });
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let maker: Client;
  let id: string;
  const path = () => `/forms/note/records/${id}`;
  const open = async (secretKey: string) => {
    server = await startServer({ store: database, packs: false, people: false, config: { secretKey } });
  };
  const publish = async (fields: JsonObject) => {
    await folder.write({ 'notes/forms/note.json': note(fields) });
    const { deps } = server;
    const { broken } = await importFolder({ ...deps, config: { ...deps.config, packs: folder.path } }, 'demo');
    expect(broken).toEqual([]);
  };
  const lying = async () => foundIn(await documentsOfStore(database.uri), all);
  const expectReadable = async () => {
    maker = await server.signIn('maker');
    const record = await maker.get<RecordView>(path());
    expect(record.body.data).toMatchObject({ subject: 'again', secret: canaries.secret });
    expect(record.body.former).toMatchObject([{ name: 'extra', text: canaries.former }]);
    const draft = await maker.get<Draft>('/forms/note/drafts/new');
    expect(draft.body.data).toEqual({ secret: canaries.draft });
    const { outbox } = server.deps.store.tenant('demo');
    expect((await outbox.get('waiting'))?.params).toEqual({ text: canaries.outbox });
    const { history } = server.deps.store.tenant('demo');
    const links = await history.find({ filter: { about: 'record', of: id } });
    expect(JSON.stringify(links)).toContain(canaries.secret);
  };

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/note.json': note({ secret: text('Secret'), extra: text('Extra') }),
    });
    database = await connect();
    server = await startServer({ store: database, packs: folder.path, config: { secretKey: BEFORE } });
    maker = await server.signIn('maker');
    const data = { subject: 's', secret: canaries.secret, extra: canaries.former };
    const made = await maker.post<CreatedRecord>('/forms/note/records', { data }, key());
    expect(made.status, made.text).toBe(201);
    id = made.body.record.id;
    await publish({ secret: text('Secret') });
    const edited = await maker.patch(path(), { data: { subject: 'again' } }, { 'If-Match': '1' });
    expect(edited.status, edited.text).toBe(200);
    const draft = { data: { secret: canaries.draft } };
    expect((await maker.put('/forms/note/drafts/new', draft, { 'If-Match': '0' })).status).toBe(200);
    const now = server.deps.clock.now();
    await server.deps.store.tenant('demo').outbox.insert({
      id: 'waiting',
      type: 'mail',
      params: { text: canaries.outbox },
      createdAt: now,
      dueAt: '2099-01-01T00:00:00.000Z',
      attempts: 0,
      status: 'waiting',
    } as never);
  });
  afterAll(async () => {
    await server?.stop();
    await database?.stop();
    await folder?.remove();
  });

  it('H3: former values, drafts and mails that wait are sealed by the release that encrypts a field, and are read as before', async () => {
    expect(await lying()).toEqual(all);
    await publish({ secret: text('Secret', { encrypted: true }) });
    expect(await lying()).toEqual([]);
    await expectReadable();
  });

  it('H3: after rotate-key the new key alone opens the values and trusts the releases, and the former one nothing', async () => {
    await server.stop();
    expect(await store('rotate-key', '--from', database.uri)).toMatchObject({ code: 0, err: '' });
    expect(await lying()).toEqual([]);
    await open(BEFORE);
    expect(await server.deps.packs.current('demo')).toEqual([]);
    await server.stop();
    await open(AFTER);
    await expectReadable();
    expect((await maker.get<FormScreen>('/forms/note')).body.release).toBe(3);
    for (const release of [1, 2, 3])
      expect((await server.deps.packs.release('demo', 'notes', release)).release).toBe(release);
  });

  it('H17: releases whose seals no key of the server made are read again once "seal" has sealed them as they lie', async () => {
    await server.stop();
    const own = await openMongoose(database.uri);
    const releases = looseCollection(own, 'releases');
    for (const { _id } of await releases.find().toArray())
      await releases.updateOne({ _id, tenant: 'demo' } as never, { $set: { seal: 'f'.repeat(64) } });
    await own.disconnect();
    await open(AFTER);
    expect(await server.deps.packs.current('demo')).toEqual([]);
    await expect(server.deps.packs.release('demo', 'notes', 1)).rejects.toThrow('was not published with this server');
    if (kind === 'embedded') await server.stop();
    const sealed = await store('seal', '--to', database.uri);
    expect(sealed).toMatchObject({ code: 0, err: '', out: expect.stringContaining('3 releases') });
    if (kind === 'mongodb') await server.stop();
    await open(AFTER);
    await expectReadable();
    expect((await server.deps.packs.release('demo', 'notes', 1)).pack.forms.note?.fields.extra).toBeDefined();
  });
});
