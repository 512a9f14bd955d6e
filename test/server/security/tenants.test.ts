import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { importFolder } from '../../../server/domain/packs/import-folder.ts';
import { routes } from '../../../server/http/index.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const CANARY = 'canary-6217';

describeEachStore('somebody of another tenant', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let stranger: Client;
  const ids: { [parameter: string]: string[] } = {};

  /** One row of everything in the demo tenant, each with the canary in it. */
  async function plant(): Promise<void> {
    const { deps } = server;
    const demo = deps.store.tenant('demo');
    const at = '2026-01-01T00:00:00.000Z';
    const by = {
      owner: 'maker',
      unit: 'shanghai',
      createdAt: at,
      createdBy: 'maker',
      updatedAt: at,
      updatedBy: 'maker',
    };
    await demo.records('note').insert({
      id: 'record-1',
      form: 'note',
      release: 1,
      pack: 'notes',
      revision: 1,
      status: 'new',
      data: { subject: CANARY },
      search: [CANARY],
      title: CANARY,
      ...by,
    });
    await demo.notices.insert({ id: 'notice-1', person: 'maker', title: CANARY, text: CANARY, at, read: false });
    await demo.incidents.insert({
      id: 'incident-1',
      at,
      code: 'server/internal',
      params: { canary: CANARY },
      attempts: 1,
      status: 'open',
      cause: CANARY,
    });
    await demo.drafts.insert({
      id: 'draft-1',
      person: 'maker',
      form: 'note',
      scope: 'new',
      data: { subject: CANARY },
      revision: 1,
      savedAt: at,
    });
    await demo.files.insert({
      id: 'file-0001',
      name: `${CANARY}.pdf`,
      size: 8,
      type: 'application/pdf',
      sha256: 'x',
      owner: 'maker',
      createdAt: at,
    });
    await deps.files.write('file-0001', Buffer.from(CANARY));
    await demo.people.update({ id: 'finance' }, { title: CANARY });
    const maker = await server.signIn('manager');
    const form = smallPack()['notes/forms/note.json'] as JsonObject;
    await maker.put('/packs/notes/draft/form/note', { ...form, title: CANARY }, { 'If-Match': '1' });
    Object.assign(ids, {
      id: ['record-1', 'notice-1', 'incident-1', 'file-0001', 'finance', 'company'],
      form: ['note'],
      pack: ['notes'],
      kind: ['form', 'pack'],
      key: ['note', 'notes'],
      name: [`${'0'.repeat(64)}.js`],
    });
  }

  beforeAll(async () => {
    folder = await packFolder(smallPack());
    server = await startServer({ store, packs: folder.path });
    const { deps } = server;
    await importFolder(deps, 'other');
    await deps.store.tenant('other').units.insert({ id: 'company', kind: 'company', title: 'Other' });
    const roles = ['maker', 'finance', 'manager', 'analyst', 'auditor', 'admin'];
    const passwordHash = await deps.passwords.hash(DEMO_PASSWORD);
    await deps.store.tenant('other').people.insert({
      id: 'boss',
      name: 'boss',
      title: 'Boss',
      unit: 'company',
      roles,
      active: true,
      passwordHash,
      mustChangePassword: false,
      failedSignIns: 0,
      revision: 1,
    });
    await plant();
    stranger = await server.signIn('boss', { tenant: 'other' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const paths = (path: string): string[] => {
    const [, name] = /:(\w+)/.exec(path) ?? [];
    return name === undefined
      ? [path]
      : (ids[name] ?? ['record-1', 'note']).flatMap((id) => paths(path.replace(`:${name}`, id)));
  };

  it('reads nothing of this one by any route, though they have every role in their own', async () => {
    const leaks: string[] = [];
    let asked = 0;
    for (const route of routes.filter(
      ({ method, path, access }) => method === 'GET' && access !== 'public' && path !== '/events',
    )) {
      for (const path of paths(route.path)) {
        const reply = await stranger.get(`${path}?size=200&q=${CANARY}&count=true`);
        const plain = await stranger.get(path);
        asked += 2;
        // The refusal of what does not exist names what was asked for.
        for (const { status, text } of [reply, plain])
          if (text.includes(CANARY) && status !== 404) leaks.push(`${path}: ${text.slice(0, 200)}`);
        if (plain.status >= 500) leaks.push(`${path}: ${plain.text}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(asked).toBeGreaterThan(40);
  });

  it('changes nothing of this one by any route', async () => {
    const demo = server.deps.store.tenant('demo');
    const state = async () =>
      JSON.stringify([
        await demo.people.find({ sort: ['id'] }),
        await demo.units.find({ sort: ['id'] }),
        await demo.packDrafts.find({ sort: ['id'] }),
        await demo.records('note').find({}),
        await demo.notices.find({}),
        await demo.files.find({}),
        await demo.incidents.find({}),
      ]);
    const before = await state();
    for (const route of routes.filter(
      ({ method, access, path }) => method !== 'GET' && access !== 'public' && !path.startsWith('/session'),
    )) {
      for (const path of paths(route.path)) {
        const reply = await stranger.raw(
          route.method,
          `/api${path}`,
          route.method === 'DELETE'
            ? undefined
            : JSON.stringify({ kind: 'form', key: 'note', revision: 1, release: 1, reason: 'x', title: 'x' }),
          {
            'Content-Type': 'application/json',
            'If-Match': '1',
          },
        );
        expect([`${route.method} ${path}`, reply.status < 500]).toEqual([`${route.method} ${path}`, true]);
      }
    }
    expect(await state()).toBe(before);
  });
});
