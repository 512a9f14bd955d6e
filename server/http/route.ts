import type { Request, Response } from 'express';
import { issue, type Permission } from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { badRequest } from '../fault.ts';
import type { Shape } from './shape.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: everybody; every person who is signed in (the operation asks for his rights); or who has the permission (one of them).
 * A route that says nothing keeps the server from starting.
 */
export type Access = 'public' | 'person' | Permission | readonly Permission[];

/** What a handler knows of the request. */
export type Call<Body> = {
  deps: Deps;
  /** Throws `unauthenticated` on a public route without a session. */
  caller: Caller;
  /** What is known of anybody. */
  visitor: Pick<Caller, 'locale' | 'ip' | 'correlationId'>;
  params: { [name: string]: string };
  query: { [name: string]: string };
  body: Body;
  /** The revision in `If-Match`; throws `precondition-required` without one. */
  ifMatch(): number;
  request: Request;
};

/** `send` is for what is not JSON: a file, a page, a stream of events. */
export type Answer =
  | { status: number; body?: unknown; headers?: { [name: string]: string } }
  | { send: (response: Response) => void | Promise<void> };

export type RouteOptions<Body> = {
  access: Access;
  /** Nobody looks who asks, not even where a session is sent: it is answered without the store. */
  anonymous?: true;
  /** One line of the OpenAPI document. */
  summary: string;
  /** JSON body; without it a body is not read. */
  body?: Shape<Body>;
  /** Definitions are larger and deeper than form data. */
  size?: 'definition' | 'pack';
  /** The handler reads the request's stream itself (uploads). */
  raw?: true;
  /** `Idempotency-Key` must be there; where it is not, it is honoured all the same. */
  idempotency?: 'required';
  /** The answer holds what is shown once: it is not kept for a repeated request. */
  secret?: true;
  /** May be called before an issued password is changed and a second factor that a role asks for is set up. */
  whileSigningIn?: true;
  /** Query parameters, for the OpenAPI document. */
  query?: { [name: string]: string };
};

export type Route = RouteOptions<unknown> & {
  method: Method;
  /** Below `/api`, with `:params`. */
  path: string;
  handle(call: Call<unknown>): Promise<Answer>;
};

type Make = <Body = undefined>(
  path: string,
  options: RouteOptions<Body>,
  handle: (call: Call<Body>) => Promise<Answer>,
) => Route;

const route =
  (method: Method): Make =>
  (path, options, handle) => ({
    ...(options as RouteOptions<unknown>),
    method,
    path,
    handle: handle as Route['handle'],
  });

export const get = route('GET');
export const post = route('POST');
export const put = route('PUT');
export const patch = route('PATCH');
export const del = route('DELETE');

export const answer = (body: unknown, headers?: { [name: string]: string }): Answer => ({
  status: 200,
  body,
  ...(headers && { headers }),
});
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body: unknown): Answer => ({ status: 202, body });
export const noContent = (): Answer => ({ status: 204 });

/** `page` from 1 and `size` up to 200 of a list's query. Anything else is refused: who asks for a page must not be shown another. */
export function pageOf(query: { [name: string]: string }, size = 50): { page: number; size: number } {
  const whole = (name: string, otherwise: number, max: number) => {
    const given = query[name];
    if (given === undefined || given === '') return otherwise;
    if (/^[1-9]\d{0,6}$/.test(given) && Number(given) <= max) return Number(given);
    throw badRequest([issue('definition/range', `/${name}`, { constraint: `1–${max}` })]);
  };
  return { page: whole('page', 1, 1_000_000), size: whole('size', size, 200) };
}
