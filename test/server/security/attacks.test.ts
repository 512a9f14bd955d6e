// The threat list, sent as an analyst would send it: into a draft, through its check, to publication.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckResult, JsonObject, LocatedIssue, PackDraft, SavedDefinition } from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';
import { attacks } from './attack-list.ts';
import { attackPack } from './attack-pack.ts';

describeEachStore('an attack in a definition', (store) => {
  const files = attackPack();
  const sound: { [kind: string]: JsonObject } = {
    form: files['notes/forms/note.json'] as JsonObject,
    workflow: files['notes/workflows/note-review.json'] as JsonObject,
    template: files['notes/templates/told.json'] as JsonObject,
  };
  let folder: PackFolder;
  let server: TestServer;
  let analyst: Client;

  beforeAll(async () => {
    folder = await packFolder(files);
    server = await startServer({ store, packs: folder.path });
    analyst = await server.signIn('analyst', { language: 'zh-CN' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const draft = async () => (await analyst.get<PackDraft>('/packs/notes/draft')).body;
  async function save(kind: string, json: JsonObject) {
    const held = (await draft()).definitions.find((each) => each.kind === kind);
    const reply = await analyst.put<SavedDefinition>(`/packs/notes/draft/${kind}/${String(json.key)}`, json, {
      'If-Match': String(held?.revision),
    });
    expect(reply.status).toBe(200);
    return reply.body;
  }

  it('is none of the pack’s own', async () => {
    const { problems } = (await analyst.post<CheckResult>('/packs/notes/check', {})).body;
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(attacks)('$what: is told of when it is saved and checked, and never published', async (attack) => {
    const { kind, code, path } = attack;
    const json = structuredClone(sound[kind] as JsonObject);
    attack.change(json);
    const expected = expect.objectContaining({ kind, code, path, severity: 'error' });
    const { problems } = await save(kind, json);
    expect(problems).toEqual(expect.arrayContaining([expected]));
    for (const { message } of problems as LocatedIssue[]) expect(message).toMatch(/[\u4e00-\u9fff]/);
    const checked = (await analyst.post<CheckResult>('/packs/notes/check', {})).body;
    expect(checked.problems).toEqual(expect.arrayContaining([expected]));
    const refused = await analyst.post('/packs/notes/publish', { revision: (await draft()).revision });
    expect([refused.status, problemIn(refused).code]).toEqual([422, 'invalid']);
    expect(problemIn(refused).issues).toEqual(expect.arrayContaining([expected]));
    expect((await save(kind, sound[kind] as JsonObject)).problems.filter((one) => one.severity === 'error')).toEqual(
      [],
    );
  });

  it.each([
    ['a name of every object as a field', 'form', ['fields', 'constructor'], 400, 'json/forbidden-key'],
    ['a name of every object as a state', 'workflow', ['chart', 'states', '__proto__'], 400, 'json/forbidden-key'],
  ])('%s is not even read', async (_what, kind, path, status, code) => {
    const text = JSON.stringify(sound[kind]);
    const holder = `"${path.slice(0, -1).at(-1)}":{`;
    const reply = await analyst.raw(
      'PUT',
      `/api/packs/notes/draft/${kind}/${String(sound[kind]?.key)}`,
      text.replace(holder, `${holder}"${path.at(-1)}":{},`),
      { 'Content-Type': 'application/json', 'If-Match': '1' },
    );
    expect([reply.status, problemIn(reply).issues[0]?.code]).toEqual([status, code]);
    expect(problemIn(reply).issues[0]?.path).toBe(`/${path.join('/')}`);
  });

  it('is not a formula that takes long: it is published, and gives up within its budget where it is used', async () => {
    const list = Array.from({ length: 300 }, (_, n) => n);
    const json = structuredClone(sound.form as JsonObject);
    const inner = { sum: { map: [list, { sum: { map: [list, 1] } }] } };
    (json.fields as { size: JsonObject }).size.compute = { sum: { map: [list, inner] } };
    expect((await save('form', json)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const published = await analyst.post('/packs/notes/publish', { revision: (await draft()).revision });
    expect(published.status).toBe(201);
    const maker = await server.signIn('maker', { language: 'zh-CN' });
    const made = await maker.post(
      '/forms/note/records',
      { data: { subject: 'bomb' } },
      { 'Idempotency-Key': 'a-bomb-of-steps' },
    );
    expect(made.status).toBe(422);
    expect(problemIn(made).issues).toEqual([
      expect.objectContaining({
        path: '/size',
        message: expect.stringMatching(/[\u4e00-\u9fff]/),
      }),
    ]);
  });
});
