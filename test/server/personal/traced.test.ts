// Copies of personal data that no reference leads to today: written by charts, or kept from the time when a record referred to the
// subject. They go with the subject's own, and the data of others stays.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  JsonObject,
  Page,
  PersonalErased,
  PersonalExport,
  RecordView,
  TaskItem,
} from '../../../engine/index.ts';
import { openSnapshot } from '../../../server/commands/place.ts';
import { verifyHistory } from '../../../server/commands/verify-history.ts';
import { key } from '../../flows/transfer-bank.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });
const form = (of: string, fields: JsonObject): JsonObject => ({
  kind: 'form',
  key: of,
  title: of,
  fields: { subject: text('Subject'), ...fields },
  record: { display: '{{subject}}' },
  access: {
    maker: { create: true, read: 'all', update: 'all', delete: 'all' },
    finance: { read: 'all' },
    admin: { read: 'all', update: 'all' },
  },
});

describeEachStore('copies of personal data without a reference', ({ connect }) => {
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let maker: Client;
  let admin: Client;
  const make = async (of: string, data: JsonObject) => {
    const made = await maker.post<CreatedRecord>(`/forms/${of}/records`, { data }, key());
    expect(made.status, made.text).toBe(201);
    return made.body.record;
  };
  const change = async (of: string, id: string, data: JsonObject) => {
    const { revision } = (await maker.get<RecordView>(`/forms/${of}/records/${id}`)).body;
    const done = await maker.patch(`/forms/${of}/records/${id}`, { data }, { 'If-Match': String(revision) });
    expect(done.status, done.text).toBe(200);
  };
  const approve = async (about: string) => {
    const finance = await server.signIn('finance');
    const { items } = (await finance.get<Page<TaskItem>>('/tasks?box=todo')).body;
    const task = items.find((each) => each.case === about);
    const done = await finance.post(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen: task?.seen }, key());
    expect(done.status, done.text).toBe(200);
  };
  const erase = (id: string) =>
    admin.post<PersonalErased>(`/forms/client/records/${id}/erase`, { reason: 'asked' }, key());
  const lying = async (texts: string[]) => foundIn(await documentsOfStore(database.uri), texts);
  const faults = async () => {
    const place = await openSnapshot(database.uri);
    const found: unknown[] = [];
    for await (const fault of verifyHistory(place)) found.push(fault);
    await place.close();
    return found;
  };

  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/client.json': form('client', {
        tel: text('Telephone', { personal: true }),
        book: { type: 'reference', title: 'Book', form: 'book', display: 'subject' },
      }),
      'notes/forms/book.json': form('book', {
        last: text('Last'),
        line: text('Line', { compute: { cat: ['T ', { var: 'last' }] } }),
      }),
      'notes/forms/entry.json': form('entry', { phone: text('Phone') }),
      'notes/forms/letter.json': form('letter', {
        to: {
          type: 'reference',
          title: 'To',
          form: 'client',
          display: 'subject',
          carry: ['tel'],
          fill: { filled: 'tel' },
        },
        filled: text('Filled'),
      }),
      'notes/workflows/client-review.json': {
        kind: 'workflow',
        key: 'client-review',
        title: 'Review',
        form: 'client',
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
            done: {
              type: 'final',
              meta: { outcome: 'approved' },
              entry: [
                {
                  type: 'create-record',
                  params: { form: 'entry', data: { subject: 'made', phone: { rule: { var: 'tel' } } } },
                },
                {
                  type: 'update-record',
                  params: {
                    form: 'book',
                    record: { rule: { var: 'book.id' } },
                    data: { last: { rule: { var: 'tel' } } },
                  },
                },
              ],
            },
            refused: { type: 'final', meta: { outcome: 'rejected' } },
          },
        },
      } as JsonObject,
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

  it('H8: what a chart wrote into other forms is exported and erased with the subject, and what others wrote there stays', async () => {
    const book = await make('book', { subject: 'b', last: 'OTHER-FIRST' });
    const [one, two] = [
      await make('client', { subject: 'one', tel: 'CANARYONE4711', book: { id: book.id } }),
      await make('client', { subject: 'two', tel: 'OTHERTWO4712', book: { id: book.id } }),
    ];
    await approve(one.case ?? '');
    await approve(two.case ?? '');
    const read = await maker.get<RecordView>(`/forms/book/records/${book.id}`);
    expect(read.body.data).toMatchObject({ last: 'OTHERTWO4712', line: 'T OTHERTWO4712' });
    const exported = await admin.get<PersonalExport>(`/forms/client/records/${one.id}/personal`);
    expect(exported.status, exported.text).toBe(200);
    expect(exported.body.references.map((each) => each.form).sort()).toEqual(['book', 'entry']);
    const erased = await erase(one.id);
    expect(erased.status, erased.text).toBe(200);
    expect(erased.body.unreached).toMatchObject([{ code: 'personal/hashes-stay' }]);
    expect(await lying(['CANARYONE4711', 'canaryone4711'])).toEqual([]);
    const left = await maker.get<RecordView>(`/forms/book/records/${book.id}`);
    expect(left.body.data).toMatchObject({ last: 'OTHERTWO4712', line: 'T OTHERTWO4712' });
    expect(await lying(['OTHER-FIRST'])).toEqual(['OTHER-FIRST']);
    expect(await faults()).toEqual([]);
  });

  it('H8: what records kept of a subject that they referred to once is erased from their histories, deleted ones too', async () => {
    const book = await make('book', { subject: 'c' });
    const [old, now] = [
      await make('client', { subject: 'old', tel: 'CANARYOLD4713', book: { id: book.id } }),
      await make('client', { subject: 'now', tel: 'OTHERNOW4714' }),
    ];
    await approve(old.case ?? '');
    const letter = await make('letter', { subject: 'l', to: { id: old.id }, filled: 'CANARYOLD4713' });
    await change('letter', letter.id, { to: { id: now.id }, filled: 'OTHERNOW4714' });
    const gone = await make('letter', { subject: 'g', to: { id: old.id } });
    const { revision } = (await maker.get<RecordView>(`/forms/letter/records/${gone.id}`)).body;
    const deleted = await maker.del(`/forms/letter/records/${gone.id}`, { 'If-Match': String(revision) });
    expect(deleted.status, deleted.text).toBe(204);
    const erased = await erase(old.id);
    expect(erased.status, erased.text).toBe(200);
    expect(await lying(['CANARYOLD4713', 'canaryold4713'])).toEqual([]);
    const left = await maker.get<RecordView>(`/forms/letter/records/${letter.id}`);
    expect(left.body.data).toMatchObject({ filled: 'OTHERNOW4714', to: { tel: 'OTHERNOW4714' } });
    expect(left.body.erased).toBeUndefined();
    expect(await faults()).toEqual([]);
  });
});
