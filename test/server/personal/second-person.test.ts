// Personal data of what is approved is erased by two administrators where the tenant wants two, and only by those who may read it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  JsonObject,
  Page,
  PersonalErased,
  RecordView,
  SettingsView,
  TaskItem,
} from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const form = (of: string, more: JsonObject = {}): JsonObject => ({
  kind: 'form',
  key: of,
  title: of,
  fields: {
    subject: { type: 'text', title: 'Subject', maxLength: 80 },
    tel: { type: 'text', title: 'Telephone', maxLength: 80, personal: true },
  },
  record: { display: '{{subject}}' },
  access: {
    maker: { create: true, read: 'own', update: 'own' },
    finance: { read: 'all' },
    admin: { read: 'all', update: 'all', ...more },
  },
});

describeEachStore('erasing what is approved', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  let admin: Client;
  let second: Client;
  let maker: Client;
  const make = async (of: string) => {
    const data = { subject: 's', tel: 'CANARY-TEL' };
    const made = await maker.post<CreatedRecord>(`/forms/${of}/records`, { data }, key());
    expect(made.status, made.text).toBe(201);
    return made.body.record;
  };
  const approved = async () => {
    const record = await make('deal');
    const finance = await server.signIn('finance', { language: 'en' });
    const { items } = (await finance.get<Page<TaskItem>>('/tasks?box=todo')).body;
    const task = items.find((each) => each.case === record.case);
    const done = await finance.post(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen: task?.seen }, key());
    expect(done.status, done.text).toBe(200);
    return record;
  };
  const erase = (who: Client, { form: of, id }: Pick<RecordView, 'form' | 'id'>, reason = 'The subject asked') =>
    who.post<PersonalErased>(`/forms/${of}/records/${id}/erase`, { reason }, key());
  const telOf = async ({ form: of, id }: RecordView) =>
    (await maker.get<RecordView>(`/forms/${of}/records/${id}`)).body.data.tel;
  const set = async (people: 'alone' | 'four-eyes') => {
    const { revision } = (await admin.get<SettingsView>('/settings')).body;
    const done = await admin.put<SettingsView>('/settings', { people }, { 'If-Match': String(revision) });
    expect(done.status, done.text).toBe(200);
  };

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/deal.json': form('deal'),
      'notes/forms/note2.json': form('note2'),
      'notes/forms/veiled.json': form('veiled', { fields: { tel: 'masked' } }),
      'notes/workflows/deal-review.json': {
        kind: 'workflow',
        key: 'deal-review',
        title: 'Review',
        form: 'deal',
        start: { on: 'create', roles: ['maker'] },
        chart: {
          initial: 'review',
          states: {
            review: {
              meta: {
                step: {
                  type: 'approval',
                  assign: [{ by: 'role', role: 'finance' }],
                  decide: 'any',
                  decisions: ['approve', 'reject'],
                  separate: ['initiator'],
                  empty: 'incident',
                },
              },
              on: { approve: 'done', reject: 'refused' },
            },
            done: { type: 'final', meta: { outcome: 'approved' } },
            refused: { type: 'final', meta: { outcome: 'rejected' } },
          },
        },
      },
    });
    server = await startServer({ store, packs: folder.path });
    await server.deps.store.tenant(server.tenant).people.update({ id: 'deputy' }, { roles: ['admin'] });
    [admin, second, maker] = await Promise.all(
      ['admin', 'deputy', 'maker'].map((name) => server.signIn(name, { language: 'en' })) as [
        Promise<Client>,
        Promise<Client>,
        Promise<Client>,
      ],
    );
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('R26: one administrator erases an approved record alone only where the tenant does not ask for two, and never without a reason', async () => {
    const record = await approved();
    expect((await erase(admin, record, ' ')).status).toBe(422);
    expect((await erase(admin, record)).status).toBe(200);
    expect(await telOf(record)).toBeUndefined();
  });

  it('R26: with the setting, the first administrator only asks, and another one who asks for the same carries it out', async () => {
    await set('four-eyes');
    const record = await approved();
    const asked = await erase(admin, record);
    expect([asked.status, asked.body]).toMatchObject([202, { records: 0, awaits: { by: { id: 'admin' } } }]);
    expect(await telOf(record)).toBe('CANARY-TEL');
    const again = await erase(admin, record);
    expect([again.status, problemIn(again).issues]).toMatchObject([422, [{ code: 'personal/second-person' }]]);
    const seen = await second.get<RecordView>(`/forms/deal/records/${record.id}`);
    expect(seen.body.erasing).toMatchObject({ by: { id: 'admin' } });
    const done = await erase(second, record);
    expect([done.status, done.body.records]).toEqual([200, 1]);
    expect(await telOf(record)).toBeUndefined();
    expect((await second.get<RecordView>(`/forms/deal/records/${record.id}`)).body.erasing).toBeUndefined();
    const { audit } = server.deps.store.tenant(server.tenant);
    const told = await audit.find({
      filter: { action: { $in: ['personal-erasing', 'personal-erased'] } },
      sort: ['seq'],
    });
    expect(told.slice(-2).map(({ action, actor }) => [action, actor])).toEqual([
      ['personal-erasing', 'admin'],
      ['personal-erased', 'deputy'],
    ]);
    // What no case has decided about is nobody's approval.
    expect((await erase(admin, await make('note2'))).status).toBe(200);
  });

  it('R26: nobody erases what they may not read', async () => {
    const record = await make('veiled');
    const refused = await erase(admin, record);
    expect([refused.status, problemIn(refused).issues]).toMatchObject([
      422,
      [{ code: 'personal/not-seen', message: expect.stringContaining('Telephone') }],
    ]);
    expect(await telOf(record)).toBe('CANARY-TEL');
  });
});
