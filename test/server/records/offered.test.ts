// The filter of a reference holds in the look-up as it does on save.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, LookupItem, Page, RecordView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });
const access: JsonObject = { maker: { create: true, read: 'all', update: 'own', delete: 'own' } };

describeEachStore('what a reference offers', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let maker: Client;
  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/thing.json': {
        kind: 'form',
        key: 'thing',
        title: 'Thing',
        fields: { name: text('Name'), sort: text('Sort') },
        record: { display: '{{name}}', search: ['name'] },
        access,
      },
      'notes/forms/use.json': {
        kind: 'form',
        key: 'use',
        title: 'Use',
        fields: {
          wanted: text('Wanted'),
          thing: {
            type: 'reference',
            form: 'thing',
            display: 'name',
            title: 'Thing',
            filter: { '==': [{ var: 'sort' }, { var: 'current.wanted' }] },
          },
        },
        record: { display: '{{wanted}}' },
        access,
      },
    });
    server = await startServer({ store, packs: folder.path });
    maker = await server.signIn('maker', { language: 'en' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const make = async (form: string, data: JsonObject) =>
    maker.post<{ record: RecordView }>(`/forms/${form}/records`, { data }, key());
  const offered = async (q: string, current: JsonObject) => {
    const asked = `q=${q}&current=${encodeURIComponent(JSON.stringify(current))}`;
    const reply = await maker.get<Page<LookupItem>>(`/forms/use/lookup/thing?${asked}`);
    expect(reply.status, reply.text).toBe(200);
    return reply.body.items.map(({ title }) => title).sort();
  };

  it('B31: is found in the look-up only where its filter holds, as on save', async () => {
    await make('thing', { name: 'Good one', sort: 'good' });
    const bad = (await make('thing', { name: 'Bad one', sort: 'bad' })).body.record.id;
    expect(await offered('', { wanted: 'good' })).toEqual(['Good one']);
    expect(await offered('one', { wanted: 'bad' })).toEqual(['Bad one']);
    expect(await offered('', {})).toEqual([]);
    const refused = await make('use', { wanted: 'good', thing: { id: bad } });
    expect(problemIn(refused).issues.map(({ code }) => code)).toEqual(['record/linked-not-offered']);
    expect((await maker.get('/forms/use/lookup/thing?current=[1]')).status).toBe(400);
  });

  it('H20: is not deleted while a record that refers to it is made: one of the two is refused', async () => {
    for (let round = 0; round < 8; round++) {
      const sort = `s${round}`;
      const thing = (await make('thing', { name: sort, sort })).body.record;
      const [made, gone] = await Promise.all([
        make('use', { wanted: sort, thing: { id: thing.id } }),
        maker.del(`/forms/thing/records/${thing.id}`, { 'If-Match': String(thing.revision) }),
      ]);
      expect([201, 422]).toContain(made.status);
      expect([gone.status === 204, made.status === 201]).not.toEqual([true, true]);
      expect((await maker.get(`/forms/thing/records/${thing.id}`)).status).toBe(gone.status === 204 ? 404 : 200);
    }
  });
});
