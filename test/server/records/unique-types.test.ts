import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, Json, JsonObject } from '../../../engine/index.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const options: Json = [
  { key: 'a', title: 'A' },
  { key: 'b', title: 'B' },
];
const rows: [type: string, value: Json, other: Json, more?: JsonObject][] = [
  ['text', 'x', 'y'],
  ['number', 5, 6],
  ['money', 100, 101],
  ['percent', 0.1, 0.2],
  ['date', '2026-01-31', '2026-02-01'],
  ['date-time', '2026-01-31T08:00:00.000Z', '2026-01-31T08:01:00.000Z'],
  ['choice', 'b', 'a', { options }],
  ['multi-choice', ['a'], ['b'], { options }],
  ['person', { id: 'maker' }, { id: 'finance' }],
  ['unit', { id: 'company' }, { id: 'group' }],
  ['phone', '13812345678', '13812345679'],
  ['email', 'li@example.com', 'wu@example.com'],
  ['id-number', '11010519491231002X', '440524188001010014'],
  ['bank-account', '6222021001112223331', '6222021001112223372'],
  ['reference', 'first', 'second', { form: 'part', display: 'name' }],
];
const nameOf = (type: string) => type.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());

describeEachStore('a field that is like no other', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  let maker: Client;
  let requests = 0;
  const create = (form: string, data: JsonObject) =>
    maker.post<CreatedRecord>(`/forms/${form}/records`, { data }, { 'Idempotency-Key': `unique-${++requests}` });

  beforeAll(async () => {
    const files = smallPack();
    const { fields } = files['notes/forms/note.json'] as { fields: JsonObject };
    fields.subject = { type: 'text' };
    delete (files['notes/forms/note.json'] as JsonObject).record;
    for (const [type, , , more] of rows) fields[nameOf(type)] = { type, unique: true, ...more };
    const access = { maker: { create: true, read: 'all' } };
    const part = { kind: 'form', key: 'part', title: 'Part', fields: { name: { type: 'text' } }, access };
    folder = await packFolder({ ...files, 'notes/forms/part.json': part });
    server = await startServer({ store, packs: folder.path });
    maker = await server.signIn('maker', { language: 'en' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it.each(rows)('refuses the same value again: %s', async (type, value, other) => {
    const stored = async (one: Json): Promise<Json> =>
      type === 'reference' ? { id: (await create('part', { name: String(one) })).body.record.id } : one;
    const name = nameOf(type);
    const first = await stored(value);
    expect((await create('note', { [name]: first })).status).toBe(201);
    const again = await create('note', { [name]: first });
    expect([again.status, problemIn(again).issues.map(({ path }) => path)]).toEqual([409, [`/${name}`]]);
    expect((await create('note', { [name]: await stored(other) })).status).toBe(201);
    // Nothing is like nothing.
    expect((await create('note', { subject: 'none' })).status).toBe(201);
  });
});
