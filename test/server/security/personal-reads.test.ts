// Who has read whose personal data stands in the audit, and is found there.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditItem, CreatedRecord, JsonObject, Page } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });
const PHONE = '13800138000';

function clientPack(): { [file: string]: JsonObject } {
  const rest = smallPack();
  const access = {
    maker: { create: true, read: 'own', update: 'own' },
    finance: { read: 'all', fields: { phone: 'masked', 'cards.number': 'hidden' } },
    auditor: { read: 'all' },
  };
  return {
    ...rest,
    'notes/forms/client.json': {
      kind: 'form',
      key: 'client',
      title: both('Client'),
      fields: {
        name: { type: 'text', title: both('Name') },
        phone: { type: 'text', title: both('Phone'), personal: true, mask: { first: 3, last: 2 } },
        cards: {
          type: 'line-items',
          title: both('Cards'),
          fields: { number: { type: 'text', title: both('Number'), personal: true } },
        },
      },
      record: { display: '{{name}}', search: ['name'] },
      views: { all: { type: 'table', title: both('All'), columns: ['name', 'phone'] } },
      access,
    },
    'notes/datasets/clients.json': {
      kind: 'dataset',
      key: 'clients',
      title: both('Clients'),
      from: { form: 'client' },
      fields: { name: { path: 'data.name', type: 'text' }, phone: { path: 'data.phone', type: 'text' } },
    },
    'notes/dashboards/clients.json': {
      kind: 'dashboard',
      key: 'clients',
      title: both('Clients'),
      access: { roles: ['finance', 'auditor'] },
      widgets: {
        phones: {
          type: 'table',
          title: both('Phones'),
          dataset: 'clients',
          dimensions: [{ field: 'phone' }],
          measures: [{ op: 'count' }],
        },
      },
      layout: [{ widget: 'phones', x: 0, y: 0, w: 12, h: 4 }],
    },
  };
}

describeEachStore('the audit of what is read', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let maker: Client;
  let finance: Client;
  let auditor: Client;
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const ids: string[] = [];

  beforeAll(async () => {
    folder = await packFolder(clientPack());
    server = await startServer({ store, packs: folder.path, clock: { now: () => new Date(now).toISOString() } });
    [maker, finance, auditor] = (await Promise.all(
      ['maker', 'finance', 'auditor'].map((name) => server.signIn(name, { language: 'en' })),
    )) as [Client, Client, Client];
    for (const name of ['Ann', 'Bob', 'Cem']) {
      const data = { name, phone: PHONE, cards: [{ number: '6222' }] };
      const made = await maker.post<CreatedRecord>('/forms/client/records', { data }, key());
      expect(made.status).toBe(201);
      ids.push(made.body.record.id);
    }
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const path = (index = 0) => `/forms/client/records/${ids[index]}`;
  const told = async (query = 'kind=personal') =>
    (await auditor.get<Page<AuditItem>>(`/audit?size=200&${query}`)).body.items;
  /** What is new in the audit after `work`. */
  const toldBy = async (work: () => Promise<unknown>, query?: string) => {
    const before = (await told(query)).length;
    await work();
    const after = await told(query);
    return after.slice(0, after.length - before).map(({ action, actor }) => `${action} ${actor?.id}`);
  };

  it('H18: names the person and the record once within the hour, and again in the next', async () => {
    expect(await toldBy(() => auditor.get(path()))).toEqual(['personal-read auditor']);
    expect(
      await toldBy(async () => {
        await auditor.get(path());
        await auditor.get(`${path()}/history`);
      }),
    ).toEqual([]);
    expect(await toldBy(() => auditor.get(path(1)))).toEqual(['personal-read auditor']);
    now += 3_601_000;
    auditor = await server.signIn('auditor', { language: 'en' });
    expect(await toldBy(() => auditor.get(`${path()}/history`))).toEqual(['personal-read auditor']);
    const [entry] = await told();
    expect(entry?.text).toBe(`Read personal data of the record ${ids[0]} of the form client`);
  });

  it('H18: tells of a list, a search and a figure once for each form, and of masked data not at all', async () => {
    expect(await toldBy(() => auditor.get('/forms/client/records?view=all'))).toEqual(['personal-listed auditor']);
    expect(await toldBy(() => auditor.get('/forms/client/records?q=n'))).toEqual([]);
    finance = await server.signIn('finance', { language: 'en' });
    const masked = await toldBy(async () => {
      expect((await finance.get(path())).text).toContain('138*****');
      await finance.get('/forms/client/records');
      await finance.post('/dashboards/clients/query', { filters: {} });
    });
    expect(masked).toEqual([]);
    now += 3_601_000;
    auditor = await server.signIn('auditor', { language: 'en' });
    const figures = () => auditor.post('/dashboards/clients/query', { filters: {} });
    expect(await toldBy(figures)).toEqual(['personal-listed auditor']);
    const mark = { group: { phone: PHONE } };
    const drill = { dashboard: 'clients', widget: 'phones', filters: {}, mark };
    expect(await toldBy(() => auditor.post('/datasets/clients/drill', drill))).toEqual([]);
  });

  it('H18: tells again of a person who goes through many records of a form within the hour', async () => {
    now += 3_601_000;
    auditor = await server.signIn('auditor', { language: 'en' });
    const many = await toldBy(async () => {
      for (let round = 0; round < 40; round++) await auditor.get('/forms/client/records');
    });
    expect(many).toEqual(['personal-listed auditor', 'personal-listed auditor']);
  });

  it('H18: tells of drafts once within the hour, and of the own settings', async () => {
    maker = await server.signIn('maker', { language: 'en' });
    const draft = '/forms/client/drafts/new';
    const drafts = await toldBy(async () => {
      for (const revision of [0, 1, 2])
        expect((await maker.put(draft, { data: { name: 'x' } }, { 'If-Match': String(revision) })).status).toBe(200);
      expect((await maker.del(draft)).status).toBe(204);
      expect((await maker.del(draft)).status).toBe(204);
    }, 'kind=drafts');
    expect(drafts).toEqual(['draft-removed maker', 'draft-saved maker']);
    const settings = await toldBy(async () => {
      expect((await maker.patch('/session', { locale: 'zh-CN' })).status).toBe(200);
      expect((await maker.patch('/session', { locale: 'zh-CN' })).status).toBe(200);
    }, 'kind=sign-in');
    expect(settings).toEqual(['own-settings-changed maker']);
  });

  it('H18: is narrowed by person, kind and time, holds no value that was read, and refuses what it does not know', async () => {
    const all = await auditor.get<Page<AuditItem>>('/audit?size=200');
    expect(all.text).not.toContain(PHONE);
    expect((await told('kind=personal&actor=maker')).length).toBe(0);
    const from = '2026-03-02T10:00:00.000Z';
    const later = await told(`kind=personal&from=${from}`);
    expect(later.length).toBeGreaterThan(0);
    expect(later.length).toBeLessThan((await told()).length);
    expect(later.every(({ at }) => at >= from)).toBe(true);
    const earlier = await told(`kind=personal&to=${from}`);
    expect(earlier.length + later.length).toBe((await told()).length);
    for (const [query, where] of [
      ['kind=nothing', '/kind'],
      ['from=yesterday', '/from'],
      ['to=2026-13-01T00:00:00.000Z', '/to'],
    ]) {
      const refused = await auditor.get(`/audit?${query}`);
      expect([query, refused.status, problemIn(refused).issues[0]?.path]).toEqual([query, 400, where]);
    }
  });
});
