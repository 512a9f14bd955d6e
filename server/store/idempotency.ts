// A request that was sent twice is carried out once. The mark of its key is written in the same transaction as its first
// change, so that not even a kill between the change and the answer leads to a second one.
import { createHash } from 'node:crypto';
import { canonicalJson, isJsonObject, issue, type Json, type JsonObject } from '../../engine/index.ts';
import type { Caller, Deps, Store, TenantStore } from '../deps.ts';
import { badRequest, Fault, idempotencyFault } from '../fault.ts';
import type { IdempotencyRow } from './rows.ts';

/** What cannot be done twice is remembered for long; of the rest only what a client may repeat after a failure. */
const KEPT_DAYS = { decision: 30, other: 1 };
/** After this a marked request without an answer is taken for one whose server died. */
const IN_FLIGHT_MS = 30_000;

/** What a route answers; a stream of its own (`send`) is not remembered. */
type Answered = { status: number; body?: unknown; headers?: { [name: string]: string } } | { send: unknown };

type Replayed = { status: number; body: unknown; headers: { [name: string]: string } };

type Asked = { key: string; method: string; path: string; body: Json; secret?: boolean };

export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw badRequest([issue('server/bad-request', '', { reason: 'Idempotency-Key' })]);
  return key;
}

/** Answers as `run` does, or as it did the first time. `run` gets the dependencies with which it must make its changes. */
export async function once<A extends Answered>(
  deps: Deps,
  caller: Caller,
  asked: Asked,
  run: (deps: Deps) => Promise<A>,
): Promise<A | Replayed> {
  const { tenant, id: person } = caller.actor;
  const rows = deps.store.tenant(tenant).idempotency;
  const id = `${person}:${asked.key}`;
  const hashes = hashesOf(deps, asked);
  const known = await rows.get(id);
  if (known) return replay(known, hashes, deps.clock.now());
  const createdAt = deps.clock.now();
  const expiresAt = new Date(Date.parse(createdAt) + daysKept(asked.path) * 86_400_000).toISOString();
  const mark: Omit<IdempotencyRow, 'tenant'> = {
    id,
    person,
    key: asked.key,
    bodyHash: hashes[0] ?? '',
    status: 0,
    createdAt,
    expiresAt,
  };
  const marking = markingStore(deps.store, tenant, mark);
  let remembered = false;
  const answer = await run({
    ...deps,
    store: marking.store,
    async remember(tx, { status, body }) {
      if (asked.secret) return;
      await tx.idempotency.update({ id }, { status, body: { answer: body } as JsonObject });
      remembered = true;
    },
  });
  if ('send' in answer || remembered) return answer;
  // What made no transaction changed nothing that could be doubled, and what is shown once is not kept.
  if (!marking.isMarked() || asked.secret) return answer;
  const body = answer.body !== undefined && { body: { answer: answer.body } as JsonObject };
  await rows.update({ id }, { status: answer.status, ...body });
  return answer;
}

function daysKept(path: string): number {
  return /\/decisions$/.test(path.split('?')[0] ?? '') ? KEPT_DAYS.decision : KEPT_DAYS.other;
}

// The hash is kept for weeks, and what it is made of must not be found by trying: it is keyed. The last one is that of earlier builds.
function hashesOf(deps: Deps, { method, path, body }: Asked): string[] {
  const text = `${method} ${path}\n${canonicalJson(withoutSignature(body))}`;
  return [...deps.secrets.digests(text, 'remembered requests'), createHash('sha256').update(text).digest('hex')];
}

// A password does not belong into it at all.
function withoutSignature(body: Json): Json {
  if (!isJsonObject(body)) return body;
  const { sign: _sign, ...rest } = body;
  return rest;
}

function replay(known: IdempotencyRow, hashes: string[], now: string): Replayed {
  if (!hashes.includes(known.bodyHash)) throw idempotencyFault('server/idempotency-other-body');
  if (known.status === 0) {
    const age = Date.parse(now) - Date.parse(known.createdAt);
    throw idempotencyFault(age < IN_FLIGHT_MS ? 'server/idempotency-in-flight' : 'server/idempotency-done');
  }
  return { status: known.status, body: known.body?.answer, headers: { 'Idempotency-Replayed': 'true' } };
}

/** The store, whose first transaction for the tenant also writes the mark. */
function markingStore(store: Store, tenant: string, mark: Omit<IdempotencyRow, 'tenant'>) {
  let state: 'no' | 'trying' | 'yes' = 'no';
  const transaction: Store['transaction'] = async (of, work) => {
    if (state !== 'no' || of !== tenant) return store.transaction(of, work);
    state = 'trying';
    try {
      const value = await store.transaction(of, async (tx) => {
        await insertMark(tx, mark);
        return work(tx);
      });
      state = 'yes';
      return value;
    } catch (cause) {
      state = 'no';
      throw cause;
    }
  };
  return { store: { ...store, transaction }, isMarked: () => state === 'yes' };
}

async function insertMark(tx: TenantStore, mark: Omit<IdempotencyRow, 'tenant'>): Promise<void> {
  try {
    await tx.idempotency.insert(mark);
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'duplicate') throw idempotencyFault('server/idempotency-in-flight');
    throw cause;
  }
}
