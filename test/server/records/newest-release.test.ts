// A record moves to the newest release of its form when it is changed, and a form says what becomes of approved records.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CaseView,
  CreatedRecord,
  Draft,
  FormScreen,
  HistoryItem,
  Json,
  JsonObject,
  PackDraft,
  PublishResult,
  RecordView,
  SavedDefinition,
  TaskItem,
  TaskView,
} from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const approval: JsonObject = {
  kind: 'workflow',
  key: 'note-approval',
  title: 'Approval',
  form: 'note',
  start: { on: 'create', roles: ['finance'] },
  chart: {
    initial: 'review',
    states: {
      review: {
        meta: {
          title: 'Review',
          step: { type: 'approval', title: 'Review', assign: [{ by: 'role', role: 'auditor' }] },
        },
        on: { approve: 'kept', reject: 'dropped' },
      },
      kept: { type: 'final', meta: { title: 'Kept', outcome: 'approved' } },
      dropped: { type: 'final', meta: { title: 'Dropped', outcome: 'rejected' } },
    },
  },
};

const first = smallPack();
const form = first['notes/forms/note.json'] as JsonObject & { fields: JsonObject; access: JsonObject };
first['notes/forms/note.json'] = {
  ...form,
  fields: {
    ...form.fields,
    size: { type: 'text', title: { en: 'Size', 'zh-CN': '尺寸' } },
    price: { type: 'money', currency: 'CNY', title: 'Price' },
    lines: {
      type: 'line-items',
      title: 'Lines',
      fields: { what: { type: 'text', title: 'What' }, why: { type: 'text', title: 'Why' } },
    },
    secret: { type: 'text', title: 'Secret' },
  },
  access: {
    maker: { create: true, read: 'own', update: 'own' },
    finance: { create: true, read: 'all', update: 'own', fields: { secret: 'hidden' } },
    auditor: { read: 'all' },
  },
};
first['notes/workflows/note-approval.json'] = approval;

