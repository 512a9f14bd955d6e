import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseScreen } from '../../../designer/portal/forms/form-screen.ts';
import type { DiffResult, FormScreen, Json, JsonObject, PackDraft, RecordView } from '../../../engine/index.ts';
import { formatValue } from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (en: string) => ({ en, 'zh-CN': en });
const itemsOf = (keys: string[]) => keys.map((key) => ({ key, title: text(key.toUpperCase()) }));
const setOf = (keys: string[]): JsonObject => ({
  kind: 'options',
  key: 'kinds',
  title: text('Kinds'),
  items: itemsOf(keys),
});
const formOf = (keys: string[], turned: Json = 'kinds'): JsonObject => ({
  kind: 'form',
  key: 'visit',
  title: text('Visit'),
  fields: {
    kind: { type: 'choice', options: 'kinds', title: text('Kind') },
    more: { type: 'multi-choice', options: 'kinds', title: text('More') },
    rows: {
      type: 'line-items',
      title: text('Rows'),
      fields: { kind: { type: 'choice', options: 'kinds' }, own: { type: 'choice', options: itemsOf(keys) } },
    },
    own: { type: 'choice', options: itemsOf(keys), title: text('Own') },
    several: { type: 'multi-choice', options: itemsOf(keys), title: text('Several') },
    turned: { type: 'choice', options: turned, title: text('Turned') },
    secret: { type: 'choice', options: itemsOf(keys), title: text('Secret') },
    note: { type: 'text', title: text('Note') },
  },
  access: {
    maker: { create: true, read: 'all', update: 'all', fields: { secret: 'hidden' } },
    analyst: { read: 'all' },
  },
});
const dataset: JsonObject = {
  kind: 'dataset',
  key: 'visits',
  title: text('Visits'),
  from: { form: 'visit' },
  fields: { own: { path: 'data.own' }, kind: { path: 'data.kind' } },
};
const widget = (by: string): JsonObject => ({
  type: 'bar',
  title: text(by),
  dataset: 'visits',
  dimensions: [{ field: by }],
  measures: [{ op: 'count' }],
});
const dashboard: JsonObject = {
  kind: 'dashboard',
  key: 'visits',
  title: text('Visits'),
  widgets: { own: widget('own'), kind: widget('kind') },
  layout: [
    { widget: 'own', x: 0, y: 0, w: 6, h: 4 },
    { widget: 'kind', x: 6, y: 0, w: 6, h: 4 },
  ],
  access: { roles: ['maker'] },
};

const held: JsonObject = {
  kind: 'b',
  more: ['a', 'b'],
  rows: [{ kind: 'b', own: 'b' }],
  own: 'b',
  several: ['a', 'b'],
  turned: 'b',
};

