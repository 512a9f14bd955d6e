import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  Json,
  JsonObject,
  Notice,
  Page,
  PersonView,
  RecordView,
  TaskItem,
  TaskView,
} from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

let requests = 0;
const key = () => ({ 'Idempotency-Key': `actions-${++requests}` });

const targets: [name: string, to: Json, told: string[]][] = [
  ['initiator', 'initiator', ['maker']],
  ['assignees', 'assignees', ['director']],
  ['participants', 'participants', ['finance', 'maker']],
  ['role', { role: 'manager' }, ['manager']],
  ['person', { person: 'president' }, ['president']],
  ['field', { field: 'checker' }, ['auditor']],
];
const tell = (template: string, to?: Json): JsonObject => ({
  type: 'notify',
  params: to === undefined ? { template } : { template, to },
});
const template = (name: string, more: JsonObject = {}): JsonObject => ({
  kind: 'template',
  key: name,
  title: name,
  channel: 'notice',
  subject: `Told as ${name}`,
  body: '<b>{{record.title}}</b>',
  ...more,
});

/** Notes that finance and a director approve; a log of them is kept beside, and a shelf counts. */
function actingPack(): { [file: string]: JsonObject } {
  const files = smallPack();
  const form = files['notes/forms/note.json'] as { fields: JsonObject; access: JsonObject };
  form.fields.checker = { type: 'person', title: 'Checker' };
  form.fields.log = { type: 'reference', form: 'log', display: 'said', title: 'Log' };
  form.fields.shelf = { type: 'reference', form: 'log', display: 'said', title: 'Shelf' };
  Object.assign(form.access, { director: { read: 'all' } });
  const { roles } = files['notes/roles/notes-roles.json'] as { roles: JsonObject };
  roles.director = { title: 'Director' };
  const person = (id: string): Json => [{ by: 'person', person: id }];
  const step = (id: string): JsonObject => ({ step: { type: 'approval', assign: person(id) } });
  return {
    ...files,
    'notes/forms/log.json': {
      kind: 'form',
      key: 'log',
      title: 'Log',
      fields: { said: { type: 'text' }, times: { type: 'number' } },
      access: { maker: { create: true, read: 'all' }, finance: { read: 'all' } },
    },
    ...Object.fromEntries(
      targets.map(([name]) => [`notes/templates/to-${name}.json`, template(`to-${name}`)] as [string, JsonObject]),
    ),
    'notes/templates/letter.json': template('letter', { channel: 'mail', format: 'html' }),
    'notes/workflows/note-approval.json': {
      kind: 'workflow',
      key: 'note-approval',
      title: 'Approval of notes',
      form: 'note',
      start: { on: 'create', roles: ['maker'] },
      chart: {
        initial: 'first',
        states: {
          first: { meta: step('finance'), on: { approve: 'second', reject: 'refused' } },
          second: {
            meta: step('director'),
            entry: targets.map(([name, to]) => tell(`to-${name}`, name === 'assignees' ? undefined : to)),
            on: { approve: 'kept', reject: 'refused' },
          },
          kept: {
            type: 'final',
            meta: { outcome: 'approved' },
            entry: [
              tell('letter', 'initiator'),
              {
                type: 'create-record',
                params: { form: 'log', data: { said: { rule: { var: 'subject' } }, times: 1 }, link: 'log' },
              },
              {
                type: 'update-record',
                params: {
                  form: 'log',
                  record: { rule: { var: 'shelf.id' } },
                  data: { times: { rule: { '+': [40, 2] } } },
                },
              },
            ],
          },
          refused: { type: 'final', meta: { outcome: 'rejected' } },
        },
      },
    },
  };
}

describeEachStore('what a workflow does by itself', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  let shelf: string;
  let note: string;
  const clients = new Map<string, Client>();
  const as = async (name: string) => {
    const client = clients.get(name) ?? (await server.signIn(name, { language: 'en' }));
    clients.set(name, client);
    return client;
  };
  const get = async <T>(name: string, path: string) => (await (await as(name)).get<T>(path)).body;
  const create = async (form: string, data: JsonObject) =>
    (await (await as('maker')).post<CreatedRecord>(`/forms/${form}/records`, { data }, key())).body;
  const approve = async (name: string) => {
    const [task] = (await get<Page<TaskItem>>(name, '/tasks')).items;
    const { seen } = await get<TaskView>(name, `/tasks/${task?.id}`);
    const reply = await (await as(name)).post(`/tasks/${task?.id}/decisions`, { decision: 'approve', seen }, key());
    expect(reply.status).toBe(200);
  };
  const noticesOf = async (name: string) => (await get<Page<Notice>>(name, '/notices?size=200')).items;

  beforeAll(async () => {
    folder = await packFolder(actingPack());
    server = await startServer({
      store,
      packs: folder.path,
      config: { smtp: { url: 'smtp://127.0.0.1:9', from: 'bank@example.com' } },
    });
    const admin = await as('admin');
    const { items } = await get<Page<PersonView>>('admin', '/people?size=200');
    const revision = items.find(({ id }) => id === 'maker')?.revision;
    const changed = await admin.patch('/people/maker', { email: 'maker@example.com' }, { 'If-Match': `"${revision}"` });
    expect(changed.status).toBe(200);
    shelf = (await create('log', { said: 'Shelf', times: 0 })).record.id;
    const made = await create('note', { subject: 'A note', checker: { id: 'auditor' }, shelf: { id: shelf } });
    note = made.record.id;
    await approve('finance');
    await approve('director');
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it.each(targets)('a message reaches whom it names: %s', async (name, _to, told) => {
    const everybody = ['maker', 'finance', 'director', 'president', 'manager', 'auditor'];
    const found: string[] = [];
    for (const each of everybody) {
      if ((await noticesOf(each)).some(({ title }) => title === `Told as to-${name}`)) found.push(each);
    }
    expect(found.sort()).toEqual(told);
  });

  it('a template is sent as it says: a mail in its form by mail, a notice in the application', async () => {
    expect((await noticesOf('maker')).map(({ title }) => title)).not.toContain('Told as letter');
    const sent = await server.deps.store.tenant(server.tenant).outbox.find({});
    expect(sent.map(({ params }) => params)).toEqual([
      { to: 'maker@example.com', subject: 'Told as letter', html: '<b>A note</b>' },
    ]);
    const [notice] = (await noticesOf('director')).filter(({ title }) => title === 'Told as to-assignees');
    expect(notice?.text).toBe('<b>A note</b>');
  });

  it('a record is made with what the action says, and the field that it names links to it', async () => {
    const { data } = await get<RecordView>('maker', `/forms/note/records/${note}`);
    const made = await get<RecordView>('maker', `/forms/log/records/${(data.log as JsonObject)?.id}`);
    expect(made.data).toEqual({ said: 'A note', times: 1 });
  });

  it('a record that the action names is changed as it says', async () => {
    const { data } = await get<RecordView>('maker', `/forms/log/records/${shelf}`);
    expect(data).toEqual({ said: 'Shelf', times: 42 });
  });
});
