// A carried part is as closed as its form has it today, whichever release or pack carries it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, PackDraft, RecordView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });
const open: JsonObject = { maker: { create: true, read: 'own', update: 'own' }, finance: { read: 'all' } };

const source: JsonObject = {
  kind: 'form',
  key: 'source',
  title: 'Source',
  fields: { label: text('Label'), secret: text('Secret') },
  record: { display: '{{label}}' },
  access: { ...open, finance: { read: 'all' } },
};
const carrier = (of: string): JsonObject => ({
  kind: 'form',
  key: of,
  title: 'Carrier',
  fields: {
    subject: text('Subject'),
    ref: { type: 'reference', title: 'Ref', form: 'source', display: 'label', carry: ['secret'] },
  },
  record: { display: '{{subject}}' },
  access: open,
});

describeEachStore('what a reference carries', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  const file = async (form: string, data: JsonObject) => {
    const reply = await (await as('maker')).post<{ record: RecordView }>(`/forms/${form}/records`, { data }, key());
    expect(reply.status, reply.text).toBe(201);
    return reply.body.record.id;
  };
  const readsOf = async (form: string, id: string) => {
    const finance = await as('finance');
    const paths = [`/forms/${form}/records/${id}`, `/forms/${form}/records`, `/forms/${form}/records/${id}/history`];
    return (await Promise.all(paths.map(async (path) => (await finance.get(path)).text))).join('\n');
  };
  const publish = async (json: JsonObject) => {
    const analyst = await as('analyst');
    const draft = async () => (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const found = (await draft()).definitions.find((each) => each.kind === 'form' && each.key === json.key);
    const path = `/packs/notes/draft/form/${String(json.key)}`;
    const saved = await analyst.put(path, json, { 'If-Match': String(found?.revision ?? 0) });
    expect(saved.status, saved.text).toBe(200);
    const published = await analyst.post('/packs/notes/publish', { revision: (await draft()).revision }, key());
    expect(published.status, published.text).toBeLessThan(300);
  };

  beforeAll(async () => {
    const roles = smallPack()['notes/roles/notes-roles.json'] as JsonObject;
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/source.json': source,
      'notes/forms/near.json': carrier('near'),
      'other/pack.json': {
        key: 'other',
        title: 'Other',
        requires: ['notes'],
        home: { navigation: [{ form: 'far' }], quickActions: [] },
      },
      'other/forms/far.json': carrier('far'),
    });
    expect(roles).toBeDefined();
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  it('H8: is hidden in records of every release, and of other packs, once its own form hides it', async () => {
    const of = await file('source', { label: 'L', secret: 'CANARY-1' });
    const old = {
      near: await file('near', { subject: 'n', ref: of }),
      far: await file('far', { subject: 'f', ref: of }),
    };
    for (const form of ['near', 'far'] as const) expect(await readsOf(form, old[form])).toContain('CANARY-1');
    await publish({ ...source, access: { ...open, finance: { read: 'all', fields: { secret: 'hidden' } } } });
    const fresh = {
      near: await file('near', { subject: 'n', ref: of }),
      far: await file('far', { subject: 'f', ref: of }),
    };
    const finance = await as('finance');
    for (const form of ['near', 'far'] as const) {
      expect(await readsOf(form, old[form])).not.toContain('CANARY-1');
      expect(await readsOf(form, fresh[form])).not.toContain('CANARY-1');
      const where = encodeURIComponent(JSON.stringify({ '==': [{ var: 'ref.secret' }, 'CANARY-1'] }));
      const tried = await finance.get<{ total?: number }>(`/forms/${form}/records?filter=${where}`);
      expect([form, tried.status === 200 ? tried.text.includes('"id"') : tried.status]).not.toEqual([form, true]);
    }
  });
});
