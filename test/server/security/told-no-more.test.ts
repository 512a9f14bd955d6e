// What a document or a stream goes on telling: nothing of a closed field, nothing after the session is over.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, PersonalExport, RecordView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { followEvents } from '../../support/events.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describeEachStore('what is told no more', (store) => {
  let database: TestDatabase;
  let server: TestServer;
  let other: TestServer;
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
    database = await store.connect();
    server = await startServer({ store: database, packs: folder.path });
    other = await startServer({ store: database, packs: false, people: false });
  });
  afterAll(async () => {
    clients.clear();
    await other.stop();
    await server.stop();
    await database.stop();
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

  it('R27: a silent stream ends at once where its session does, on other servers within seconds', async () => {
    const { people } = server.deps.store.tenant(server.tenant);
    await people.update({ id: 'deputy' }, { roles: ['admin'] });
    const admin = await server.signIn('deputy', { language: 'en' });
    const patch = async (id: string, change: JsonObject) => {
      const { revision } = (await people.get(id)) ?? { revision: 0 };
      return admin.patch(`/people/${id}`, change, { 'If-Match': String(revision) });
    };
    const ways: [string, string, (own: Client) => Promise<{ status: number; text: string }>][] = [
      ['signed out', 'finance', (own) => own.del('/session')],
      ['another password', 'finance2', () => admin.post('/people/finance2/password', {}, key())],
      ['other roles', 'analyst', () => patch('analyst', { roles: ['maker'] })],
      ['deactivated', 'president', () => patch('president', { active: false })],
    ];
    for (const [way, name, end] of ways) {
      const own = await server.signIn(name);
      const [here, there] = await Promise.all([followEvents(server.url, own), followEvents(other.url, own)]);
      const goesOn = await followEvents(server.url, admin);
      const ended = await end(own);
      expect(ended.status, `${way}: ${ended.text}`).toBeLessThan(300);
      await expect.poll(here.ended, { timeout: 2_000, message: way }).toBe(true);
      await expect.poll(there.ended, { timeout: 8_000, message: way }).toBe(true);
      expect([goesOn.ended(), here.text(), goesOn.text().includes('session')]).toEqual([
        false,
        expect.not.stringContaining('data:'),
        false,
      ]);
      await Promise.all([here.close(), there.close(), goesOn.close()]);
    }
  }, 60_000);
});
