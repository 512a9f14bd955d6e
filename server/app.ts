import { createServer, type Server } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { issue, localeFrom } from '../engine/index.ts';
import { namesThisServer } from './auth/host.ts';
import type { Deps } from './deps.ts';
import { badRequest, Fault, misdirected } from './fault.ts';
import { createHeavyTurns } from './http/heavy-turns.ts';
import { routes as allRoutes } from './http/index.ts';
import { asFault, sendProblem } from './http/problem.ts';
import type { Route } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import { serveRoute } from './http/serve-route.ts';
import { setUpPage } from './http/set-up-page.ts';
import { assets, page } from './http/static.ts';
import { createThrottle } from './http/throttle.ts';
import { createUploadTurns } from './http/upload-turns.ts';

/** The whole of HTTP over the given dependencies. Throws when a route does not say who may call it. */
export function createApp(deps: Deps, routes: Route[] = allRoutes): Express {
  checkRoutes(routes);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('routes', routes);
  app.set('trust proxy', deps.config.proxies.length > 0 ? deps.config.proxies : false);
  app.use(follow(deps));
  app.use(...securityHeaders(deps.config));
  app.use(answerOwnNames(deps));
  app.use(
    compression({
      threshold: 1_024,
      filter: (request, response) =>
        !isStream(response.getHeader('Content-Type')) && compression.filter(request, response),
    }),
  );

  const api = express.Router();
  api.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const throttle = createThrottle(deps.config.requestsPerMinute);
  const turns = { reads: createHeavyTurns(), uploads: createUploadTurns() };
  for (const route of routes) api[verbOf(route)](route.path, serveRoute(deps, route, throttle, turns));
  api.use(nothingThere(deps));
  app.use('/api', api);
  for (const probe of probes)
    app.get(probe, (request, response, next) => {
      request.url = probe;
      api(request, response, next);
    });

  if (deps.config.mode === 'production') app.use(setUpPage);
  app.use(assets(deps.config.designer));
  app.use(page(deps.config.designer));
  app.use(nothingThere(deps));
  app.use(unreadable(deps));
  return app;
}

const probes = ['/healthz', '/readyz'];

const accesses = new Set<unknown>(['public', 'person', 'studio', 'publish', 'people', 'operations', 'audit']);

function checkRoutes(routes: Route[]): void {
  const seen = new Set<string>();
  for (const { method, path, access } of routes) {
    const name = `${method} ${path}`;
    const said = [access].flat();
    if (said.length === 0 || said.some((one) => !accesses.has(one)))
      throw new TypeError(`${name} does not say who may call it`);
    if (seen.has(name)) throw new TypeError(`${name} is routed twice`);
    seen.add(name);
  }
}

function verbOf({ method }: Route): 'get' | 'post' | 'put' | 'patch' | 'delete' {
  return method.toLowerCase() as 'get';
}

/** Gives each request a name for the log and the reader, and logs how it ended. */
function follow(deps: Deps): RequestHandler {
  return (request, response, next) => {
    const correlationId = deps.ids.next();
    response.locals.correlationId = correlationId;
    response.setHeader('X-Correlation-Id', correlationId);
    const from = performance.now();
    response.once('finish', () => {
      if (!request.originalUrl.startsWith('/api/') || response.statusCode < 400) return;
      const ms = Math.round(performance.now() - from);
      deps.log.info(
        {
          correlationId,
          method: request.method,
          path: request.originalUrl.split('?')[0] ?? '',
          status: response.statusCode,
          ms,
        },
        'refused',
      );
    });
    next();
  };
}

/** Refuses what was meant for another name. Probes come by any address, and tell nothing. */
function answerOwnNames(deps: Deps): RequestHandler {
  const open = new Set(probes.flatMap((probe) => [probe, `/api${probe}`]));
  return (request, response, next) => {
    if (namesThisServer(request, deps.config) || (request.method === 'GET' && open.has(request.path))) return next();
    const correlationId = String(response.locals.correlationId);
    const fault = asFault(misdirected(request.headers.host ?? ''), correlationId, deps.log);
    sendProblem(response, fault, localeFrom(request.headers['accept-language']), correlationId);
  };
}

function nothingThere(deps: Deps): RequestHandler {
  return (request, response) => {
    const address = `${request.method} ${request.originalUrl.split('?')[0]}`.slice(0, 200);
    const correlationId = String(response.locals.correlationId);
    const fault = asFault(
      new Fault('not-found', issue('server/no-such-address', '', { address })),
      correlationId,
      deps.log,
    );
    sendProblem(response, fault, localeFrom(request.headers['accept-language']), correlationId);
  };
}

/** What no route could be asked: an address that cannot be decoded. Express would answer with a page that shows the stack. */
function unreadable(deps: Deps): ErrorRequestHandler {
  return (cause: unknown, request, response, _next) => {
    const correlationId = String(response.locals.correlationId);
    const fault = cause instanceof URIError ? badRequest([issue('server/bad-request', '', { reason: 'URI' })]) : cause;
    sendProblem(
      response,
      asFault(fault, correlationId, deps.log),
      localeFrom(request.headers['accept-language']),
      correlationId,
    );
  };
}

function isStream(type: unknown): boolean {
  return String(type).startsWith('text/event-stream');
}

/** A server with the limits of time and size that keep a slow or greedy client from holding it. */
export function createHttpServer(app: Express): Server {
  const server = createServer(
    { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
    app,
  );
  server.maxRequestsPerSocket = 10_000;
  return server;
}
