import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentOf } from '../../../designer/studio/document/index.ts';
import { checkDocument } from '../../../designer/studio/workspace/check-draft.ts';
import type {
  CheckResult,
  DiffResult,
  FormScreen,
  Home,
  JsonObject,
  LocatedIssue,
  PackDraft,
  PackItem,
  PublishResult,
  ReleaseItem,
  SavedDefinition,
} from '../../../engine/index.ts';
import type { LiveNews } from '../../../server/deps.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

describeEachStore('a pack in the studio', (store) => {
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let second: TestServer;
  let analyst: Client;
  const draft = async () => (await analyst.get<PackDraft>('/packs/notes/draft')).body;
  const definition = async (kind: string, key: string) => {
    const found = (await draft()).definitions.find((each) => each.kind === kind && each.key === key);
    if (!found) throw new Error(`${kind}/${key} is not there`);
    return found;
  };
  const withField = (json: JsonObject, name: string, field: JsonObject): JsonObject => ({
    ...json,
    fields: { ...(json.fields as JsonObject), [name]: field },
  });
  const save = (path: string, json: JsonObject, revision: number) =>
    analyst.put<SavedDefinition>(`/packs/notes/draft/${path}`, json, { 'If-Match': `"${revision}"` });
  const publish = (revision: number, note?: string) =>
    analyst.post<PublishResult>('/packs/notes/publish', { revision, ...(note !== undefined && { note }) });

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    database = await store.connect();
    server = await startServer({ store: database, packs: folder.path });
    second = await startServer({ store: database, packs: false, people: false });
    analyst = await server.signIn('analyst', { language: 'zh-CN' });
  });
  afterAll(async () => {
    await second.stop();
    await server.stop();
    await database.stop();
    await folder.remove();
  });

  it('is listed with its draft and its release', async () => {
    expect((await analyst.get<{ items: PackItem[] }>('/packs')).body.items).toEqual([
      {
        key: 'notes',
        title: { en: 'Notes', 'zh-CN': '便笺' },
        release: 1,
        draftRevision: 1,
        changed: false,
        problems: 0,
      },
    ]);
    expect((await draft()).definitions.map(({ kind, key, revision }) => [kind, key, revision])).toEqual([
      ['form', 'note', 1],
      ['roles', 'notes-roles', 1],
    ]);
  });

  it('keeps a definition over the revision that it was read with', async () => {
    const form = await definition('form', 'note');
    const changed = withField(form.json, 'colour', { type: 'text', title: { en: 'Colour', 'zh-CN': '颜色' } });
    const saved = await save('form/note', changed, form.revision);
    expect([saved.status, saved.body]).toEqual([200, { kind: 'form', key: 'note', revision: 2, problems: [] }]);
    const late = await save('form/note', form.json, form.revision);
    expect(late.status).toBe(409);
    expect(problemIn(late)).toMatchObject({ code: 'conflict', current: changed });
    expect((await analyst.put('/packs/notes/draft/form/note', form.json)).status).toBe(428);
  });

  it('keeps a broken definition too, and says what is wrong where', async () => {
    const form = await definition('form', 'note');
    const saved = await save('form/note', withField(form.json, 'oops', { type: 'tekst', title: 'x' }), form.revision);
    expect(saved.status).toBe(200);
    expect(saved.body.problems[0]).toMatchObject({
      kind: 'form',
      key: 'note',
      path: expect.stringContaining('/fields/oops'),
      severity: 'error',
    });
    expect(saved.body.problems[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    const checked = await analyst.post<CheckResult>('/packs/notes/check', {});
    expect(checked.body.problems).toEqual(expect.arrayContaining(saved.body.problems));
    const refused = await publish((await draft()).revision);
    expect(refused.status).toBe(422);
    expect(problemIn(refused).issues as LocatedIssue[]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'form', key: 'note', path: expect.stringContaining('/fields/oops') }),
      ]),
    );
    expect((await analyst.get<{ items: PackItem[] }>('/packs')).body.items[0]).toMatchObject({
      release: 1,
      changed: true,
      problems: expect.any(Number),
    });
    expect((await save('form/note', form.json, form.revision + 1)).status).toBe(200);
  });

  it('says in words what would change', async () => {
    const { sentences } = (await analyst.post<DiffResult>('/packs/notes/diff', {})).body;
    expect(sentences).toEqual([
      expect.objectContaining({ kind: 'form', key: 'note', text: expect.stringContaining('颜色') }),
    ]);
  });

  it('is current at once when it is published, here and on other servers, without a restart', async () => {
    const author = await server.signIn('manager');
    const { revision } = await draft();
    expect((await author.post('/packs/notes/publish', { revision })).status).toBe(403);
    const told: LiveNews[] = [];
    const stop = server.deps.live.subscribe('demo', 'maker', (_id, event) => told.push(event));
    const published = await publish(revision, 'colours');
    stop();
    expect(told).toEqual([{ type: 'release', pack: 'notes', release: 2 }]);
    expect(published.status).toBe(201);
    expect(published.body).toMatchObject({ release: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [here] = await server.deps.packs.current('demo');
    expect(Object.keys(here?.pack.forms.note?.fields ?? {})).toContain('colour');
    await expect.poll(async () => (await second.deps.packs.current('demo'))[0]?.release, { timeout: 15_000 }).toBe(2);
    const { items } = (await analyst.get<{ items: ReleaseItem[] }>('/packs/notes/releases')).body;
    expect(items.map(({ release, current, note, by }) => [release, current, note, by.id])).toEqual([
      [2, true, 'colours', 'analyst'],
      [1, false, undefined, 'folder'],
    ]);
    expect((await server.deps.packs.release('demo', 'notes', 1)).pack.forms.note?.fields.colour).toBeUndefined();
  });

  it('is not published again without a change', async () => {
    const reply = await publish((await draft()).revision);
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toMatchObject([{ code: 'server/pack-unchanged', params: { release: 2 } }]);
  });

  it('is published by one of two who do so at once', async () => {
    const form = await definition('form', 'note');
    await save(
      'form/note',
      withField(form.json, 'size', { type: 'number', title: { en: 'Size', 'zh-CN': '大小' } }),
      form.revision,
    );
    const { revision } = await draft();
    const replies = await Promise.all([publish(revision), publish(revision), publish(revision)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(
      (await analyst.get<{ items: ReleaseItem[] }>('/packs/notes/releases')).body.items.map(({ release }) => release),
    ).toEqual([3, 2, 1]);
  });

  it('is not published as somebody saw it before it was changed', async () => {
    const before = (await draft()).revision;
    const form = await definition('form', 'note');
    await save(
      'form/note',
      withField(form.json, 'shape', { type: 'text', title: { en: 'Shape', 'zh-CN': '形状' } }),
      form.revision,
    );
    const reply = await publish(before);
    expect([reply.status, problemIn(reply).code]).toEqual([409, 'conflict']);
  });

  it('analyst 26: does not go back while it has changes, unless it is said what becomes of them', async () => {
    const reply = await analyst.post('/packs/notes/rollback', { release: 1 });
    expect([reply.status, problemIn(reply).issues[0]?.code]).toEqual([422, 'server/draft-changed']);
    expect((await server.deps.packs.current('demo'))[0]?.release).toBe(3);
  });

  it('goes back to an earlier content as a new release; the draft keeps what was edited', async () => {
    const reply = await analyst.post<PublishResult>('/packs/notes/rollback', { release: 1, changes: 'keep' });
    expect([reply.status, reply.body.release]).toEqual([201, 4]);
    expect((await server.deps.packs.current('demo'))[0]?.pack.forms.note?.fields.colour).toBeUndefined();
    expect(Object.keys((await definition('form', 'note')).json.fields as JsonObject)).toContain('shape');
    expect((await analyst.post('/packs/notes/rollback', { release: 99 })).status).toBe(404);
  });

  it('analyst 26: throws changes away where that is said, and is then what the release was', async () => {
    const reply = await analyst.post<PublishResult>('/packs/notes/rollback', { release: 2, changes: 'discard' });
    expect([reply.status, reply.body.release]).toEqual([201, 5]);
    const fields = Object.keys((await definition('form', 'note')).json.fields as JsonObject);
    expect([fields.includes('shape'), fields.includes('colour')]).toEqual([false, true]);
    const back = await analyst.post('/packs/notes/rollback', { release: 1 });
    expect(back.status).toBe(201);
  });

  it('D5: comes with the packs that it requires, so that the studio checks it as the server does', async () => {
    const { required } = await draft();
    expect(required).toEqual([]);
    const pack = { key: 'upper', title: { en: 'Upper', 'zh-CN': '上层' }, requires: ['notes'] };
    await analyst.put('/packs/upper/draft/pack/upper', pack, { 'If-Match': '0' });
    const more = (await analyst.get<PackDraft>('/packs/upper/draft')).body;
    expect(more.required?.map((each) => each.pack.key)).toEqual(['notes']);
    expect(more.required?.[0]?.definitions.map(({ kind, key }) => `${kind}/${key}`)).toContain('form/note');
    const { problems } = checkDocument(more, documentOf(more.definitions), 'en');
    expect(problems.map(({ code }) => code)).not.toContain('pack/required-missing');
  });

  it('gives its structure to browsers as a module that never changes', async () => {
    const [loaded] = await server.deps.packs.current('demo');
    if (!loaded) throw new Error('nothing is current');
    const hash = server.deps.packs.structureHash(loaded, 'note');
    const maker = await server.signIn('maker');
    const { validator } = (await maker.get<FormScreen>('/forms/note')).body;
    expect(validator).toContain(`-${hash}.js`);
    const module = await maker.raw('GET', validator);
    expect(module.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(module.headers.get('cache-control')).toContain('immutable');
    const { default: validate } = (await import(`data:text/javascript,${encodeURIComponent(module.text)}`)) as {
      default: (data: unknown) => boolean;
    };
    expect([validate({ subject: 'x' }), validate({ subject: 1 })]).toEqual([true, false]);
    expect(server.deps.packs.structure(loaded, 'note')({ subject: 1 })).toMatchObject([{ path: '/subject' }]);
    expect((await maker.raw('GET', validator.replace(hash ?? '', '0'.repeat(64)))).status).toBe(404);
    expect((await (await server.signIn('finance')).raw('GET', validator)).status).toBe(404);
  });

  it('can be carried to another pack of files and back', async () => {
    const exported = await analyst.get<JsonObject>('/packs/notes/export?release=1');
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="notes.json"');
    expect(exported.body).toMatchObject({ format: 'dougong-pack', version: 1, release: 1, pack: { key: 'notes' } });
    const imported = await analyst.post<{ revision: number; problems: LocatedIssue[] }>('/packs/import', exported.body);
    expect([imported.status, imported.body.problems]).toEqual([201, []]);
    expect(Object.keys((await definition('form', 'note')).json.fields as JsonObject)).toEqual([
      'subject',
      'body',
      'paper',
    ]);
    const bad = await analyst.post('/packs/import', { pack: { key: '../x' }, definitions: [{ kind: 'virus' }] });
    expect(problemIn(bad).issues.map(({ path }) => path)).toEqual(['/pack/key', '/definitions/0']);
  });

  it('begins with its first definition, and may use no form that another pack has', async () => {
    const begun = await analyst.put('/packs/more/draft/pack/more', { key: 'more', title: 'More' }, { 'If-Match': '0' });
    expect(begun.status).toBe(200);
    const form = await definition('form', 'note');
    const saved = await analyst.put<SavedDefinition>('/packs/more/draft/form/note', form.json, { 'If-Match': '0' });
    expect(saved.body.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'server/key-taken', path: '/key' })]),
    );
    expect((await analyst.put('/packs/nothing/draft/form/note', form.json, { 'If-Match': '0' })).status).toBe(404);
    expect((await analyst.del('/packs/more/draft/form/note', { 'If-Match': '1' })).status).toBe(204);
    expect((await analyst.get<PackDraft>('/packs/more/draft')).body.definitions).toEqual([]);
  });

  it('N16: passes for no other pack: what its pack.json says is its place, and a form of the other pack stays taken', async () => {
    const forged = { key: 'notes', title: 'Forged' };
    const begun = await analyst.put<SavedDefinition>('/packs/forged/draft/pack/pack', forged, { 'If-Match': '0' });
    expect(begun.body.problems).toMatchObject([
      { code: 'pack/misfiled', path: '/key', kind: 'pack', severity: 'error' },
    ]);
    const { json } = await definition('form', 'note');
    const saved = await analyst.put<SavedDefinition>('/packs/forged/draft/form/note', json, { 'If-Match': '0' });
    expect(saved.body.problems.map(({ code }) => code)).toContain('server/key-taken');
    const { revision } = (await analyst.get<PackDraft>('/packs/forged/draft')).body;
    const published = await analyst.post('/packs/forged/publish', { revision });
    expect([published.status, problemIn(published).issues.map(({ code }) => code)]).toEqual([
      422,
      expect.arrayContaining(['pack/misfiled', 'server/key-taken']),
    ]);
    const renamed = await analyst.put('/packs/forged/draft/pack/other', forged, { 'If-Match': '1' });
    expect([renamed.status, problemIn(renamed).issues[0]?.code]).toEqual([422, 'pack/misfiled']);
  });

  it('N17: comes with one definition of each kind and key, or not at all', async () => {
    const twin = { kind: 'options', key: 'twin', json: { kind: 'options', key: 'twin', title: 'Twin', items: [] } };
    const twice = await analyst.post('/packs/import', {
      pack: { key: 'twins', title: 'Twins' },
      definitions: [twin, { ...twin, kind: 'form' }, twin],
    });
    expect([twice.status, problemIn(twice).issues]).toMatchObject([
      422,
      [{ code: 'pack/duplicate', path: '/definitions/2/key' }],
    ]);
    expect((await analyst.get('/packs/twins/draft')).status).toBe(404);
  });

  it.each([
    ['__proto__ in it', '{"__proto__":{}}', 'json/forbidden-key'],
    ['a key twice', '{"kind":"form","kind":"form"}', 'json/duplicate-key'],
  ])('takes no definition with %s', async (_what, body, code) => {
    const reply = await analyst.raw('PUT', '/api/packs/notes/draft/form/odd', body, {
      'Content-Type': 'application/json',
      'If-Match': '0',
    });
    expect([reply.status, problemIn(reply).issues[0]?.code]).toEqual([400, code]);
  });

  it('takes a definition of more than 256 KB of text, but not of more than 1 MB', async () => {
    const sized = (bytes: number) =>
      analyst.put(
        '/packs/notes/draft/options/large',
        { kind: 'options', key: 'large', title: 'x'.repeat(bytes) },
        { 'If-Match': '0' },
      );
    expect((await sized(1_100_000)).status).toBe(413);
  });

  it('shows makers only what they may open', async () => {
    const [maker, director] = [await server.signIn('maker'), await server.signIn('director')];
    const home = (await maker.get<Home>('/home')).body;
    expect(home.navigation).toEqual([{ kind: 'form', key: 'note', title: { en: 'Note', 'zh-CN': '便笺' } }]);
    expect(home.quickActions).toEqual([{ form: 'note', title: { en: 'Note', 'zh-CN': '便笺' } }]);
    expect((await director.get<Home>('/home')).body).toMatchObject({ packs: [], navigation: [], quickActions: [] });
    expect((await maker.get('/packs')).status).toBe(403);
  });

  it('is described with its forms, for those who may use them', async () => {
    const maker = await server.signIn('maker');
    const api = (
      await maker.get<{ openapi: string; paths: JsonObject; components: { schemas: JsonObject } }>('/openapi.json')
    ).body;
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.components.schemas)).toContain('form-note');
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(['/session', '/packs/{pack}/publish', '/forms/note/records', '/forms/note/records/{id}']),
    );
    const director = await server.signIn('director');
    expect(Object.keys((await director.get<typeof api>('/openapi.json')).body.components.schemas)).not.toContain(
      'form-note',
    );
  });

  it('leaves a chain of who did what', async () => {
    const auditor = await server.signIn('auditor', { language: 'en' });
    const { items } = (await auditor.get<{ items: { action: string; text: string }[] }>('/audit?size=200')).body;
    expect(items.find(({ action }) => action === 'pack-published')?.text).toBe('Published notes as release 3');
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['definition-saved', 'pack-rolled-back', 'pack-imported', 'pack-exported']),
    );
    expect((await analyst.get('/audit')).status).toBe(403);
  });
});