describeEachStore('a record under a new release of its form', (store) => {
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let maker: Client;
  let finance: Client;
  let auditor: Client;
  let analyst: Client;
  let old: RecordView;
  let running: CreatedRecord;
  let approved: CreatedRecord;
  const data = {
    subject: 'Old',
    size: 'large',
    price: 500,
    lines: [{ what: 'a', why: 'b' }],
    secret: 'hush',
  };
  const once = () => ({ 'Idempotency-Key': randomUUID() });
  const read = async (who: Client, id: string) => (await who.get<RecordView>(`/forms/note/records/${id}`)).body;
  const change = (who: Client, { id, revision }: RecordView, more: JsonObject) =>
    who.patch<RecordView>(`/forms/note/records/${id}`, { data: more }, { 'If-Match': `"${revision}"` });
  const create = async (who: Client, more: JsonObject) =>
    (await who.post<CreatedRecord>('/forms/note/records', { data: more }, once())).body;
  const publish = async (edit: (json: JsonObject) => JsonObject) => {
    const draft = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const found = draft.definitions.find(({ kind }) => kind === 'form');
    const saved = await analyst.put<SavedDefinition>(
      '/packs/notes/draft/form/note',
      edit(found?.json as JsonObject) as Json,
      { 'If-Match': `"${found?.revision}"` },
    );
    expect(saved.status).toBe(200);
    return analyst.post<PublishResult>('/packs/notes/publish', {
      revision: (await analyst.get<PackDraft>('/packs/notes/draft')).body.revision,
    });
  };
  const decide = async (id: string, decision: string) => {
    const tasks = (await auditor.get<{ items: TaskItem[] }>('/tasks?box=todo')).body.items;
    const found = tasks.find((each) => each.case === id);
    const task = (await auditor.get<TaskView>(`/tasks/${found?.id}`)).body;
    const reply = await auditor.post(
      `/tasks/${task.id}/decisions`,
      { decision, seen: task.seen, opinion: 'so' },
      once(),
    );
    expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
  };

  beforeAll(async () => {
    folder = await packFolder(first);
    database = await store.connect();
    server = await startServer({ store: database, packs: folder.path });
    [maker, finance, auditor, analyst] = (await Promise.all(
      ['maker', 'finance', 'auditor', 'analyst'].map((who) => server.signIn(who)),
    )) as [Client, Client, Client, Client];
    old = (await create(maker, data)).record;
    running = await create(finance, { subject: 'Running', size: 'small' });
    approved = await create(finance, { subject: 'Approved' });
    await decide(approved.case ?? '', 'approve');
    const published = await publish((json) => {
      const { secret: _gone, ...fields } = json.fields as JsonObject;
      return {
        ...json,
        fields: {
          ...fields,
          size: { type: 'number', title: 'Size' },
          price: { type: 'money', currency: 'USD', title: 'Price' },
          lines: { type: 'line-items', title: 'Lines', fields: { what: { type: 'text', title: 'What' } } },
          grade: { type: 'text', title: 'Grade', required: true },
        },
        access: { ...(json.access as JsonObject), finance: { create: true, read: 'all', update: 'own' } },
      };
    });
    expect([published.status, published.text]).toEqual([201, expect.anything()]);
  });
  afterAll(async () => {
    await server.stop();
    await database.stop();
    await folder.remove();
  });

  it('C29: a draft that names fields which the form no longer has keeps what fits, and tells the rest by its former title', async () => {
    const typed = { subject: 'Draft', secret: 'psst', lines: [{ what: 'a', why: 'b' }] };
    const path = '/forms/note/drafts/new';
    expect((await maker.put(path, { data: typed }, { 'If-Match': '0' })).status).toBe(200);
    const draft = (await maker.get<Draft>(path)).body;
    expect(draft.data).toEqual({ subject: 'Draft', lines: [{ what: 'a' }] });
    expect(draft.former?.map(({ title, text }) => [title, text])).toEqual([
      ['Secret', 'psst'],
      ['Lines', '1 row'],
    ]);
    const sent = { data: { ...draft.data, grade: 'A' }, draft: 'new', draftRevision: draft.revision };
    expect((await maker.post('/forms/note/records', sent, once())).status).toBe(201);
  });

  it('1.21: is read as it was made until it is changed, and tells where a change leads', async () => {
    const view = await read(maker, old.id);
    expect(view).toMatchObject({ release: 1, data });
    expect(view.newest).toEqual({ release: 2, data: { subject: 'Old', lines: [{ what: 'a' }] } });
    expect(view.former).toBeUndefined();
  });

  it('1.21: is asked for what is new when it is changed', async () => {
    const reply = await change(maker, old, { subject: 'New' });
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['field/required /grade']);
    expect(await read(maker, old.id)).toMatchObject({ release: 1, revision: old.revision, data });
  });

  it('1.21: is refused what the new release has no field for, by name', async () => {
    const reply = await change(maker, old, { grade: 'A', secret: 'again' });
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues.map(({ path }) => path)).toEqual(['/secret']);
  });

  it('1.21: moves with the change, and keeps what is gone readable', async () => {
    const reply = await change(maker, old, { grade: 'A', size: 3 });
    expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
    const view = await read(maker, old.id);
    expect(view).toMatchObject({ release: 2, revision: old.revision + 1 });
    expect(view.data).toEqual({ subject: 'Old', lines: [{ what: 'a' }], grade: 'A', size: 3 });
    expect(view.newest).toBeUndefined();
    expect(view.former?.map(({ release, title, text }) => [release, title, text])).toEqual([
      [1, 'Size', 'large'],
      [1, 'Price', 'CNY 5.00'],
      [1, 'Lines', '1 row'],
      [1, 'Secret', 'hush'],
    ]);
    const history = (await maker.get<{ items: HistoryItem[] }>(`/forms/note/records/${old.id}/history`)).body.items;
    expect(
      history
        .at(-1)
        ?.changes?.map(({ path }) => path)
        .sort(),
    ).toEqual(['/grade', '/size']);
  });

  it('stays under the release of its case while one goes on', async () => {
    const { id } = running.record;
    expect((await change(finance, running.record, { grade: 'B' })).status).toBe(409);
    await decide(running.case ?? '', 'reject');
    const view = await read(finance, id);
    expect(view).toMatchObject({ release: 1, newest: { release: 2 } });
    expect((await change(finance, view, { grade: 'B' })).body).toMatchObject({
      release: 2,
      former: [{ name: 'size' }],
    });
    const about = (await finance.get<CaseView>(`/cases/${running.case}`)).body;
    expect(about).toMatchObject({ release: 1, status: 'done' });
  });

  it('that is approved is frozen unless its form says otherwise', async () => {
    const view = await read(finance, approved.record.id);
    expect(view.allowed).toEqual([]);
    const reply = await change(finance, view, { grade: 'C' });
    expect([reply.status, problemIn(reply).code]).toEqual([409, 'conflict']);
    expect(problemIn(reply).title).toContain('approved');
  });

  it('that is approved is editable where its form says so, and begins no other case', async () => {
    expect((await publish((json) => ({ ...json, afterApproval: 'editable' }))).status).toBe(201);
    const view = await read(finance, approved.record.id);
    expect(view.allowed).toEqual(['update']);
    const reply = await change(finance, view, { grade: 'C' });
    expect(reply.body).toMatchObject({ release: 3, data: { grade: 'C' } });
    const again = await finance.post('/cases', { workflow: 'note-approval', record: view.id }, once());
    expect([again.status, problemIn(again).code]).toEqual([409, 'conflict']);
  });

  it('C25: has the states of earlier releases named, for cases that still run under them', async () => {
    const draft = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const found = draft.definitions.find(({ kind }) => kind === 'workflow');
    const { review, ...others } = (approval.chart as { states: { [state: string]: Json } }).states;
    const renamed = { ...approval, chart: { initial: 'look', states: { look: review as Json, ...others } } };
    const saved = await analyst.put('/packs/notes/draft/workflow/note-approval', renamed, {
      'If-Match': `"${found?.revision}"`,
    });
    expect(saved.status).toBe(200);
    expect((await publish((json) => json)).status).toBe(201);
    const { statuses } = (await finance.get<FormScreen>('/forms/note')).body;
    expect([statuses?.look?.title, statuses?.review?.title]).toEqual(['Review', 'Review']);
  });

  it('may not be left to cases that nothing carries out: the form is refused by name', async () => {
    const reply = await publish((json) => ({ ...json, afterApproval: 'case' }));
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues.map(({ code, path }) => `${code} ${path}`)).toContainEqual(
      expect.stringContaining('form/after-approval-case'),
    );
  });
});
