// An office of a few people over packs of its own: each person comes once and stays signed in.
import { expect } from 'vitest';
import type { JsonObject, PackDraft, RecordView } from '../../engine/index.ts';
import { key } from '../flows/transfer-bank.ts';
import { type Client, type Reply, startServer, type TestServer } from './server.ts';
import { packFolder } from './small-pack.ts';
import type { TestStore } from './stores.ts';

export type SmallOffice = {
  server: TestServer;
  as(name: string): Promise<Client>;
  /** Sends a form as a person; answers what was made. */
  file(name: string, form: string, data: JsonObject): Promise<Reply<{ record: RecordView; case: string }>>;
  /** Puts definitions into the draft of the pack `notes`, as its analyst, and publishes it. */
  publish(...definitions: JsonObject[]): Promise<void>;
  stop(): Promise<void>;
};

export async function openOffice(store: TestStore, files: { [file: string]: JsonObject }): Promise<SmallOffice> {
  const folder = await packFolder(files);
  const server = await startServer({ store, packs: folder.path });
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  return {
    server,
    as,
    async file(name, form, data) {
      const client = await as(name);
      const reply = await client.post<{ record: RecordView; case: string }>(`/forms/${form}/records`, { data }, key());
      expect(reply.status, reply.text).toBe(201);
      return reply;
    },
    async publish(...definitions) {
      const analyst = await as('analyst');
      const draft = async () => (await analyst.get<PackDraft>('/packs/notes/draft')).body;
      for (const json of definitions) {
        const found = (await draft()).definitions.find((each) => each.kind === json.kind && each.key === json.key);
        const path = `/packs/notes/draft/${String(json.kind)}/${String(json.key)}`;
        const saved = await analyst.put(path, json, { 'If-Match': String(found?.revision ?? 0) });
        expect(saved.status, saved.text).toBe(200);
      }
      const published = await analyst.post('/packs/notes/publish', { revision: (await draft()).revision }, key());
      expect(published.status, published.text).toBeLessThan(300);
    },
    async stop() {
      await server.stop();
      await folder.remove();
    },
  };
}
