import type { Request, RequestHandler, Response } from 'express';
import {
  definitionLimits,
  issue,
  type Json,
  type JsonLimits,
  localeFrom,
  type Permission,
  requestLimits,
} from '../../engine/index.ts';
import { authenticate, type Identity } from '../auth/authenticate.ts';
import { tokenIn } from '../auth/cookie.ts';
import { isOwnRequest } from '../auth/origin.ts';
import { permissionsOf, requiresSecondFactor } from '../auth/permissions.ts';
import { isProven } from '../auth/session-end.ts';
import { sameText } from '../auth/tokens.ts';
import type { Caller, Deps } from '../deps.ts';
import { notePersonalReads, tellReads } from '../domain/audit/personal-reads.ts';
import { asOfNow } from '../domain/packs/asked-at.ts';
import {
  badRequest,
  crossSite,
  expectValid,
  idempotencyFault,
  needsPermission,
  passwordChangeRequired,
  preconditionRequired,
  proofNeeded,
  secondFactorRequired,
  unauthenticated,
} from '../fault.ts';
import { checkKey, once } from '../store/idempotency.ts';
import type { HeavyTurns } from './heavy-turns.ts';
import { asFault, sendProblem } from './problem.ts';
import { readJson } from './read-body.ts';
import { expectNotTooLarge } from './read-upload.ts';
import type { Answer, Call, Route } from './route.ts';
import { parseShape } from './shape.ts';
import type { Throttle } from './throttle.ts';
import type { UploadRoom, UploadTurns } from './upload-turns.ts';

/** A whole pack in one body: an import. */
const packLimits: JsonLimits = { bytes: 5 * 1024 * 1024, depth: 66, keys: 200_000 };
const limitsOf = { definition: { ...definitionLimits, bytes: 1024 * 1024 }, pack: packLimits };

export type Turns = { reads: HeavyTurns; uploads: UploadTurns };

/** One route as Express runs it: who asks, may they, what do they send; then the handler; then the answer or the refusal. */
export function serveRoute(deps: Deps, route: Route, throttle: Throttle, turns: Turns): RequestHandler {
  return (request, response) => asOfNow(() => serve(request, response));

  async function serve(request: Request, response: Response): Promise<void> {
    const correlationId = String(response.locals.correlationId);
    let locale = localeFrom(request.headers['accept-language']);
    try {
      if (route.method !== 'GET' && !isOwnRequest(request.headers, deps.config.baseUrl)) throw crossSite();
      const identity = route.anonymous ? undefined : await identify(deps, request);
      locale = localeFrom(request.headers['accept-language'], identity?.person.locale === 'zh-CN' ? 'zh-CN' : 'en');
      // A probe asks for the machine, not for a person: an address that sends too much must not make the server look dead.
      if (!route.anonymous)
        await throttle.pass(identity ? `${identity.person.tenant}/${identity.person.id}` : `ip:${request.ip}`);
      // What only reads tells whose data it read; a change is told of by itself.
      const reads = route.method === 'GET' || route.heavy ? notePersonalReads() : undefined;
      if (route.access !== 'public') await admit(deps, route, identity, request);
      const admittedAt = performance.now();
      const body = await bodyOf(route, request);
      const work = async (room: UploadRoom = unbounded) => {
        const waited = performance.now() - admittedAt > LONGEST_TRUST_MS;
        return waited ? asOfNow(() => carry(room, true)) : carry(room, false);
      };
      const carry = async (room: UploadRoom, again: boolean) => {
        const now = again ? await admitAgain(deps, route, request) : identity;
        const caller = now && { ...callerOf(now, request, locale, correlationId), ...(reads && { reads }) };
        const run = (given: Deps) =>
          route.handle(callOf(given, request, caller, { locale, ip: request.ip, correlationId }, body, room));
        const answer = await carryOut(deps, route, request, caller, body, run);
        if (caller && reads) await tellReads(deps, caller, reads);
        return answer;
      };
      const own = identity && `${identity.person.tenant}/${identity.person.id}`;
      const turn = () => {
        if (own === undefined) return work();
        if (route.raw) {
          expectNotTooLarge(request);
          return turns.uploads.take(own, work);
        }
        return route.heavy ? turns.reads.take(own, work) : work();
      };
      await send(response, await turn());
    } catch (cause) {
      sendProblem(response, asFault(cause, correlationId, deps.log), locale, correlationId);
    }
  }
}

// What is no upload takes no room.
const unbounded: UploadRoom = { hold: () => Promise.resolve() };

