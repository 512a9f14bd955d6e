import { afterEach, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('the folder of packs at a start', (store) => {
  let folder: PackFolder | undefined;
  let server: TestServer | undefined;
  const begin = async (files: { [file: string]: JsonObject | string }) => {
    folder = await packFolder(files);
    server = await startServer({ store, packs: folder.path, broken: true });
    return { folder, deps: server.deps };
  };
  afterEach(async () => {
    await server?.stop();
    await folder?.remove();
  });

  const broken: [string, string, JsonObject | string, { file: string; path: string; code: string }][] = [
    [
      'is no JSON',
      'notes/forms/note.json',
      '{ "kind": "form", }',
      { file: 'notes/forms/note.json', path: '', code: 'json/syntax' },
    ],
    [
      'has a key twice',
      'notes/forms/note.json',
      '{"kind":"form","key":"note","key":"note"}',
      { file: 'notes/forms/note.json', path: '/key', code: 'json/duplicate-key' },
    ],
    [
      'has __proto__',
      'notes/pack.json',
      '{"key":"notes","title":"x","__proto__":{}}',
      { file: 'notes/pack.json', path: '/__proto__', code: 'json/forbidden-key' },
    ],
    [
      'is a list',
      'notes/roles/roles.json',
      '[]',
      { file: 'notes/roles/roles.json', path: '', code: 'definition/type' },
    ],
    [
      'stands in the wrong place',
      'notes/forms/letter.json',
      { kind: 'form', key: 'note', title: 'x', fields: {} },
      { file: 'notes/forms/letter.json', path: '/key', code: 'pack/misfiled' },
    ],
    [
      'says what does not exist',
      'notes/pack.json',
      { key: 'notes', title: 'x', home: { navigation: [{ form: 'nothing' }] } },
      { file: 'notes/pack.json', path: '/home/navigation/0/form', code: 'pack/unknown-form' },
    ],
  ];

  it.each(broken)(
    'with a file that %s: the server starts, says file, path and cause; other packs work',
    async (_what, file, content, expected) => {
      const { deps } = await begin({ ...smallPack(), ...smallPack('letters', 'letter'), [file]: content });
      expect((await deps.packs.current('demo')).map(({ key }) => key)).toEqual(['letters']);
      const incidents = await deps.store.tenant('demo').incidents.find({ filter: { status: 'open' } });
      const paths = incidents.map(({ path }) => path);
      expect(paths.some((path) => path?.startsWith(`${expected.file}#`))).toBe(true);
      const { broken: told } = await importFolder(deps, 'demo');
      expect(told).toContainEqual({
        file: expected.file,
        issue: expect.objectContaining({
          code: expected.code,
          ...(expected.code !== 'json/syntax' && { path: expected.path }),
        }),
      });
      expect(await deps.store.tenant('demo').incidents.count({ status: 'open' })).toBe(incidents.length);
    },
  );

  it('keeps the earlier release when a file breaks, and settles the incident when it is whole again', async () => {
    const { deps, folder: files } = await begin(smallPack());
    await files.write({ 'notes/forms/note.json': '{' });
    expect((await importFolder(deps, 'demo')).published).toEqual([]);
    expect((await deps.packs.current('demo')).map(({ key, release }) => [key, release])).toEqual([['notes', 1]]);
    expect(await deps.store.tenant('demo').incidents.count({ status: 'open' })).toBe(1);
    await files.write(smallPack());
    await importFolder(deps, 'demo');
    expect(await deps.store.tenant('demo').incidents.count({ status: 'open' })).toBe(0);
  });

  it('publishes what has changed, once, and nothing that has not', async () => {
    const { deps, folder: files } = await begin(smallPack());
    expect((await importFolder(deps, 'demo')).published).toEqual([]);
    const form = smallPack()['notes/forms/note.json'] as JsonObject;
    await files.write({ 'notes/forms/note.json': { ...form, title: 'Slip' } });
    const both = await Promise.all([importFolder(deps, 'demo'), importFolder(deps, 'demo')]);
    expect(both.flatMap(({ published }) => published)).toEqual([{ pack: 'notes', release: 2 }]);
    expect((await deps.packs.current('demo'))[0]?.pack.forms.note?.title).toBe('Slip');
  });

  it('leaves alone what people have edited or published since', async () => {
    const { deps, folder: files } = await begin(smallPack());
    if (!server) throw new Error('no server');
    const analyst = await server.signIn('analyst');
    const roles = smallPack()['notes/roles/notes-roles.json'] as JsonObject;
    await analyst.put('/packs/notes/draft/roles/notes-roles', { ...roles, title: 'Edited' }, { 'If-Match': '1' });
    const form = smallPack()['notes/forms/note.json'] as JsonObject;
    await files.write({ 'notes/forms/note.json': { ...form, title: 'Slip' } });
    await importFolder(deps, 'demo');
    const { definitions } = (
      await analyst.get<{ definitions: { key: string; json: JsonObject; base?: number }[] }>('/packs/notes/draft')
    ).body;
    expect(definitions.map(({ key, json }) => [key, json.title])).toEqual([
      ['note', 'Slip'],
      ['notes-roles', 'Edited'],
    ]);
  });

  it('takes packs in the order in which they build on each other', async () => {
    const letters = smallPack('letters', 'letter');
    const pack = letters['letters/pack.json'] as JsonObject;
    const { deps } = await begin({ ...letters, 'letters/pack.json': { ...pack, requires: ['notes'] }, ...smallPack() });
    expect((await deps.packs.current('demo')).map(({ key }) => key)).toEqual(['letters', 'notes']);
    expect((await deps.store.tenant('demo').releases.first({ filter: { pack: 'letters' } }))?.requires).toEqual({
      notes: 1,
    });
  });
});
