import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CaseView,
  CreatedRecord,
  HistoryItem,
  Page,
  RoutePreview,
  TaskItem,
  TaskPeople,
  TaskView,
} from '../../../engine/index.ts';
import { followEvents } from '../../support/events.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';
import { waitingPack } from '../../support/waiting-pack.ts';

let requests = 0;
const key = () => ({ 'Idempotency-Key': `choices-${++requests}` });

describeEachStore('a workflow with a pool, chosen people and an event from outside', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  const clients = new Map<string, Client>();
  const as = async (name: string) => {
    const client = clients.get(name) ?? (await server.signIn(name, { language: 'en' }));
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    folder = await packFolder(waitingPack());
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const submit = async (body: object = { chosen: { last: ['president'] } }) =>
    (await as('maker')).post<CreatedRecord>(
      '/forms/note/records',
      { data: { subject: `Note ${requests}` }, ...body },
      key(),
    );
  const caseOf = async (name: string, id: string) => (await (await as(name)).get<CaseView>(`/cases/${id}`)).body;
  const taskOf = async (name: string, id: string) =>
    (await (await as(name)).get<Page<TaskItem>>('/tasks?size=200')).body.items.find((each) => each.case === id)?.id ??
    '';
  const open = async (name: string, task: string) => (await (await as(name)).get<TaskView>(`/tasks/${task}`)).body;
  const post = async (name: string, path: string, body: object = {}) => (await as(name)).post(path, body, key());
  const approve = async (name: string, task: string, more: object = {}) =>
    post(name, `/tasks/${task}/decisions`, { decision: 'approve', seen: (await open(name, task)).seen, ...more });

  it('numbers its cases by its own pattern', async () => {
    const { body } = await submit();
    expect((await caseOf('maker', body.case ?? '')).no).toMatch(/^BJ\d{6}-\d{4}$/);
  });

  it('shows with the task what its step says to those who decide', async () => {
    const { case: id = '' } = (await submit()).body;
    const view = await open('finance', await taskOf('finance', id));
    expect(view.guide).toEqual({ en: 'Read it twice.', 'zh-CN': '请仔细阅读。' });
  });

  it('says before it is sent whom the initiator has to choose, and among whom', async () => {
    const maker = await as('maker');
    const route = await maker.post<RoutePreview>('/workflows/note-approval/preview', { data: { subject: 'x' } });
    expect(route.body.choose).toEqual([{ step: 'last', title: { en: 'Last look', 'zh-CN': '终审' } }]);
    const people = await maker.post<TaskPeople>('/workflows/note-approval/people', { data: {}, step: 'last' });
    expect(people.body.items.map(({ id }) => id)).toEqual(['president']);
    const others = await maker.post<TaskPeople>('/workflows/note-approval/people', { data: {}, step: 'second' });
    expect(others.body.items).toEqual([]);
  });

  it.each([
    ['a person outside the role', { last: ['finance'] }, 'workflow/out-of-scope', '/chosen/last/0'],
    ['a person who does not exist', { last: ['nobody'] }, 'workflow/unknown-person', '/chosen/last/0'],
    ['a step that leaves no choice', { first: ['finance'] }, 'workflow/unknown-step', '/chosen/first'],
    ['a step whose people another chooses', { second: ['director'] }, 'workflow/unknown-step', '/chosen/second'],
  ])('refuses the choice of %s', async (_what, chosen, code, path) => {
    const reply = await submit({ chosen });
    expect([reply.status, problemIn(reply).issues.map((each) => [each.code, each.path])]).toEqual([
      422,
      [[code, path]],
    ]);
  });

  it('C47: does not begin while the initiator has left open a choice of people on the way', async () => {
    for (const body of [{}, { chosen: { last: [] } }]) {
      const reply = await submit(body);
      expect([reply.status, problemIn(reply).issues.map((each) => [each.code, each.path])]).toEqual([
        422,
        [['workflow/choice-due', '/chosen/last']],
      ]);
    }
  });

  it('C49: shows on the way whom the initiator has chosen', async () => {
    const body = { data: { subject: 'x' }, chosen: { last: ['president'] } };
    const route = await (await as('maker')).post<RoutePreview>('/workflows/note-approval/preview', body);
    const last = route.body.steps.find(({ step }) => step === 'last');
    expect([last?.people.map(({ id }) => id), last?.note]).toEqual([['president'], undefined]);
  });

  it('lets one of a pool take the task, tells the other who has it, and takes it back into the pool', async () => {
    const { case: id = '' } = (await submit()).body;
    const task = await taskOf('finance', id);
    expect((await open('finance', task)).pool).toBe('claim');
    const taken = await Promise.all([
      post('finance', `/tasks/${task}/claim`),
      post('finance2', `/tasks/${task}/claim`),
    ]);
    const winner = taken[0]?.status === 200 ? 'finance' : 'finance2';
    const loser = winner === 'finance' ? 'finance2' : 'finance';
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await taskOf(loser, id)).toBe('');
    expect((await open(winner, task)).pool).toBe('release');
    expect((await post(loser, `/tasks/${task}/release`)).status).toBe(403);
    expect((await post(winner, `/tasks/${task}/release`)).status).toBe(200);
    expect(await taskOf(loser, id)).toBe(task);
    expect((await post(winner, `/tasks/${task}/release`)).status).toBe(422);
    expect((await post('maker2', `/tasks/${task}/claim`)).status).toBe(404);
    const texts = (await (await as('maker')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body.items.map(
      ({ text }) => text,
    );
    expect(texts.filter((text) => /took the task|gave the task back/.test(text))).toHaveLength(2);
  });

  it('C48: shows those who have a task of a pool open that another has taken it, or given it back', async () => {
    const { case: id = '' } = (await submit()).body;
    const task = await taskOf('finance2', id);
    const items = async (name: string) =>
      (await (await as(name)).get<Page<TaskItem>>('/tasks?size=200')).body.items.filter((each) => each.id === task);
    expect((await items('finance2')).map(({ pool }) => pool)).toEqual(['claim']);
    const live = await followEvents(server.url, await as('finance2'));
    let heard = 0;
    const next = () => {
      const count = ++heard;
      return live.until((_, all) => all.filter((one) => one.type === 'task' && one.task === task).length >= count);
    };
    await post('finance', `/tasks/${task}/claim`);
    await next();
    expect((await items('finance')).map(({ pool }) => pool)).toEqual(['release']);
    expect(await items('finance2')).toEqual([]);
    const others = await (await as('finance2')).get<TaskView>(`/tasks/${task}`);
    expect([others.status, others.body.allowed, others.body.assignee?.id]).toEqual([200, [], 'finance']);
    await post('finance', `/tasks/${task}/release`);
    await next();
    expect((await items('finance2')).map(({ pool }) => pool)).toEqual(['claim']);
    await live.close();
  });

  it('asks with the decision whom the next step shall have, and gives it to nobody else', async () => {
    const { case: id = '' } = (await submit()).body;
    const task = await taskOf('finance', id);
    const view = await open('finance', task);
    expect(view.choose).toEqual([{ step: 'second', title: { en: 'Second look', 'zh-CN': '复核' }, max: 1 }]);
    const people = await (await as('finance')).get<TaskPeople>(`/tasks/${task}/people?for=choice&step=second`);
    expect(people.body.items.map(({ id: who }) => who)).toContain('director');
    const without = await approve('finance', task);
    expect([without.status, problemIn(without).issues[0]?.code, problemIn(without).issues[0]?.path]).toEqual([
      422,
      'workflow/choice-due',
      '/chosen/second',
    ]);
    expect((await approve('finance', task, { chosen: { second: ['director'] } })).status).toBe(200);
    expect((await caseOf('maker', id)).waitingFor.map(({ person }) => person?.id)).toEqual(['director']);
  });

  it('goes on by an event that a person with the role sends, and by nobody else’s', async () => {
    const { case: id = '' } = (await submit()).body;
    await approve('finance', await taskOf('finance', id), { chosen: { second: ['director'] } });
    expect((await caseOf('finance', id)).events).toEqual([]);
    const early = await post('finance', `/cases/${id}/event`, { event: 'delivered' });
    expect([early.status, problemIn(early).issues[0]?.code]).toEqual([409, 'workflow/event-not-accepted']);
    await approve('director', await taskOf('director', id));
    expect((await caseOf('finance', id)).events.map(({ event }) => event)).toEqual(['delivered', 'lost']);
    expect((await caseOf('maker', id)).events).toEqual([]);
    expect((await post('maker', `/cases/${id}/event`, { event: 'delivered' })).status).toBe(403);
    expect((await post('maker2', `/cases/${id}/event`, { event: 'delivered' })).status).toBe(404);
    expect((await post('finance', `/cases/${id}/event`, { event: 'unheard-of' })).status).toBe(422);
    const sent = await post('finance', `/cases/${id}/event`, { event: 'delivered' });
    expect([sent.status, (sent.body as CaseView).states]).toEqual([200, ['last']]);
    const history = (await (await as('maker')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body.items;
    expect(history.map(({ text }) => text)).toContainEqual(expect.stringContaining('Delivered'));
    await approve('president', await taskOf('president', id));
    expect((await caseOf('maker', id)).status).toBe('done');
  });
});
