import type { Request, Response } from 'express';
import { issue, type Permission, type Requests } from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { badRequest } from '../fault.ts';
import type { Shape } from './shape.ts';
import type { UploadRoom } from './upload-turns.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: everyone; every signed-in person (the operation checks their rights); or holders of one of the permissions.
 * A route that says nothing keeps the server from starting.
 */
export type Access = 'public' | 'person' | Permission | readonly Permission[];

/** What a handler knows of the request. */
export type Call<Body> = {
  deps: Deps;
  /** Throws `unauthenticated` on a public route without a session. */
  caller: Caller;
  /** What is known of every person. */
  visitor: Pick<Caller, 'locale' | 'ip' | 'correlationId'>;
  params: { [name: string]: string };
  query: { [name: string]: string };
  body: Body;
  /** The revision in `If-Match`; throws `precondition-required` without one. */
  ifMatch(): number;
  request: Request;
  /** Of an upload: the memory that it may fill. */
  room: UploadRoom;
};

/** `send` is for what is not JSON: a file, a page, a stream of events. */
export type Answer<T = unknown> =
  | { status: number; body?: T; headers?: { [name: string]: string } }
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
  /** A sensitive act: the caller must have proved who they are within the last minutes (`POST /session/proof`). */
  proof?: true;
  /** Reads much: of one person only a few run at once. */
  heavy?: true;
  /** Query parameters, for the OpenAPI document. */
  query?: { [name: string]: string };
};

export type Route = RouteOptions<unknown> & {
  method: Method;
  /** Below `/api`, with `:params`. */
  path: string;
  handle(call: Call<unknown>): Promise<Answer>;
};

/** The body and the answer that `engine/wire` gives a request which the pages send. */
type Sent<K> = K extends keyof Requests ? Requests[K] : never;
type BodySent<K> = Sent<K> extends { body: infer Body } ? Body : undefined;
type Given<K> = Sent<K> extends { answer: infer T } ? T : unknown;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** A body that differs from the one in `engine/wire` does not compile; a request that no page sends has any body. */
type AsSent<K, Body> = K extends keyof Requests
  ? Same<Body, BodySent<K>> extends true
    ? unknown
    : { body: { sentByPages: BodySent<K>; takenHere: Body } }
  : unknown;

type Make<M extends Method> = <P extends string, Body = undefined>(
  path: P,
  options: RouteOptions<Body> & AsSent<`${M} ${P}`, Body>,
  handle: (call: Call<Body>) => Promise<Answer<Given<`${M} ${P}`>>>,
) => Route;

const route =
  <M extends Method>(method: M): Make<M> =>
  (path, options, handle) => ({
    ...(options as unknown as RouteOptions<unknown>),
    method,
    path,
    handle: handle as Route['handle'],
  });

export const get = route('GET');
export const post = route('POST');
export const put = route('PUT');
export const patch = route('PATCH');
export const del = route('DELETE');

export const answer = <T>(body: T, headers?: { [name: string]: string }): Answer<T> => ({
  status: 200,
  body,
  ...(headers && { headers }),
});
export const created = <T>(body: T): Answer<T> => ({ status: 201, body });
export const accepted = <T>(body: T): Answer<T> => ({ status: 202, body });
export const noContent = (): Answer<never> => ({ status: 204 });

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