describeEachStore('an option that is taken out of its list', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let analyst: Client;
  let maker: Client;
  let record: RecordView;

  const save = async (kind: string, key: string, json: JsonObject) => {
    const { definitions } = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const known = definitions.find((one) => one.kind === kind && one.key === key);
    const saved = await analyst.put(`/packs/notes/draft/${kind}/${key}`, json, {
      'If-Match': `"${known?.revision}"`,
    });
    expect(saved.status, saved.text).toBeLessThan(300);
  };
  const create = (data: JsonObject) =>
    maker.post<{ record: RecordView }>('/forms/visit/records', { data }, { 'Idempotency-Key': randomUUID() });
  const shown = async (release?: number) => {
    const of = release === undefined ? '' : `?release=${release}`;
    const screen = (await maker.get<FormScreen>(`/forms/visit${of}`)).body;
    const parsed = parseScreen(screen);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const { form, options } = parsed.value;
    return Object.fromEntries(
      Object.entries(held).map(([name, value]) => {
        const field = form.fields[name];
        return [name, field && formatValue(field, value, { locale: 'en', zone: 'UTC', options })];
      }),
    );
  };

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/visit.json': formOf(['a', 'b', 'c']),
      'notes/options/kinds.json': setOf(['a', 'b', 'c']),
      'notes/datasets/visits.json': dataset,
      'notes/dashboards/visits.json': dashboard,
    });
    server = await startServer({ store, packs: folder.path });
    analyst = await server.signIn('analyst');
    maker = await server.signIn('maker');
    for (const data of [held, { kind: 'b' }, { kind: 'a' }]) {
      const made = await create(data);
      expect(made.status, made.text).toBe(201);
      record ??= made.body.record;
    }
    await save('options', 'kinds', setOf(['a']));
    await save('form', 'visit', formOf(['a'], itemsOf(['a'])));
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('bugs 27: is told before it is published, with the rows that hold it, in a list of its own or in the field', async () => {
    const { gone } = (await analyst.post<DiffResult>('/packs/notes/diff', {})).body;
    expect(gone.options).toEqual([
      { list: text('Kinds'), key: 'b', title: text('B'), rows: 5 },
      { list: 'own', key: 'b', title: text('B'), rows: 1 },
      { list: text('Own'), key: 'b', title: text('B'), rows: 1 },
      { list: text('Several'), key: 'b', title: text('B'), rows: 1 },
    ]);
  });

  it('bugs 27: leaves old rows their value, under the title of the release that had it', async () => {
    const { revision } = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const published = await analyst.post('/packs/notes/publish', { revision });
    expect(published.status, published.text).toBe(201);
    const read = (await maker.get<RecordView>(`/forms/visit/records/${record.id}`)).body;
    expect(read.data).toMatchObject(held);
    expect(await shown(read.release)).toEqual(await shown());
    expect(await shown()).toMatchObject({ kind: 'B', own: 'B', several: 'A, B', more: 'A, B', turned: 'B' });
  });

  it('bugs 27: tells nothing of the options of a hidden field', async () => {
    const screen = await maker.get<FormScreen>('/forms/visit');
    expect(screen.body.former?.fields).toHaveProperty('/fields/own');
    expect(screen.body.former?.fields).toHaveProperty(['/fields/rows/fields/own']);
    expect(screen.text).not.toContain('/fields/secret');
  });

  it('bugs 27: lets another field of such a record be edited, and the record then still has the title', async () => {
    const before = (await maker.get<RecordView>(`/forms/visit/records/${record.id}`)).body;
    const changed = await maker.patch<RecordView>(
      `/forms/visit/records/${record.id}`,
      { data: { note: 'seen' } },
      { 'If-Match': `"${before.revision}"` },
    );
    expect(changed.status, changed.text).toBe(200);
    const after = (await maker.get<RecordView>(`/forms/visit/records/${record.id}`)).body;
    expect(after.release).toBe(before.release + 1);
    expect(after.data).toMatchObject({ ...held, note: 'seen' });
    expect(await shown(after.release)).toMatchObject({ kind: 'B', own: 'B', several: 'A, B' });
  });

  it('bugs 27: cannot be chosen anew', async () => {
    const chosen: JsonObject[] = [
      { own: 'b' },
      { several: ['b'] },
      { kind: 'b' },
      { turned: 'b' },
      { rows: [{ own: 'c' }] },
    ];
    for (const data of chosen) {
      const refused = await create(data);
      expect(refused.status, JSON.stringify(data)).toBe(422);
      expect(refused.text).toContain('field/option-retired');
    }
    const read = (await maker.get<RecordView>(`/forms/visit/records/${record.id}`)).body;
    const other = await maker.patch(
      `/forms/visit/records/${record.id}`,
      { data: { own: 'c' } },
      { 'If-Match': `"${read.revision}"` },
    );
    expect(other.status, other.text).toBe(422);
  });

  it('bugs 27: keeps its title on a dashboard', async () => {
    const answer = await maker.post('/dashboards/visits/query', { filters: {} });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toContain('"B"');
    expect(answer.text).not.toContain('"label":"b"');
  });
});
