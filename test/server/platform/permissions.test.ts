import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissions } from '../../../engine/index.ts';
import { routes } from '../../../server/http/index.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { embeddedDatabase, type TestDatabase } from '../../support/stores.ts';

const guarded = routes.filter(({ access }) => access !== 'person' && access !== 'public');

describe('a permission of a role', () => {
  let database: TestDatabase;
  let folder: PackFolder;
  let server: TestServer;
  beforeAll(async () => {
    database = await embeddedDatabase();
    const roles = Object.fromEntries(
      permissions.map((permission) => [`may-${permission}`, { title: permission, permissions: [permission] }]),
    );
    folder = await packFolder({
      ...smallPack(),
      'notes/roles/single.json': { kind: 'roles', key: 'single', title: 'Single', roles },
    });
    server = await startServer({ store: database, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
    await database.stop();
  });

  it.each(permissions)('opens the routes that ask for it and no others: %s', async (permission) => {
    const people = server.deps.store.tenant('demo').people;
    await people.update({ name: 'maker2' }, { roles: [`may-${permission}`] });
    const client = await server.signIn('maker2');
    const open: string[] = [];
    for (const route of guarded) {
      const path = `/api${route.path.replace(/:(\w+)/g, 'x')}`;
      // A body that cannot be read: permissions are asked before it, and nothing is changed after it.
      const body = route.method === 'GET' ? undefined : '{"broken":';
      const reply = await client.raw(route.method, path, body, { 'Content-Type': 'application/json' });
      const asked = reply.status === 403 && problemIn(reply).code === 'forbidden';
      if (!asked) open.push(`${route.method} ${route.path}`);
    }
    const wanted = guarded.filter(({ access }) => access === permission || access.includes(permission));
    expect(open).toEqual(wanted.map(({ method, path }) => `${method} ${path}`));
    expect(wanted.length).toBeGreaterThan(0);
  });
});
