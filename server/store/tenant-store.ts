import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isKey } from '../../engine/index.ts';
import type { TenantStore } from '../deps.ts';
import * as collections from './collections.ts';
import { counters } from './counters.ts';
import { ensureRecords } from './ensure-records.ts';
import { storedKey } from './filter.ts';
import { type AnyCollection, modelOf } from './models.ts';
import { createRepository, type Turn } from './repository.ts';
import { createSealing, type SealingPorts } from './sealing/sealing.ts';
import { isTransient } from './store-errors.ts';
import type { Running } from './transaction.ts';

/** The rows of one tenant; within a transaction, as that sees them. Nothing of another tenant can be named through it. */
export function tenantStore(
  connection: Connection,
  tenant: string,
  ports?: SealingPorts,
  running?: Running,
): TenantStore {
  if (!isKey(tenant)) throw new TypeError(`"${tenant}" cannot name a tenant`);
  const { session } = running ?? {};
  const turn = turnOf(running);
  const of = <T extends { id: string; tenant: string }>(collection: AnyCollection) =>
    createRepository<T>(
      modelOf(connection, collection),
      collection,
      tenant,
      turn,
      ports && createSealing(collection.name, tenant, ports),
    );
  const made = new Map<string, unknown>();
  const lazy = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
  const store = {
    tenant,
    records: (form: string) => {
      if (!isKey(form)) throw new TypeError(`"${form}" cannot name a form`);
      return lazy(`records.${form}`, () => of(collections.records(tenant, form)));
    },
    nextNumber: (series: string, count?: number) =>
      turn.inTurn(() => {
        running?.take(`counters/${storedKey(tenant, series)}`);
        return counters(connection).next(tenant, series, session, count);
      }),
    currentNumber: (series: string) => turn.inTurn(() => counters(connection).current(tenant, series, session)),
    takeTurn: async (name: string) => running?.take(`${name}/${tenant}`),
    touchRecord: (form: string, id: string) => turn.inTurn(() => touch(connection, tenant, form, id, running)),
    ensureRecords: (form: string, indexes: { fields: string[]; unique: boolean }[]) =>
      ensureRecords(connection, collections.records(tenant, form), indexes),
  };
  for (const collection of collections.shared) {
    Object.defineProperty(store, collection.name, { get: () => lazy(collection.name, () => of(collection)) });
  }
  return store as unknown as TenantStore;
}

// A change of the row that two transactions cannot both make.
async function touch(
  connection: Connection,
  tenant: string,
  form: string,
  id: string,
  running: Running | undefined,
): Promise<void> {
  if (!running || !isKey(form)) return;
  const model = modelOf(connection, collections.records(tenant, form));
  const key = { _id: storedKey(tenant, id), tenant };
  try {
    await model.collection.updateOne(key as never, { $set: { touched: randomUUID() } } as never, {
      session: running.session,
    });
  } catch (cause) {
    if (isTransient(cause)) running.blockedBy(`${model.collection.name}/${key._id}`);
    throw cause;
  }
}

function turnOf(running: Running | undefined): Turn {
  if (!running) return { inTurn: (work) => work() };
  let last: Promise<unknown> = Promise.resolve();
  return {
    session: running.session,
    blockedBy: running.blockedBy,
    inTurn(work) {
      const mine = last.then(work, work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
