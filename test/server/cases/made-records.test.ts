import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CaseView,
  type CreatedRecord,
  type HistoryItem,
  hashOf,
  type JsonObject,
  type Page,
  type RecordView,
  type TaskItem,
  type TaskView,
} from '../../../engine/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const step = (role: string) => ({
  type: 'approval',
  title: role,
  assign: [{ by: 'role', role }],
  decide: 'any',
  separate: ['initiator'],
  decisions: ['approve', 'reject', 'return'],
});
const make: JsonObject = {
  type: 'create-record',
  params: { form: 'folder', data: { label: { rule: { var: 'subject' } } }, link: 'folder' },
};

/** Notes: once finance has approved, a folder is made, to which the note refers; the auditor looks at both, then a second folder. */
function pack(): { [file: string]: JsonObject } {
  const files = smallPack('notes', 'note');
  const note = files['notes/forms/note.json'] as { fields: JsonObject; access: JsonObject };
  Object.assign(note.fields, {
    folder: {
      type: 'reference',
      form: 'folder',
      display: 'no',
      fill: { shelf: 'shelf' },
      title: { en: 'Folder', 'zh-CN': '卷宗' },
    },
    shelf: { type: 'text', title: { en: 'Shelf', 'zh-CN': '架位' } },
    place: {
      type: 'text',
      title: { en: 'Place', 'zh-CN': '位置' },
      compute: { cat: ['Shelf ', { var: 'shelf' }] },
    },
  });
  const read = Object.fromEntries(['maker', 'finance', 'auditor'].map((role) => [role, { read: 'all' }]));
  const ends = {
    kept: { type: 'final', meta: { outcome: 'approved' } },
    refused: { type: 'final', meta: { outcome: 'rejected' } },
  };
  return {
    ...files,
    'notes/forms/folder.json': {
      kind: 'form',
      key: 'folder',
      title: { en: 'Folder', 'zh-CN': '卷宗' },
      fields: {
        no: { type: 'serial', pattern: 'JZ{yyyy}-{seq:4}', title: { en: 'No.', 'zh-CN': '编号' } },
        label: { type: 'text', title: { en: 'Label', 'zh-CN': '标签' }, maxLength: 10, required: true },
        shelf: { type: 'text', title: { en: 'Shelf', 'zh-CN': '架位' }, default: 'B7' },
      },
      record: { display: '{{no}}' },
      access: read,
    },
    'notes/workflows/filing.json': {
      kind: 'workflow',
      key: 'filing',
      title: { en: 'Filing', 'zh-CN': '归档' },
      form: 'note',
      start: { on: 'create', roles: ['maker'] },
      chart: {
        initial: 'review',
        states: {
          review: {
            meta: { step: step('finance') },
            on: { approve: { target: 'second', actions: make }, reject: 'refused' },
          },
          second: {
            meta: { step: step('auditor') },
            on: { approve: { target: 'kept', actions: make }, reject: 'refused' },
          },
          ...ends,
        },
      },
    },
  };
}

describeEachStore('a record that a workflow makes', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  let requests = 0;
  const clients = new Map<string, Client>();
  const as = async (name: string) => {
    const client = clients.get(name) ?? (await server.signIn(name, { language: 'en' }));
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    folder = await packFolder(pack());
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const key = () => ({ 'Idempotency-Key': `made-${++requests}` });
  const submit = async (subject: string) =>
    (await (await as('maker')).post<CreatedRecord>('/forms/note/records', { data: { subject } }, key())).body;
  const approve = async (name: string, id: string) => {
    const client = await as(name);
    const tasks = (await client.get<Page<TaskItem>>('/tasks?size=200')).body.items;
    const task = tasks.find((each) => each.case === id)?.id ?? '';
    const { seen } = (await client.get<TaskView>(`/tasks/${task}`)).body;
    return client.post(`/tasks/${task}/decisions`, { decision: 'approve', seen }, key());
  };
  const note = async (id: string) => (await (await as('maker')).get<RecordView>(`/forms/note/records/${id}`)).body;
  const caseOf = async (id: string) => (await (await as('maker')).get<CaseView>(`/cases/${id}`)).body;

  it('is referred to by a link that the one writer has written: shown, filled and computed from what was stored', async () => {
    const { record, case: id = '' } = await submit('First');
    expect((await approve('finance', id)).status).toBe(200);
    const { data } = await note(record.id);
    expect(data.folder).toMatchObject({ no: expect.stringMatching(/^JZ\d{4}-\d{4}$/) });
    expect(data).toMatchObject({ shelf: 'B7', place: 'Shelf B7' });
  });

  it('is told in both histories, as the workflow’s own doing', async () => {
    const { record, case: id = '' } = await submit('Second');
    await approve('finance', id);
    const maker = await as('maker');
    const told = (await maker.get<Page<HistoryItem>>(`/cases/${id}/history`)).body.items.map(({ text }) => text);
    expect(told).toContain('The workflow made a record and refers to it');
    const changes = await maker.get<Page<HistoryItem & { kind: string; actor?: string }>>(
      `/forms/note/records/${record.id}/history`,
    );
    const changed = changes.body.items.filter(({ kind }) => kind === 'changed');
    expect(changed).toHaveLength(1);
    expect(changed[0]?.actor).toBeUndefined();
  });

  it('asks nobody again: an approval covers what it sets off, and the case knows the data that it has', async () => {
    const { record, case: id = '' } = await submit('Third');
    await approve('finance', id);
    expect((await caseOf(id)).states).toEqual(['second']);
    expect((await approve('auditor', id)).status).toBe(200);
    expect(await caseOf(id)).toMatchObject({ status: 'done', states: ['kept'] });
    const [row, stored] = await Promise.all([
      server.deps.store.tenant(server.tenant).cases.get(id),
      server.deps.store.tenant(server.tenant).records('note').get(record.id),
    ]);
    expect(row?.state.data.hash).toBe(hashOf(stored?.data ?? {}));
    expect(row?.state.data.changes.every(({ fields }) => fields.length > 0)).toBe(true);
  });

  it('becomes an incident where its form does not take it, and the link stays as it was', async () => {
    const { record, case: id = '' } = await submit('Much too long a label');
    await approve('finance', id);
    expect((await note(record.id)).data.folder).toBeUndefined();
    const { items } = (await (await as('admin')).get<Page<{ case?: string }>>('/incidents')).body;
    expect(items.filter((incident) => incident.case === id)).toHaveLength(1);
  });
});
