import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Conditions, filterRule } from '../../../designer/portal/lists/list-state.ts';
import type { JsonObject, RecordView } from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (en: string) => ({ en, 'zh-CN': en });
const colours = ['red', 'green', 'blue'].map((key) => ({ key, title: text(key) }));
const form: JsonObject = {
  kind: 'form',
  key: 'visit',
  title: text('Visit'),
  fields: {
    name: { type: 'text', title: text('Name') },
    at: { type: 'date-time', title: text('At') },
    tags: { type: 'multi-choice', options: colours, title: text('Tags') },
    branch: { type: 'unit', title: text('Branch') },
    remark: { type: 'long-text', title: text('Remark') },
    idNumber: { type: 'id-number', title: text('Identity') },
  },
  access: { maker: { create: true, read: 'all' } },
};

describeEachStore('the filters of a list', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let maker: Client;

  beforeAll(async () => {
    folder = await packFolder({ ...smallPack(), 'notes/forms/visit.json': form });
    server = await startServer({ store, packs: folder.path });
    maker = await server.signIn('maker');
    const unit = maker.session?.actor.unit ?? '';
    const rows: JsonObject[] = [
      { name: 'first', at: '2026-12-14T16:00:00.000Z', tags: ['red'], branch: { id: unit }, remark: 'a\nb' },
      { name: 'second', at: '2026-12-15T15:59:59.000Z', tags: ['red', 'blue'], idNumber: '11010519491231002X' },
      { name: 'third', at: '2026-12-15T16:00:00.000Z', tags: ['green'] },
      { name: 'blank' },
    ];
    for (const data of rows) {
      const made = await maker.post('/forms/visit/records', { data }, { 'Idempotency-Key': randomUUID() });
      expect(made.status, made.text).toBe(201);
    }
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const found = async (conditions: Conditions) => {
    const filter = encodeURIComponent(JSON.stringify(filterRule(conditions)));
    const reply = await maker.get<{ items: RecordView[] }>(`/forms/visit/records?sort=name&filter=${filter}`);
    expect(reply.status, reply.text).toBe(200);
    return reply.body.items.map(({ data }) => data.name);
  };

  it('D18: narrow by moments, options among several, units, long texts and numbers of identity', async () => {
    // The fifteenth of December in Shanghai.
    expect(await found({ at: { from: '2026-12-14T16:00:00.000Z', to: '2026-12-15T15:59:59.999Z' } })).toEqual([
      'first',
      'second',
    ]);
    expect(await found({ tags: { any: ['blue'] } })).toEqual(['second']);
    expect(await found({ tags: { any: ['blue', 'green'] } })).toEqual(['second', 'third']);
    expect(await found({ 'branch.id': { in: [maker.session?.actor.unit ?? ''] } })).toEqual(['first']);
    expect(await found({ remark: { equals: 'a\nb' } })).toEqual(['first']);
    expect(await found({ idNumber: { equals: '11010519491231002X' } })).toEqual(['second']);
  });
});
