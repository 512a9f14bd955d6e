import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FormScreen, Home, JsonObject, PackDraft, PageScreen, SavedDefinition } from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = { type: 'text', text: { en: 'Read <b>this</b>', 'zh-CN': '请阅读' } };
const all = { type: 'view', form: 'note', view: 'all' };
const long = { type: 'view', form: 'note', view: 'long' };
const papers = { type: 'view', form: 'note', view: 'papers' };
const figures = { type: 'dashboard', dashboard: 'figures' };
const titles = { all: 'All', long: 'Long ones', papers: 'Papers', figures: { en: 'Figures', 'zh-CN': '数据' } };

function page(key: string, blocks: JsonObject[]): JsonObject {
  return { kind: 'page', key, title: { en: `Page ${key}`, 'zh-CN': `页面 ${key}` }, blocks };
}

/** The pack of notes with views, figures and pages; and one that builds on it. */
function packs(): { [file: string]: JsonObject } {
  const files = smallPack();
  const note = files['notes/forms/note.json'] as JsonObject;
  return {
    ...files,
    'notes/pack.json': {
      ...files['notes/pack.json'],
      home: {
        navigation: [{ page: 'numbers', title: 'Our numbers', icon: 'fund' }, { form: 'note' }, { page: 'words' }],
      },
    },
    'notes/forms/note.json': {
      ...note,
      // What finance may not read is the text; of the paper it does not know.
      access: {
        ...(note.access as JsonObject),
        finance: { read: 'all', fields: { paper: 'hidden', body: 'masked' } },
      },
      views: {
        long: {
          type: 'table',
          title: titles.long,
          columns: ['subject'],
          filter: { '==': [{ var: 'body' }, 'long'] },
        },
        papers: { type: 'table', title: titles.papers, columns: ['paper'] },
        all: { type: 'table', title: titles.all, columns: ['subject', 'body'] },
      },
    },
    'notes/datasets/notes.json': {
      kind: 'dataset',
      key: 'notes',
      title: 'Notes',
      from: { form: 'note' },
      fields: { subject: { path: 'data.subject', title: 'Subject' } },
    },
    'notes/dashboards/figures.json': {
      kind: 'dashboard',
      key: 'figures',
      title: titles.figures,
      access: { roles: ['auditor'] },
      filters: {},
      widgets: { count: { type: 'kpi', title: 'Notes', dataset: 'notes', measures: [{ op: 'count' }] } },
      layout: [{ widget: 'count', x: 0, y: 0, w: 4, h: 2 }],
    },
    'notes/pages/everything.json': page('everything', [text, figures, all, long, papers]),
    'notes/pages/numbers.json': page('numbers', [text, figures]),
    'notes/pages/words.json': page('words', [text]),
    'desk/pack.json': { key: 'desk', title: 'Desk', requires: ['notes'] },
    'desk/pages/desk.json': page('desk', [{ type: 'view', form: 'note' }, figures]),
  };
}

describeEachStore('a page', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    folder = await packFolder(packs());
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const open = async (name: string, key: string) => (await as(name)).get<PageScreen>(`/pages/${key}`);
  const titled = (block: JsonObject, key: keyof typeof titles) => ({ ...block, title: titles[key] });

  it('is in the menu of whoever may see a block of it, where the pack places it and else after what the pack places', async () => {
    const menu = async (name: string) =>
      (await (await as(name)).get<Home>('/home')).body.navigation.map(({ kind, key }) => `${kind} ${key}`);
    expect(await menu('auditor')).toEqual(['page desk', 'page numbers', 'form note', 'page words', 'page everything']);
    expect(await menu('maker')).toEqual(['page desk', 'form note', 'page words', 'page everything']);
    expect(await menu('director')).toEqual(['page words']);
  });

  it('is called as it calls itself, or as its entry does', async () => {
    const { navigation } = (await (await as('auditor')).get<Home>('/home')).body;
    expect(navigation.filter(({ kind }) => kind === 'page').slice(1, 3)).toEqual([
      { kind: 'page', key: 'numbers', title: 'Our numbers', icon: 'fund' },
      { kind: 'page', key: 'words', title: { en: 'Page words', 'zh-CN': '页面 words' } },
    ]);
  });

  it('shows all its blocks, in their order, to whoever may see all', async () => {
    const { status, body } = await open('auditor', 'everything');
    expect(status).toBe(200);
    expect(body).toEqual({
      key: 'everything',
      title: { en: 'Page everything', 'zh-CN': '页面 everything' },
      pack: 'notes',
      release: 1,
      blocks: [text, titled(figures, 'figures'), titled(all, 'all'), titled(long, 'long'), titled(papers, 'papers')],
    });
  });

  it.each([
    ['a dashboard of other roles', 'maker', [text, titled(all, 'all'), titled(long, 'long'), titled(papers, 'papers')]],
    ['lists that tell of what they may not read', 'finance', [text, titled(all, 'all')]],
  ])('leaves out %s', async (_what, name, blocks) => {
    expect((await open(name, 'everything')).body.blocks).toEqual(blocks);
  });

  it('shows what is in a pack that its own builds on, and where no view is named the first that the reader may have', async () => {
    expect((await open('maker', 'desk')).body.blocks).toEqual([titled(long, 'long')]);
    expect((await open('finance', 'desk')).body.blocks).toEqual([titled(all, 'all')]);
    expect((await open('auditor', 'desk')).body.blocks).toEqual([titled(long, 'long'), titled(figures, 'figures')]);
  });

  it('is closed to whoever may see nothing of it but its text, unless it has nothing else', async () => {
    for (const [name, key] of [
      ['maker', 'numbers'],
      ['director', 'numbers'],
      ['director', 'everything'],
      ['director', 'desk'],
    ] as const) {
      const reply = await open(name, key);
      expect([key, reply.status, problemIn(reply).code]).toEqual([key, 403, 'forbidden']);
      expect(reply.text).not.toContain('Page ');
    }
    expect((await open('director', 'words')).body.blocks).toEqual([text]);
  });

  it.each(['nothing', 'toString', 'note'])('called "%s" does not exist', async (key) => {
    expect((await open('auditor', key)).status).toBe(404);
  });

  it('offers no list that its reader could not have', async () => {
    const client = await as('finance');
    for (const { form, view } of (await open('finance', 'everything')).body.blocks.filter(
      (block) => block.type === 'view',
    ))
      expect((await client.get(`/forms/${form}/records?view=${view}`)).status).toBe(200);
    const { views, definition } = (await client.get<FormScreen>('/forms/note')).body;
    expect([views.map(({ key }) => key), Object.keys(definition.views as JsonObject)]).toEqual([['all'], ['all']]);
    expect((await client.get('/forms/note/records?view=long')).status).toBe(422);
  });

  it('has a key of its own among all packs', async () => {
    const analyst = await as('analyst');
    const draft = (await analyst.get<PackDraft>('/packs/desk/draft')).body;
    expect(draft.definitions.map(({ key }) => key)).toEqual(['desk']);
    const saved = await analyst.put<SavedDefinition>('/packs/desk/draft/page/words', page('words', [text]), {
      'If-Match': '"0"',
    });
    expect(saved.body.problems.map(({ code, path }) => [code, path])).toEqual([['server/key-taken', '/key']]);
  });
});
