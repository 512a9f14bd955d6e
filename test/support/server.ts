import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem, Session } from '../../engine/index.ts';
import { createApp, createHttpServer } from '../../server/app.ts';
import { assemble } from '../../server/assemble.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { Clock, Deps } from '../../server/deps.ts';
import { importFolder } from '../../server/domain/packs/import-folder.ts';
import { routes } from '../../server/http/index.ts';
import type { Route } from '../../server/http/route.ts';
import { startWorkers } from '../../server/workers/index.ts';
import { demoPeople, demoUnits } from './demo-people.ts';
import type { TestDatabase, TestStore } from './stores.ts';

export type TestServer = {
  url: string;
  deps: Deps;
  tenant: string;
  /** A client without a session. */
  client(options?: ClientOptions): Client;
  /** A client signed in as one of the demo people, or with another password. */
  signIn(name: string, options?: ClientOptions & { password?: string; tenant?: string }): Promise<Client>;
  stop(): Promise<void>;
};
export type ClientOptions = { language?: 'en' | 'zh-CN' };

/** What the server answered; `body` is parsed where it is JSON. */
export type Reply<T = unknown> = { status: number; headers: Headers; body: T; text: string };

export type Client = {
  session: Session | undefined;
  cookie: string;
  /** Headers of the next requests, beside the session's. */
  headers: { [name: string]: string };
  get<T = unknown>(path: string, headers?: HeaderMap): Promise<Reply<T>>;
  post<T = unknown>(path: string, body?: unknown, headers?: HeaderMap): Promise<Reply<T>>;
  put<T = unknown>(path: string, body: unknown, headers?: HeaderMap): Promise<Reply<T>>;
  patch<T = unknown>(path: string, body: unknown, headers?: HeaderMap): Promise<Reply<T>>;
  del<T = unknown>(path: string, headers?: HeaderMap): Promise<Reply<T>>;
  /** Sends bytes as they are; `path` from the server's root. */
  raw<T = unknown>(method: string, path: string, body?: BodyInit, headers?: HeaderMap): Promise<Reply<T>>;
};
type HeaderMap = { [name: string]: string };

export type StartOptions = {
  /** One of `describeEachStore`'s stores, of which a fresh database is made; or a database that the test keeps for itself. */
  store: TestStore | TestDatabase;
  /** Folder of packs to publish in the demo tenant, the project's own by default; `false` for none. */
  packs?: string | false;
  /** Goes on although a pack of the folder is broken. */
  broken?: true;
  /** Without the demo people. */
  people?: false;
  /** Timers and the outbox run beside the requests. */
  workers?: true;
  clock?: Clock;
  config?: Partial<Config>;
  /** Routes beside the API's own. */
  routes?: Route[];
};

/** The key of the servers over a database: all of them have the same, and a copy needs that of its original. */
export function secretKeyOf({ uri }: Pick<TestDatabase, 'uri'>): string {
  return createHash('sha256').update(uri).digest('hex');
}

/** A whole server in this process: own store, own data folder, a free port, the demo tenant and people. */
export async function startServer(options: StartOptions): Promise<TestServer> {
  const data = await mkdtemp(join(tmpdir(), 'dougong-data-'));
  const root = new URL('../..', import.meta.url).pathname;
  const base = readConfig(
    { DOUGONG_MODE: 'demo', DOUGONG_DATA: data, LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    root,
  );
  const database = 'connect' in options.store ? await options.store.connect() : options.store;
  const packs = typeof options.packs === 'string' ? { packs: options.packs } : {};
  // Servers of one store share its key, as an installation's do.
  const secretKey = secretKeyOf(database);
  const config: Config = { ...base, storeUri: database.uri, secretKey, ...packs, ...options.config };
  const { deps, stop } = await assemble(config, options.clock && { clock: options.clock });
  if (options.people !== false) await addDemoPeople(deps);
  if (options.packs !== false) await publishFolder(deps, options);
  const workers = options.workers && startWorkers(deps, { pauseMs: 100 });
  const server = createHttpServer(createApp(deps, [...routes, ...(options.routes ?? [])]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    deps,
    tenant: DEMO_TENANT,
    client: (own) => createClient(url, own),
    async signIn(name, own = {}) {
      const client = createClient(url, own);
      const { tenant = DEMO_TENANT, password = DEMO_PASSWORD } = own;
      const reply = await client.post<Session>('/session', { tenant, name, password });
      if (reply.status !== 201) throw new Error(`${name} cannot sign in: ${reply.status} ${reply.text}`);
      return client;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await workers?.stop();
      await stop();
      if ('connect' in options.store) await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A client that keeps its cookie and sends the session's CSRF token, as the application's pages do. */
export function createClient(url: string, options: ClientOptions = {}): Client {
  const raw = async <T>(method: string, path: string, body?: BodyInit, headers: HeaderMap = {}): Promise<Reply<T>> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(options.language && { 'Accept-Language': options.language }),
        ...(client.cookie && { Cookie: client.cookie }),
        ...(client.session && method !== 'GET' && { 'X-CSRF-Token': client.session.csrf }),
        ...client.headers,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const line of response.headers.getSetCookie()) client.cookie = line.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : undefined) as T,
      text,
    };
  };
  const json = <T>(method: string, path: string, body: unknown, headers: HeaderMap = {}) =>
    raw<T>(method, `/api${path}`, body === undefined ? undefined : JSON.stringify(body), {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    });
  const client: Client = {
    session: undefined,
    cookie: '',
    headers: {},
    raw,
    get: (path, headers) => raw('GET', `/api${path}`, undefined, headers),
    async post(path, body, headers) {
      const reply = await json<never>('POST', path, body, headers);
      if (path === '/session' && reply.status === 201) client.session = reply.body as Session;
      return reply;
    },
    put: (path, body, headers) => json('PUT', path, body, headers),
    patch: (path, body, headers) => json('PATCH', path, body, headers),
    del: (path, headers) => json('DELETE', path, undefined, headers),
  };
  return client;
}

/** The refusal in a reply. */
export function problemIn(reply: Reply): Problem {
  return reply.body as Problem;
}

async function publishFolder(deps: Deps, options: StartOptions): Promise<void> {
  const { broken } = await importFolder(deps, DEMO_TENANT);
  const told = broken.map(({ file, issue }) => `${file}${issue.path}: ${issue.code} ${JSON.stringify(issue.params)}`);
  if (told.length > 0 && !options.broken) throw new Error(`Packs are broken:\n${told.join('\n')}`);
}

async function addDemoPeople(deps: Deps): Promise<void> {
  const passwordHash = await deps.passwords.hash(DEMO_PASSWORD);
  const tenant = deps.store.tenant(DEMO_TENANT);
  await tenant.units.insertMany(demoUnits);
  await tenant.people.insertMany(
    demoPeople.map((person) => ({
      ...person,
      id: person.name,
      active: true,
      passwordHash,
      mustChangePassword: false,
      failedSignIns: 0,
      revision: 1,
    })),
  );
}