/** Milliseconds for which an identity holds while a body arrives or the request waits for its turn. */
const LONGEST_TRUST_MS = 500;

/** A body may be held back until its sender has lost the session or a role: who asks is looked at again. */
async function admitAgain(deps: Deps, route: Route, request: Request): Promise<Identity | undefined> {
  const identity = route.anonymous ? undefined : await identify(deps, request);
  if (route.access !== 'public') await admit(deps, route, identity, request);
  return identity;
}

async function identify(deps: Deps, request: Request): Promise<Identity | undefined> {
  const token = tokenIn(request.headers.cookie, deps.config);
  return token === undefined ? undefined : authenticate(deps, token);
}

async function admit(deps: Deps, route: Route, identity: Identity | undefined, request: Request): Promise<void> {
  if (!identity) throw unauthenticated();
  if (route.method !== 'GET' && !sameText(String(request.headers['x-csrf-token'] ?? ''), identity.session.csrf))
    throw crossSite();
  if (!route.whileSigningIn) await admitOnlyComplete(deps, identity);
  if (route.access === 'person' || route.access === 'public') return;
  const anyOf: readonly Permission[] = typeof route.access === 'string' ? [route.access] : route.access;
  const permissions = await permissionsOf(deps, identity.actor);
  if (!anyOf.some((permission) => permissions.includes(permission))) throw needsPermission(anyOf.join(', '));
  if (route.proof && !isProven(identity.session, deps.config.session, deps.clock.now())) throw proofNeeded();
}

/** A person with an issued password, or without the second factor that a role demands, gets no further. */
async function admitOnlyComplete(deps: Deps, { person, actor }: Identity): Promise<void> {
  if (person.mustChangePassword) throw passwordChangeRequired();
  if (!person.secondFactor && (await requiresSecondFactor(deps, actor))) throw secondFactorRequired();
}

function callerOf(identity: Identity, request: Request, locale: Caller['locale'], correlationId: string): Caller {
  return {
    actor: identity.actor,
    locale,
    session: identity.session.id,
    ...(request.ip && { ip: request.ip }),
    correlationId,
  };
}

async function bodyOf(route: Route, request: Request): Promise<unknown> {
  if (!route.body) return undefined;
  const json = await readJson(request, route.size ? limitsOf[route.size] : requestLimits);
  return expectValid(parseShape(route.body, json));
}

async function carryOut(
  deps: Deps,
  route: Route,
  request: Request,
  caller: Caller | undefined,
  body: unknown,
  run: (deps: Deps) => Promise<Answer>,
): Promise<Answer> {
  const given = request.headers['idempotency-key'];
  if (route.method !== 'POST' || !caller || route.raw) return run(deps);
  if (given === undefined) {
    if (route.idempotency === 'required') throw idempotencyFault('server/idempotency-required');
    return run(deps);
  }
  const key = checkKey(String(given));
  return once(
    deps,
    caller,
    {
      key,
      method: route.method,
      path: request.originalUrl,
      body: (body ?? null) as Json,
      secret: route.secret === true,
    },
    run,
  );
}

function callOf(
  deps: Deps,
  request: Request,
  caller: Caller | undefined,
  visitor: Call<unknown>['visitor'],
  body: unknown,
  room: UploadRoom,
): Call<unknown> {
  return {
    deps,
    room,
    get caller() {
      if (!caller) throw unauthenticated();
      return caller;
    },
    visitor,
    params: readable(request.params as { [name: string]: string }),
    query: readable(textsOf(request.query)),
    body,
    ifMatch: () => revisionIn(request.headers['if-match']),
    request,
  };
}

// `?a=1&a=2` gives a list, which nobody expects: the first counts.
function textsOf(query: object): { [name: string]: string } {
  const texts: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(query as { [name: string]: unknown })) {
    const first = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') texts[name] = first;
  }
  return texts;
}

// No text that people type or keys that we give hold U+0000, and the stores cannot search for it.
function readable(texts: { [name: string]: string }): { [name: string]: string } {
  for (const [name, text] of Object.entries(texts))
    if (text.includes('\u0000')) throw badRequest([issue('server/bad-request', `/${name}`, { reason: 'U+0000' })]);
  return texts;
}

function revisionIn(header: string | undefined): number {
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '') ?? [];
  if (digits === undefined) throw preconditionRequired();
  return Number(digits);
}

function send(response: Response, answer: Answer): void | Promise<void> {
  if ('send' in answer) return answer.send(response);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.status(answer.status);
  if (answer.body === undefined) response.end();
  else response.setHeader('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(answer.body));
}
