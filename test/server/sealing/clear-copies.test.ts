// A field that becomes encrypted leaves no clear copy in another pack, nor in what earlier releases filled or computed from it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedRecord, JsonObject, RecordView } from '../../../engine/index.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { key } from '../../flows/transfer-bank.ts';
import { documentsOfStore, foundIn } from '../../support/canaries.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });
const form = (name: string, fields: JsonObject): JsonObject => ({
  kind: 'form',
  key: name,
  title: name,
  fields: { subject: text('Subject'), ...fields },
  record: { display: '{{subject}}' },
  access: { maker: { create: true, read: 'all', update: 'all' } },
});
const link = (more: JsonObject): JsonObject => ({
  type: 'reference',
  title: 'To',
  form: 'source',
  display: 'subject',
  ...more,
});

describeEachStore('clear copies of a field that becomes encrypted', ({ connect }) => {
  let folder: PackFolder;
  let database: TestDatabase;
  let server: TestServer;
  let maker: Client;
  const publish = async (files: { [file: string]: JsonObject }) => {
    await folder.write(files);
    const { deps } = server;
    const { broken } = await importFolder({ ...deps, config: { ...deps.config, packs: folder.path } }, 'demo');
    return broken.map(({ issue }) => `${issue.code} ${issue.path} ${issue.params.form} ${issue.params.target}`);
  };
  const make = async (of: string, data: JsonObject) => {
    const made = await maker.post<CreatedRecord>(`/forms/${of}/records`, { data }, key());
    expect(made.status, made.text).toBe(201);
    return made.body.record.id;
  };
  const source = (encrypted: string[]) => ({
    'notes/forms/source.json': form(
      'source',
      Object.fromEntries(
        ['carried', 'filled', 'lost'].map((name) => [
          name,
          text(name, { ...(encrypted.includes(name) && { encrypted: true }) }),
        ]),
      ),
    ),
  });
  const lying = async (texts: string[]) => foundIn(await documentsOfStore(database.uri), texts);

  beforeAll(async () => {
    const {
      'other/pack.json': other,
      'other/forms/memo.json': memo,
      'other/roles/other-roles.json': _roles,
    } = smallPack('other', 'memo');
    folder = await packFolder({
      ...smallPack(),
      ...source([]),
      'notes/forms/near.json': form('near', {
        to: link({ fill: { copy: 'filled', gone: 'lost' } }),
        copy: text('Copy'),
        gone: text('Gone'),
        made: text('Made', { compute: { cat: ['<', { var: 'copy' }, '>'] } }),
      }),
      'other/pack.json': { ...other, requires: ['notes'] } as JsonObject,
      'other/forms/memo.json': memo as JsonObject,
      'other/forms/far.json': form('far', { to: link({ carry: ['carried'] }) }),
    });
    database = await connect();
    server = await startServer({ store: database, packs: folder.path });
    maker = await server.signIn('maker', { language: 'en' });
  });
  afterAll(async () => {
    await server?.stop();
    await database?.stop();
    await folder?.remove();
  });

  it('R32: a pack is not published that encrypts a field which another pack carries, until that one carries it no more', async () => {
    const id = await make('source', { subject: 's', carried: 'CANARY-CARRIED' });
    await make('far', { subject: 'f', to: { id } });
    expect(await publish(source(['carried']))).toEqual(['pack/encrypted-elsewhere /fields/carried/encrypted far To']);
    expect(await publish({ ...source([]), 'other/forms/far.json': form('far', { to: link({}) }) })).toEqual([]);
    expect(await publish(source(['carried']))).toEqual([]);
    await make('far', { subject: 'g', to: { id } });
    expect(await lying(['CANARY-CARRIED'])).toEqual([]);
  });

  it('R32: nor one whose earlier releases filled or computed other fields from it, while these hold values in clear', async () => {
    const id = await make('source', { subject: 's', filled: 'CANARY-FILLED', lost: 'CANARY-LOST' });
    const near = await make('near', { subject: 'n', to: { id }, copy: 'CANARY-FILLED', gone: 'CANARY-LOST' });
    const read = await maker.get<RecordView>(`/forms/near/records/${near}`);
    expect(read.body.data).toMatchObject({ copy: 'CANARY-FILLED', gone: 'CANARY-LOST', made: '<CANARY-FILLED>' });
    const later = (more: JsonObject) => ({
      'notes/forms/near.json': form('near', { to: link({}), copy: text('Copy', more), made: text('Made', more) }),
    });
    expect(await publish({ ...source(['carried']), ...later({}) })).toEqual([]);
    expect(await publish(source(['carried', 'filled']))).toEqual([
      'pack/encrypted-elsewhere /fields/filled/encrypted near Copy',
      'pack/encrypted-elsewhere /fields/filled/encrypted near Made',
    ]);
    expect(await publish({ ...source(['carried', 'filled', 'lost']), ...later({ encrypted: true }) })).toEqual([]);
    // What was filled into a field that is gone lies sealed too.
    expect(await lying(['CANARY-FILLED', 'CANARY-LOST'])).toEqual([]);
    const still = await maker.get<RecordView>(`/forms/near/records/${near}`);
    expect(still.body.data).toMatchObject({ copy: 'CANARY-FILLED', made: '<CANARY-FILLED>' });
  });
});
