import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CaseView,
  DiffResult,
  FormScreen,
  JsonObject,
  LookupItem,
  PackDraft,
  PublishResult,
  RecordView,
  TaskItem,
} from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const complaint: JsonObject = {
  kind: 'form',
  key: 'complaint',
  title: { en: 'Complaint', 'zh-CN': '投诉' },
  fields: {
    about: { type: 'text', title: { en: 'About', 'zh-CN': '事由' }, required: true },
    note: { type: 'reference', form: 'note', display: 'subject', title: { en: 'Note', 'zh-CN': '便笺' } },
    answer: { type: 'text', title: { en: 'Answer', 'zh-CN': '答复' } },
  },
  record: { display: '{{about}}' },
  access: {
    maker: { create: true, read: 'own' },
    finance: { read: 'all' },
    analyst: { read: 'all' },
  },
};
const once = () => ({ 'Idempotency-Key': randomUUID() });
const flow: JsonObject = {
  kind: 'workflow',
  key: 'complaint-desk',
  title: { en: 'Complaint desk', 'zh-CN': '投诉处理' },
  form: 'complaint',
  start: { on: 'create', roles: ['maker'] },
  chart: {
    initial: 'desk',
    states: {
      desk: {
        meta: {
          step: {
            type: 'approval',
            decide: 'any',
            assign: [{ by: 'role', role: 'finance' }],
            fields: { answer: 'edit', note: 'edit' },
          },
        },
        on: { approve: 'closed', reject: 'refused' },
      },
      closed: { type: 'final', meta: { outcome: 'approved' } },
      refused: { type: 'final', meta: { outcome: 'rejected' } },
    },
  },
};

describeEachStore('going back to a release that has not yet the form of a running case', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let analyst: Client;
  let maker: Client;
  let finance: Client;
  let record: RecordView;
  let task: TaskItem;

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    [analyst, maker, finance] = (await Promise.all(
      ['analyst', 'maker', 'finance'].map((name) => server.signIn(name)),
    )) as [Client, Client, Client];
    const save = (path: string, json: JsonObject, revision = 0) =>
      analyst.put(`/packs/notes/draft/${path}`, json, { 'If-Match': `"${revision}"` });
    await save('form/complaint', complaint);
    await save('workflow/complaint-desk', flow);
    const draft = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    const roles = draft.definitions.find(({ kind }) => kind === 'roles');
    const listed = roles?.json as JsonObject & { roles: JsonObject };
    const clerk = { title: { en: 'Clerk', 'zh-CN': '客服' } };
    await save('roles/notes-roles', { ...listed, roles: { ...listed.roles, deputy: clerk } }, roles?.revision);
    const { revision } = (await analyst.get<PackDraft>('/packs/notes/draft')).body;
    expect((await analyst.post('/packs/notes/publish', { revision })).status).toBe(201);
    await maker.post('/forms/note/records', { data: { subject: 'first note' } }, once());
    const made = await maker.post<{ record: RecordView; case: CaseView }>(
      '/forms/complaint/records',
      {
        data: { about: 'late card' },
      },
      once(),
    );
    expect(made.status, made.text).toBe(201);
    record = made.body.record;
    [task] = (await finance.get<{ items: TaskItem[] }>('/tasks?box=todo')).body.items as [TaskItem];
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('analyst 6: is told beforehand, with the records, cases and people that it concerns', async () => {
    const { sentences, gone, running } = (await analyst.post<DiffResult>('/packs/notes/diff', { release: 1 })).body;
    expect(sentences.map(({ text }) => text).join('\n')).toContain('Complaint');
    expect(gone.forms).toEqual([
      { key: 'complaint', title: { en: 'Complaint', 'zh-CN': '投诉' }, records: 1, cases: 1 },
    ]);
    expect(gone.roles).toEqual([{ key: 'deputy', title: { en: 'Clerk', 'zh-CN': '客服' }, people: 1 }]);
    expect(running).toBe(1);
    const draft = (await analyst.post<DiffResult>('/packs/notes/diff', {})).body;
    expect([draft.sentences, draft.gone, draft.running]).toEqual([[], { forms: [], roles: [], options: [] }, 1]);
    expect((await analyst.post('/packs/notes/diff', { release: 99 })).status).toBe(404);
    expect((await maker.post('/packs/notes/diff', { release: 1 })).status).toBe(403);
  });

  it('analyst 6: leaves the running case to its people, under its own release', async () => {
    const back = await analyst.post<PublishResult>('/packs/notes/rollback', { release: 1 });
    expect(back.status, back.text).toBe(201);

    expect((await maker.get('/forms/complaint')).status).toBe(404);
    const screen = await finance.get<FormScreen>('/forms/complaint?release=2');
    expect(screen.status, screen.text).toBe(200);
    expect(Object.keys(screen.body.definition.fields as JsonObject)).toContain('answer');
    expect(screen.body.rights).toMatchObject({ create: false, read: true });
    expect((await maker.get<FormScreen>('/forms/complaint?release=2')).body.rights.create).toBe(false);
    expect((await finance.get(screen.body.validator.replace(/^\/api/, ''))).status).toBe(200);

    const found = await finance.get<{ items: LookupItem[] }>('/forms/complaint/lookup/note?release=2');
    expect(found.body.items.map(({ title }) => title)).toEqual(['first note']);
    const kept = await finance.put(
      `/forms/complaint/drafts/${task.id}`,
      { data: { answer: 'soon' } },
      { 'If-Match': '"0"' },
    );
    expect(kept.status, kept.text).toBe(200);

    const open = await finance.get<{ seen: string; case: string }>(`/tasks/${task.id}`);
    expect(open.status, open.text).toBe(200);
    const note = { id: found.body.items[0]?.id ?? '' };
    const decided = await finance.post(
      `/tasks/${task.id}/decisions`,
      {
        decision: 'approve',
        seen: open.body.seen,
        data: { answer: 'sent', note },
      },
      once(),
    );
    expect(decided.status, decided.text).toBe(200);
    const read = await maker.get<RecordView>(`/forms/complaint/records/${record.id}`);
    expect([read.status, read.body.status, read.body.data.answer]).toEqual([200, 'closed', 'sent']);
    expect((await maker.get(`/forms/complaint/records/${record.id}/history`)).status).toBe(200);
    expect((await maker.get(`/cases/${task.case}`)).status).toBe(200);
  });

  it('analyst 6: takes no new record of a form that is gone, and no look-up of a release that never had it', async () => {
    const made = await maker.post('/forms/complaint/records', { data: { about: 'another' } }, once());
    expect([made.status, problemIn(made).code]).toEqual([404, 'not-found']);
    const kept = await maker.put('/forms/complaint/drafts/new', { data: { about: 'another' } }, { 'If-Match': '"0"' });
    expect([kept.status, problemIn(kept).code]).toEqual([404, 'not-found']);
    expect((await finance.get('/forms/complaint/lookup/note?release=1')).status).toBe(404);
    expect((await finance.get('/forms/complaint?release=1')).status).toBe(404);
  });
});
