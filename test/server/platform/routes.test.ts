import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { routes } from '../../../server/http/index.ts';
import { get, type Route } from '../../../server/http/route.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { embeddedDatabase, type TestDatabase } from '../../support/stores.ts';

const publicRoutes = ['GET /healthz', 'GET /readyz', 'GET /welcome', 'POST /session', 'POST /set-up'];

describe('every route', () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await embeddedDatabase();
    server = await startServer({ store: database, packs: false });
  });
  afterAll(async () => {
    await server.stop();
    await database.stop();
  });

  it('says who may call it, or the server does not start', () => {
    const silent = {
      ...get('/silent', { access: 'person', summary: '' }, async () => ({ status: 200 })),
      access: undefined,
    } as unknown as Route;
    expect(() => createApp(server.deps, [silent])).toThrow('GET /silent does not say who may call it');
    const nobody = get('/nobody', { access: [], summary: '' }, async () => ({ status: 200 }));
    expect(() => createApp(server.deps, [nobody])).toThrow('GET /nobody');
    const unknown = get('/unknown', { access: 'everything' as never, summary: '' }, async () => ({ status: 200 }));
    expect(() => createApp(server.deps, [unknown])).toThrow('GET /unknown');
  });

  it('stands in the list once', () => {
    const twice = get('/twice', { access: 'person', summary: '' }, async () => ({ status: 200 }));
    expect(() => createApp(server.deps, [twice, twice])).toThrow('routed twice');
  });

  it('is public only where it must be', () => {
    const found = routes.filter(({ access }) => access === 'public').map(({ method, path }) => `${method} ${path}`);
    expect(found.sort()).toEqual([...publicRoutes].sort());
  });

  it.each(
    routes
      .filter(({ access }) => access !== 'public')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s asks for a session', async (_name, route) => {
    const path = `/api${route.path.replace(/:(\w+)/g, 'x')}`;
    const reply = await server
      .client()
      .raw(route.method, path, route.method === 'GET' ? undefined : '{}', { 'Content-Type': 'application/json' });
    expect(reply.status).toBe(401);
    expect(problemIn(reply).code).toBe('unauthenticated');
  });

  it.each(
    routes
      .filter(({ access }) => access !== 'public' && access !== 'person')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s asks for its permission before it reads anything', async (_name, route) => {
    const client = await server.signIn('maker');
    const path = `/api${route.path.replace(/:(\w+)/g, 'x')}`;
    const reply = await client.raw(route.method, path, route.method === 'GET' ? undefined : '{"broken":', {
      'Content-Type': 'application/json',
    });
    expect(reply.status).toBe(403);
    expect(problemIn(reply).code).toBe('forbidden');
  });
});
