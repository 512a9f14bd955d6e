// The ways to a closed value that are no plain reading: streams, files, look-ups, rows behind figures, drafts, refusals, and
// guessing at what a mask leaves out.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrillResult, JsonObject, LookupItem, Page, RecordView, TaskItem } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Followed, followEvents } from '../../support/events.ts';
import { problemIn, type Reply } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';
import { canaryPack, fields, rights } from './canary-pack.ts';
import { type CanaryWorld, type Heard, isOpen, leaksIn, openCanaries } from './canary-world.ts';

const DRAFT = '/packs/notes/draft';
type Draft = { definitions: { kind: string; key: string; revision: number }[] };
const both = (text: string) => ({ en: text, 'zh-CN': text });

describeEachStore('closed values', (store) => {
  let world: CanaryWorld;
  const streams = new Map<string, Followed>();

  beforeAll(async () => {
    world = await openCanaries(store, {
      before: async ({ server, names, as }) => {
        for (const name of names) streams.set(name, await followEvents(server.url, as(name)));
      },
    });
  });
  afterAll(async () => {
    for (const stream of streams.values()) await stream.close();
    await world.stop();
  });

  const leaks = (heard: Heard[]) => heard.flatMap((one) => leaksIn(one, world.made));
  /** What was answered, with the head of the answer: names of files stand there. */
  const heardOf = (who: string, path: string, { text, headers, status }: Reply): Heard => {
    if (status === 429 || status >= 500) throw new Error(`${who} ${path}: ${status} ${text}`);
    return { who, path, text: `${decodeURIComponent(JSON.stringify([...headers]))}\n${text}` };
  };

  it('H2, H8: are not told by the stream of events to a person, nor by the notices in it', async () => {
    const [own] = world.made;
    for (const stream of ['finance', 'finance2']) await streams.get(stream)?.until(({ type }) => type === 'notice');
    await world.as('maker').post(`/cases/${own?.case}/comment`, { text: 'Please look' }, key());
    await world.as('maker').post(`/cases/${own?.case}/remind`, {}, key());
    await streams.get('finance')?.until(({ type }, all) => all.filter((one) => one.type === type).length > 2);
    const heard = world.names.map((who) => ({ who, path: '/events', text: streams.get(who)?.text() ?? '' }));
    expect(leaks(heard)).toEqual([]);
    // It was told what is open: the notice of a task names its record by what its reader reads.
    expect(heard.find(({ who }) => who === 'finance')?.text).toContain(own?.canary.subject);
  });

  it('H10: are not told by a file, its bytes or its name, but to those to whom its field is open', async () => {
    const got: [string, string, number][] = [];
    const wanted: [string, string, number][] = [];
    const heard: Heard[] = [];
    for (const who of world.names)
      for (const made of world.made) {
        const reply = await world.as(who).get(`/files/${made.file}`);
        heard.push(heardOf(who, '/files', reply));
        got.push([who, made.owner, reply.status]);
        wanted.push([who, made.owner, isOpen(who, made, 'paper') ? 200 : 404]);
      }
    expect(got).toEqual(wanted);
    expect(leaks(heard)).toEqual([]);
  });

  it('H8: are not told by a look-up, neither as what it shows nor as what it would fill in, and do not find a candidate', async () => {
    const heard: Heard[] = [];
    const found: string[] = [];
    for (const who of world.names) {
      heard.push(heardOf(who, '/lookup', await world.as(who).get('/forms/pointer/lookup/thing?q=')));
      for (const made of world.made)
        for (const field of fields) {
          const path = `/forms/pointer/lookup/thing?q=${made.canary[field]}`;
          const reply = await world.as(who).get<{ items?: LookupItem[] }>(path);
          heard.push(heardOf(who, path, reply));
          if ((reply.body.items ?? []).length > 0 && !isOpen(who, made, field)) found.push(`${who} ${field}`);
        }
    }
    expect(leaks(heard)).toEqual([]);
    expect(found).toEqual([]);
    expect(heard.some(({ who, text }) => who === 'auditor' && text.includes(world.made[0]?.canary.digits ?? '?'))).toBe(
      true,
    );
  });

  it('H9: are not behind a figure: a mark that names one opens no rows, and says no number', async () => {
    const heard: Heard[] = [];
    const opened: string[] = [];
    for (const who of world.names)
      for (const made of world.made)
        for (const widget of fields) {
          const mark = { group: { [widget]: made.canary[widget] } };
          const asked = { dashboard: 'things', widget, filters: {}, mark };
          const reply = await world.as(who).post<DrillResult>('/datasets/things/drill', asked);
          // The question names the value: only what comes beside it tells.
          heard.push(heardOf(who, `drill ${widget}`, reply));
          const isThere = reply.status === 200 && reply.body.total > 0;
          if (isThere !== isOpen(who, made, widget) && !(who === 'finance' || who === 'finance2'))
            opened.push(`${who} ${widget} of ${made.owner}: ${reply.status} ${reply.text}`);
          if (isThere && !isOpen(who, made, widget)) opened.push(`${who} ${widget} of ${made.owner}`);
        }
    expect(leaks(heard)).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('H11: are not opened by a draft, whatever rights, datasets and dashboards it is given', async () => {
    const heard: Heard[] = [];
    const put = async (path: string, json: JsonObject, revision = 0) => {
      const reply = await world.as('analyst').put(`${DRAFT}/${path}`, json, { 'If-Match': String(revision) });
      expect([path, reply.status, reply.status < 300 || reply.text]).toEqual([path, 200, true]);
      heard.push(heardOf('analyst', `put ${path}`, reply));
    };
    const form = canaryPack()['notes/forms/thing.json'] as JsonObject;
    const draft = await world.as('analyst').get<Draft>(DRAFT);
    const { revision } = draft.body.definitions.find((one) => one.kind === 'form' && one.key === 'thing') ?? {};
    await put('form/thing', { ...form, access: { analyst: { read: 'all' }, maker: { read: 'all' } } }, revision);
    const sources = { things: { form: 'thing' }, cases: 'cases', tasks: 'tasks', history: 'history' } as const;
    const paths: { [source in keyof typeof sources]: string[] } = {
      things: [...fields, 'lines', 'paper'].map((field) => `data.${field}`),
      cases: ['title', 'state'],
      tasks: ['caseTitle'],
      history: ['body.data.wage', 'body', 'salt', 'hash'],
    };
    for (const [name, from] of Object.entries(sources))
      for (const [index, path] of paths[name as keyof typeof sources].entries()) {
        const made = `${name}-${index}`;
        await put(`dataset/${made}`, {
          kind: 'dataset',
          key: made,
          title: both(made),
          from,
          fields: { what: { path, type: 'text', title: both('What') } },
        });
        const measures: JsonObject[] = [{ op: 'count' }, { op: 'distinct', field: 'what' }];
        await put(`dashboard/${made}`, {
          kind: 'dashboard',
          key: made,
          title: both(made),
          access: { roles: ['analyst', 'maker'] },
          widgets: {
            by: { type: 'table', title: both('By'), dataset: made, dimensions: [{ field: 'what' }], measures },
          },
          layout: [{ widget: 'by', x: 0, y: 0, w: 12, h: 4 }],
        });
        for (const who of ['analyst', 'maker2']) {
          const figures = await world.as(who).post(`/packs/notes/dashboards/${made}/query`, { filters: {} });
          heard.push(heardOf(who, `figures of ${name} ${path}`, figures));
        }
      }
    for (const step of ['check', 'diff'])
      heard.push(heardOf('analyst', step, await world.as('analyst').post(`/packs/notes/${step}`, {})));
    expect(leaks(heard)).toEqual([]);
    // The analyst reads what is open by the same way.
    expect(heard.some(({ path, text }) => path === 'figures of things data.blind' && /cnry/.test(text))).toBe(true);
  });

  it('H9: are not told by the draft of another, nor by the refusal to write over it', async () => {
    const heard: Heard[] = [];
    for (const made of world.made) {
      const { what: _what, cost: _cost, paper: _paper, hint: _hint, ...data } = made.canary;
      for (const scope of ['new', made.id]) {
        const path = `/forms/thing/drafts/${scope}`;
        await world.as(made.owner).put(path, { data }, { 'If-Match': '0' });
        for (const who of world.names) {
          if (who === made.owner) continue;
          heard.push(heardOf(who, path, await world.as(who).get(path)));
          heard.push(heardOf(who, path, await world.as(who).put(path, { data: {} }, { 'If-Match': '7' })));
        }
      }
    }
    expect(leaks(heard)).toEqual([]);
    expect(heard.some(({ text }) => /"conflict"/.test(text))).toBe(true);
  });

  it('H2, H9: are not found by trying the digits that a mask leaves out: a right guess is answered as a wrong one', async () => {
    const differ: string[] = [];
    const shapeOf = ({ status, body }: Reply<Partial<Page<{ id: string }>>>) =>
      JSON.stringify([status, (body.items ?? []).map(({ id }) => id), body.total]);
    const rule = (json: JsonObject) => encodeURIComponent(JSON.stringify(json));
    const value = { var: 'digits' };
    const ways: ((guess: string) => string)[] = [
      (guess) => `/forms/thing/records?count=true&q=${guess}`,
      (guess) => `/forms/thing/records?count=true&filter=${rule({ '==': [value, guess] })}`,
      (guess) => `/forms/thing/records?count=true&filter=${rule({ in: [guess.slice(6, 14), value] })}`,
      (guess) => `/forms/thing/records?count=true&filter=${rule({ startsWith: [value, guess.slice(0, 12)] })}`,
      (guess) => `/forms/thing/records?count=true&filter=${rule({ '>=': [value, guess] })}`,
      (guess) => `/forms/pointer/lookup/thing?q=${guess}`,
      (guess) => `/tasks?box=todo&count=true&q=${guess}`,
      (guess) => `/tasks?box=started&count=true&q=${guess}`,
    ];
    for (const who of world.names)
      for (const made of world.made) {
        if (isOpen(who, made, 'digits')) continue;
        const right = made.canary.digits;
        const wrong = `${right.slice(0, 6)}${'8'.repeat(8)}${right.slice(-4)}`;
        const parts: [string, string][] = [
          [right, wrong],
          [right.slice(7, 11), wrong.slice(7, 11)],
        ];
        for (const way of ways)
          for (const [a, b] of parts) {
            const [one, other] = [
              await world.as(who).get<Page<RecordView>>(way(a)),
              await world.as(who).get<Page<TaskItem>>(way(b)),
            ];
            if (shapeOf(one) !== shapeOf(other)) differ.push(`${who} ${way(a)}`);
          }
      }
    expect(differ).toEqual([]);
    // The same questions find what is open.
    const open = await world.as('auditor').get<Page<RecordView>>(ways[1]?.(world.made[0]?.canary.digits ?? '') ?? '');
    expect(open.body.total).toBe(1);
  });

  it('H9, H20: are not told by refusals: a duplicate, a conflict, a wrong value, what is not found', async () => {
    const heard: Heard[] = [];
    // Turned down, a record may be changed again, and a change of it can come too late.
    const tasks = await world.as('finance').get<Page<TaskItem>>('/tasks?box=todo');
    for (const { id, seen } of tasks.body.items) {
      const reject = { decision: 'reject', opinion: 'No', seen };
      expect((await world.as('finance').post(`/tasks/${id}/decisions`, reject, key())).status).toBe(200);
    }
    for (const who of world.names) {
      const client = world.as(who);
      for (const made of world.made) {
        const record = `/forms/thing/records/${made.id}`;
        const create = await client.post('/forms/thing/records', { data: { wage: made.canary.wage } }, key());
        // The wage is the sender's own word: who it belongs to, and what else that record holds, is not said.
        const told = create.text.replaceAll(made.canary.wage, '');
        heard.push({ who, path: 'duplicate', text: told });
        if (create.status === 409)
          expect([told.includes(made.id), problemIn(create).current]).toEqual([false, undefined]);
        for (const [method, path, body] of [
          ['PATCH', record, { data: { subject: 'x' } }],
          ['PATCH', record, { data: { digits: 'x'.repeat(200), hint: 'x', unknown: 1 } }],
          ['DELETE', record, undefined],
          ['POST', `${record}/erase`, { reason: 'x' }],
          ['POST', '/cases', { workflow: 'thing-review', record: made.id }],
          ['POST', `/cases/${made.case}/event`, { event: 'approve' }],
          ['POST', '/workflows/thing-review/preview', { data: { wage: 'x' } }],
          ['POST', '/forms/pointer/records', { data: { thing: { id: 'no-such' } } }],
          ['POST', '/admin/cases/retry', { cases: [made.case], reason: 'x' }],
          ['POST', '/admin/cases/move', { cases: [made.case], reason: 'x', step: 'nowhere' }],
        ] as const) {
          const sent = body === undefined ? undefined : JSON.stringify(body);
          const headers = { 'Content-Type': 'application/json', 'If-Match': '99', ...key() };
          heard.push(heardOf(who, `${method} ${path}`, await client.raw(method, `/api${path}`, sent, headers)));
        }
        heard.push(heardOf(who, 'personal', await client.get(`${record}/personal`)));
      }
    }
    expect(leaks(heard)).toEqual([]);
    expect(heard.filter(({ path }) => path.startsWith('PATCH')).some(({ text }) => /"current"/.test(text))).toBe(true);
  });

  it('the matrix closes something to each role but one, and these tests ask each person', () => {
    expect(Object.values(rights).filter(({ closed }) => Object.keys(closed).length > 0)).toHaveLength(4);
    expect(world.names).toHaveLength(11);
  });
});
