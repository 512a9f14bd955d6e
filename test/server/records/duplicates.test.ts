import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, JsonObject } from '../../../engine/index.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

/** Notes whose subjects and (encrypted) codes must differ; each maker reads their own. */
function pack(): { [file: string]: JsonObject } {
  const files = smallPack('notes', 'note');
  const form = files['notes/forms/note.json'] as { fields: JsonObject; record: JsonObject };
  form.fields.code = { type: 'text', title: { en: 'Code', 'zh-CN': '代码' }, encrypted: true };
  form.record.unique = [['subject'], ['code']];
  return files;
}

describeEachStore('a value that must be unique', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  let requests = 0;
  beforeAll(async () => {
    folder = await packFolder(pack());
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const create = async (name: string, data: JsonObject) =>
    (await server.signIn(name, { language: 'en' })).post<CreatedRecord>(
      '/forms/note/records',
      { data },
      { 'Idempotency-Key': `duplicates-${++requests}` },
    );

  it.each<[string, JsonObject, JsonObject]>([
    ['a text', { subject: 'Kanarie geheim' }, { subject: 'ＫＡＮＡＲＩＥ  geheim' }],
    ['an encrypted value', { subject: 'Other', code: 'C-4711' }, { subject: 'Another', code: 'C-4711' }],
  ])(
    'H20: of %s, the refusal tells of a row out of reach no more than that the value is taken',
    async (_, first, second) => {
      const made = await create('maker', first);
      expect(made.status).toBe(201);
      const { id } = made.body.record;
      const other = await server.signIn('maker2', { language: 'en' });
      expect((await other.get(`/forms/note/records/${id}`)).status).toBe(404);
      const refused = await create('maker2', second);
      expect(refused.status).toBe(409);
      // The same words as for a row of one's own: nothing says which of the two it is.
      const own = await create('maker', second);
      const said = ({ title, detail, issues, code }: ReturnType<typeof problemIn>) => ({ title, detail, issues, code });
      expect(said(problemIn(refused))).toEqual(said(problemIn(own)));
      const told = [id, 'Kanarie', 'geheim', 'C-4711', 'Other', 'maker"', made.body.record.createdAt];
      for (const canary of told) expect(refused.text).not.toContain(canary);
    },
  );
});
