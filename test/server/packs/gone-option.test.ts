import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DiffResult, FormScreen, JsonObject, PackDraft, RecordView } from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (en: string) => ({ en, 'zh-CN': en });
const items = ['a', 'b', 'c'].map((key) => ({ key, title: text(key.toUpperCase()) }));
const options: JsonObject = { kind: 'options', key: 'kinds', title: text('Kinds'), items };
const form: JsonObject = {
  kind: 'form',
  key: 'visit',
  title: text('Visit'),
  fields: {
    kind: { type: 'choice', options: 'kinds', title: text('Kind') },
    more: { type: 'multi-choice', options: 'kinds', title: text('More') },
    rows: { type: 'line-items', title: text('Rows'), fields: { kind: { type: 'choice', options: 'kinds' } } },
    note: { type: 'text', title: text('Note') },
  },
  access: { maker: { create: true, read: 'all', update: 'all' }, analyst: { read: 'all' } },
};

describeEachStore('an option that is taken out of its list', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let analyst: Client;
  let maker: Client;
  let record: RecordView;

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/visit.json': form,
      'notes/options/kinds.json': options,
    });
    server = await startServer({ store, packs: folder.path });
    analyst = await server.signIn('analyst');
    maker = await server.signIn('maker');
    for (const data of [{ kind: 'b' }, { more: ['a', 'b'] }, { rows: [{ kind: 'b' }] }, { kind: 'a' }]) {
      const made = await maker.post<{ record: RecordView }>(
        '/forms/visit/records',
        { data },
        { 'Idempotency-Key': randomUUID() },
      );
      expect(made.status, made.text).toBe(201);
      record ??= made.body.record;
    }
    const { definitions } = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const known = definitions.find(({ kind }) => kind === 'options');
    const less = { ...options, items: items.filter(({ key }) => key === 'a') };
    await analyst.put('/packs/notes/draft/options/kinds', less, { 'If-Match': `"${known?.revision}"` });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('bugs 27: is told before it is published, with the rows that hold it', async () => {
    const { gone } = (await analyst.post<DiffResult>('/packs/notes/diff', {})).body;
    expect(gone.options).toEqual([{ list: text('Kinds'), key: 'b', title: text('B'), rows: 3 }]);
  });

  it('bugs 27: leaves old rows their value, under the title of the release that had it', async () => {
    const { revision } = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    expect((await analyst.post('/packs/notes/publish', { revision })).status).toBe(201);
    const read = (await maker.get<RecordView>(`/forms/visit/records/${record.id}`)).body;
    expect(read.data.kind).toBe('b');
    const screen = (await maker.get<FormScreen>(`/forms/visit?release=${read.release}`)).body;
    expect(screen.options.kinds?.items).toContainEqual(expect.objectContaining({ key: 'b', title: text('B') }));
  });
});
