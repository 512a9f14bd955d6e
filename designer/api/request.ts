import { authority } from './authority.ts';
import { connection } from './connection.ts';
import { newKey } from './keys.ts';
import { clientProblem, ProblemError, readProblem } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RequestOptions = {
  method?: Method;
  /** Sent as JSON. */
  body?: unknown;
  query?: { [name: string]: string | number | boolean | undefined };
  /** Revision that the change is based on. */
  ifMatch?: number;
  /** One key for one intention (see IntentKey); each POST without one gets a key of its own, kept over retries. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** False for the sign-in calls themselves: a 401 is their answer, not the end of a session. */
  session?: boolean;
};

/** Waits between tries, in seconds. A call that could change something twice is tried again only under a key. */
const pauses = [0.5, 1, 2, 4, 8];
const LONGEST_WAIT = 60;
const TIMEOUT = 30_000;
/** An answer to a change that takes longer than this is worth a word. */
const SLOW = 1500;

/**
 * Calls the API and answers its JSON (undefined for 204). Goes on by itself after a lost connection, after 503 with
 * Retry-After, and after a session that ended or a proof that was asked for (once the person has given it). Throws ProblemError.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const method = options.method ?? 'GET';
  const key = method === 'POST' ? (options.idempotencyKey ?? newKey()) : options.idempotencyKey;
  let signedInAgain = false;
  let renewedToken = false;
  let proven = false;
  for (let attempt = 0; ; attempt++) {
    try {
      return await once<T>(path, method, key, options);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      if (thrown.status === 401 && options.session !== false && !signedInAgain) {
        signedInAgain = true;
        if (await authority.signInAgain()) continue;
        throw thrown;
      }
      if (thrown.status === 403 && thrown.code.includes('csrf') && !renewedToken) {
        renewedToken = true;
        await renewToken(options.signal);
        continue;
      }
      if (thrown.code === 'proof-needed' && !proven) {
        proven = true;
        // The same request again, under its key: nothing that was typed is lost.
        if (await authority.prove()) continue;
        throw thrown;
      }
      const wait = pauseAfter(thrown, attempt);
      if (wait === undefined) throw thrown;
      await pause(wait, options.signal);
    }
  }
}

/** The full address of an API path with its query; values that are undefined are left out. */
export function addressOf(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Headers that every call carries. */
export function commonHeaders(method: Method): { [name: string]: string } {
  return {
    Accept: 'application/json',
    'Accept-Language': authority.locale(),
    ...(method !== 'GET' && authority.csrf() && { 'X-CSRF-Token': authority.csrf() }),
  };
}

async function once<T>(path: string, method: Method, key: string | undefined, options: RequestOptions): Promise<T> {
  const headers = {
    ...commonHeaders(method),
    ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
    ...(options.ifMatch !== undefined && { 'If-Match': `"${options.ifMatch}"` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
  };
  const answered = method === 'GET' ? undefined : startWaiting();
  const response = await reach(addressOf(path, options.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    signal: withTimeout(options.signal),
  }).finally(answered);
  if (!response.ok) throw await readProblem(response);
  connection.isReached();
  if (response.status === 204) return undefined as T;
  return (await response.json().catch(() => {
    throw clientProblem('client/unreadable', response.status);
  })) as T;
}

/** Tells when the answer takes long; gives what ends the waiting. */
function startWaiting(): () => void {
  let slow: { end(): void } | undefined;
  const timer = setTimeout(() => {
    slow = connection.isSlow();
  }, SLOW);
  return () => {
    clearTimeout(timer);
    slow?.end();
  };
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'AbortError') throw clientProblem('client/aborted');
    throw clientProblem(name === 'TimeoutError' ? 'client/timeout' : 'client/offline');
  }
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/** Seconds to wait before the next try; undefined when trying again is no use. */
export function pauseAfter(failure: ProblemError, attempt: number): number | undefined {
  const next = pauses[attempt];
  if (failure.code === 'client/offline' || failure.code === 'client/timeout') {
    connection.isLost();
    return next;
  }
  connection.isReached();
  // The same key is being worked on: a first try that seemed lost has arrived after all, and its answer is near.
  if (failure.code === 'in-flight') return next;
  const again = failure.status === 503 || failure.status === 502 || failure.status === 504;
  if (!again || next === undefined) return undefined;
  const wait = Math.min(failure.problem.retryAfter ?? next, LONGEST_WAIT);
  connection.isBusy(wait);
  return wait;
}

/** Another tab may have signed in meanwhile: the cookie is the new session's, our token the old one's. */
async function renewToken(signal: AbortSignal | undefined): Promise<void> {
  const session = await once<{ csrf: string }>('/session', 'GET', undefined, { signal });
  authority.setCsrf(session.csrf);
}

function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(clientProblem('client/aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  });
}
