import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import type { Secrets, Store, TenantStore } from '../deps.ts';
import * as collections from './collections.ts';
import { openConnection } from './connection.ts';
import { counterModel } from './counters.ts';
import { createEvents, eventModel } from './events.ts';
import { createLimits, limitModel } from './limits.ts';
import { type AnyCollection, modelOf, prepare, type Stored } from './models.ts';
import { createProbe } from './probe.ts';
import { reasonRefused, StoreRefused } from './reachable.ts';
import type { OutboxRow, SessionRow, TimerRow } from './rows.ts';
import { createKeyring } from './sealing/keyring.ts';
import { sealStored } from './sealing/seal-stored.ts';
import { createSealing, type SealedForms, type SealingPorts } from './sealing/sealing.ts';
import { isAway, toFault } from './store-errors.ts';
import { tenantStore } from './tenant-store.ts';
import { inTransaction } from './transaction.ts';

/** Opens the store at an address and makes what is missing in it. Rejects with `unavailable` when nothing answers. */
export async function connectStore(uri: string, sealed?: { secrets: Secrets; forms: SealedForms }): Promise<Store> {
  const opened = await openConnection(uri);
  const { connection } = opened;
  await prepareAll(connection).catch(async (cause: unknown) => {
    await opened.close();
    throw opened.kind === 'mongodb' ? new StoreRefused(reasonRefused(cause)) : cause;
  });
  const ports = sealed && { keyring: createKeyring(connection, sealed.secrets), forms: sealed.forms };
  const session = modelOf(connection, collections.sessions);
  const tenants = knownTenants(connection, ports);
  const queues = { timers: modelOf(connection, collections.timers), outbox: modelOf(connection, collections.outbox) };
  return {
    kind: opened.kind,
    ...(opened.rowTest && { rowTest: opened.rowTest }),
    tenant: (tenant) => tenants.of(tenant),
    transaction: (tenant, work) =>
      inTransaction(connection, (running) => work(tenantStore(connection, tenant, ports, running))),
    tenants: async () => (await modelOf(connection, collections.people).distinct('tenant')) as string[],
    claimDue: async (queue, now, leaseUntil, limit) => {
      const rows = await claim(queues[queue], queue, now, leaseUntil, limit);
      const open = (row: TimerRow | OutboxRow) => ports && createSealing(queue, row.tenant, ports)?.open(row);
      return (await Promise.all(rows.map(async (row) => (await open(row)) ?? row))) as never;
    },
    sessionByToken: async (tokenHash) => {
      try {
        const found = await session.collection.findOne({ id: tokenHash }, { projection: { _id: 0 } });
        return (found ?? undefined) as unknown as SessionRow | undefined;
      } catch (cause) {
        throw toFault(cause, 'person');
      }
    },
    limits: createLimits(connection),
    events: createEvents(connection, ports),
    prune: (now) => prune(connection, now),
    ping: createProbe(connection),
    sealStored: async (tenant, setAside) => (ports ? sealStored(connection, tenant, ports, setAside) : 0),
    close: () => opened.close(),
  };
}

/** Tenants kept in one process; names of no tenant come with attempts to sign in. */
const MOST_TENANTS = 1000;

/** Outside transactions the rows of a tenant hold no state: every request is given the same. */
function knownTenants(connection: Connection, ports: SealingPorts | undefined): { of(tenant: string): TenantStore } {
  const known = new LRUCache<string, TenantStore>({ max: MOST_TENANTS });
  return {
    of(tenant) {
      let found = known.get(tenant);
      if (!found) {
        found = tenantStore(connection, tenant, ports);
        known.set(tenant, found);
      }
      return found;
    },
  };
}

async function prepareAll(connection: Connection): Promise<void> {
  const models = collections.shared.map((collection) => modelOf(connection, collection));
  await Promise.all([
    ...models.map(prepare),
    ...[counterModel(connection), limitModel(connection), eventModel(connection)].map((model) =>
      prepare(model as unknown as Model<Stored>),
    ),
  ]);
}

// Each row goes to one server: the claim is a conditional change of the row itself.
async function claim(
  model: Model<Stored>,
  queue: 'timers' | 'outbox',
  now: string,
  leaseUntil: string,
  limit: number,
): Promise<(TimerRow | OutboxRow)[]> {
  const due = queue === 'timers' ? 'fireAt' : 'dueAt';
  const free = {
    status: 'waiting',
    [due]: { $lte: now },
    $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: now } }],
  };
  try {
    const found = (await model
      .find(free, { _id: 1, tenant: 1 }, { lean: true })
      .sort({ [due]: 1 })
      .limit(limit)) as Stored[];
    const claimed = await Promise.all(
      found.map(({ _id, tenant }) =>
        model.findOneAndUpdate(
          { _id, tenant, ...free },
          { $set: { leaseUntil } },
          { projection: { _id: 0 }, returnDocument: 'after', lean: true },
        ),
      ),
    );
    return claimed.filter((row) => row !== null) as unknown as (TimerRow | OutboxRow)[];
  } catch (cause) {
    throw toFault(cause, 'timer');
  }
}

/** Removes what its collection keeps no longer, counted attempts that are over, and events that were told. */
async function prune(connection: Connection, now: string): Promise<void> {
  const hourAgo = new Date(Date.parse(now) - 3_600_000).toISOString();
  try {
    for (const collection of collections.shared) {
      const { retention } = collection as AnyCollection;
      if (!retention) continue;
      const { after, days, where } = retention;
      const before = new Date(Date.parse(now) - days * 86_400_000).toISOString();
      await modelOf(connection, collection).deleteMany({
        ...(where && { [where.path]: { $in: where.in } }),
        [after]: { $lt: before },
      });
    }
    await limitModel(connection).deleteMany({ expiresAt: { $lt: now } });
    await eventModel(connection).deleteMany({ at: { $lt: hourAgo } });
  } catch (cause) {
    if (!isAway(cause)) throw cause;
  }
}
