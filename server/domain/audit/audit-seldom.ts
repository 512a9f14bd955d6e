// What happens all the time is told of once in a window of time: an audit that says everything says nothing.
import { LRUCache } from 'lru-cache';
import type { JsonObject } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { type AuditAction, appendAudit, byCaller } from './append-audit.ts';

export const WINDOW_SECONDS = 3_600;

/** What this process knows to be told of, until the time named: most requests ask the store nothing. */
type Told = LRUCache<string, string>;
const toldBy = new WeakMap<Deps['packs'], Told>();

export type SeldomEntry = { action: AuditAction; thing: string; params: JsonObject };

/** An entry that is due: `append` goes into the transaction of the change, `told` follows its commit. */
export type DueEntry = { append(tx: TenantStore): Promise<void>; told(): Promise<void> };

/** The entry, unless the caller did the same to the same `thing` within the last hour, on whichever server. */
export async function dueEntry(deps: Deps, caller: Caller, entry: SeldomEntry): Promise<DueEntry | undefined> {
  const { action, thing, params } = entry;
  const { tenant, id } = caller.actor;
  const key = `audit:${tenant}:${id}:${action}:${thing}`;
  const now = deps.clock.now();
  const told = toldIn(deps);
  const remember = (from: string) => told.set(key, new Date(Date.parse(from) + WINDOW_SECONDS * 1_000).toISOString());
  if ((told.get(key) ?? '') > now) return undefined;
  const known = await deps.store.limits.read(key, now);
  if (known) {
    remember(known.firstAt);
    return undefined;
  }
  return {
    append: (tx) => appendAudit(deps, tx, byCaller(caller), action, params),
    // A server that dies before this tells twice rather than never.
    async told() {
      const { firstAt } = await deps.store.limits.hit(key, now, WINDOW_SECONDS);
      remember(firstAt);
    },
  };
}

/** Adds the entry where it is due, in a transaction of its own: for what changes nothing else. */
export async function auditSeldom(deps: Deps, caller: Caller, entry: SeldomEntry): Promise<void> {
  const due = await dueEntry(deps, caller, entry);
  if (!due) return;
  await deps.store.transaction(caller.actor.tenant, (tx) => due.append(tx));
  await due.told();
}

function toldIn({ packs }: Deps): Told {
  const told = toldBy.get(packs) ?? new LRUCache<string, string>({ max: 20_000 });
  toldBy.set(packs, told);
  return told;
}
