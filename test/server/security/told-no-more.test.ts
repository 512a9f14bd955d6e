// What a document or a stream goes on telling: nothing of a closed field, nothing after the session is over.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, PersonalExport, RecordView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { followEvents } from '../../support/events.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describeEachStore('what is told no more', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    const pack = smallPack();
    const form = pack['notes/forms/note.json'] as { fields: { subject: JsonObject }; access: JsonObject };
    form.fields.subject.personal = true;
    Object.assign(form.access, { admin: { read: 'all', fields: { paper: 'hidden' } } });
    folder = await packFolder(pack);
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  it('H8: the export of personal data names no file of a field that its reader may not read', async () => {
    const maker = await as('maker');
    const form = new FormData();
    form.set('file', new Blob([pdf], { type: 'application/pdf' }), 'CANARY-dismissal.pdf');
    const file = await maker.raw<{ id: string }>('POST', '/api/files?form=note&field=paper', form);
    expect(file.status, file.text).toBe(201);
    const made = await maker.post<{ record: RecordView }>(
      '/forms/note/records',
      { data: { subject: 'Li', paper: [{ id: file.body.id }] } },
      key(),
    );
    expect(made.status, made.text).toBe(201);
    const exported = await (await as('admin')).get<PersonalExport>(
      `/forms/note/records/${made.body.record.id}/personal`,
    );
    expect([exported.status, exported.body.withheld]).toEqual([200, ['paper']]);
    expect(exported.text).not.toContain('CANARY');
    expect(exported.body.files).toEqual([]);
  });

  it('H15: a stream tells nothing after its session has ended, and ends', async () => {
    const finance = await server.signIn('finance');
    const open = await followEvents(server.url, finance);
    const tell = (notice: string) =>
      server.deps.live.publish(server.tenant, 'finance', { type: 'release', pack: notice, release: 1 } as never);
    tell('heard');
    await expect.poll(() => open.text()).toContain('heard');
    await server.deps.store.tenant(server.tenant).sessions.remove({ person: 'finance' });
    tell('unheard');
    await expect.poll(open.ended, { timeout: 5_000 }).toBe(true);
    expect(open.text()).not.toContain('unheard');
    await open.close();
  });
});
