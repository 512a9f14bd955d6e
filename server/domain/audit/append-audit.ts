import { hashOf, type IssueCode, type JsonObject } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { AuditRow } from '../../store/rows.ts';

/** Who did it, where it was done from; a failed sign-in has nobody. */
export type By = { actor?: string; ip?: string; correlationId?: string };

/** What was done; each has its sentence in the catalogue of messages. */
export type AuditAction = IssueCode extends infer Code
  ? Code extends `server/audit-${infer Action}`
    ? Action
    : never
  : never;

/**
 * Adds a link to the tenant's chain, in the transaction of the change that it tells of. `params` are ids and plain values,
 * never a password and never what a form holds.
 */
export async function appendAudit(
  deps: Pick<Deps, 'clock' | 'ids' | 'secrets'>,
  tx: TenantStore,
  by: By,
  action: AuditAction,
  params: JsonObject = {},
): Promise<void> {
  await tx.takeTurn('audit');
  const last = await tx.audit.first({ sort: ['-seq'], fields: ['seq', 'hash'] });
  const link = {
    seq: (last?.seq ?? 0) + 1,
    at: deps.clock.now(),
    ...(by.actor !== undefined && { actor: by.actor }),
    action,
    params,
    ...(by.ip !== undefined && { ip: by.ip }),
    ...(by.correlationId !== undefined && { correlationId: by.correlationId }),
    prevHash: last?.hash ?? '',
  };
  const hash = hashOf(link);
  const [mac = ''] = deps.secrets.digests(signedOf(tx.tenant, link.seq, hash), AUDIT);
  await tx.audit.insert({ id: deps.ids.next(), ...link, hash, mac });
}

/** The use of the key that signs entries. */
export const AUDIT = 'audit';

/** What an entry's signature is made of: its hash holds all that went before. */
export function signedOf(tenant: string, seq: number, hash: string): string {
  return `${tenant}/${seq}/${hash}`;
}

export function byCaller(caller: Caller): By {
  const { actor, ip, correlationId } = caller;
  return { actor: actor.id, ...(ip !== undefined && { ip }), correlationId };
}

/** The first link whose hash does not follow from it and the one before; undefined for a whole chain. Oldest rows first. */
export function brokenLink(rows: AuditRow[]): AuditRow | undefined {
  let previous: AuditRow | undefined;
  for (const row of rows) {
    const { id: _id, tenant: _tenant, hash, mac: _mac, ...link } = row;
    const follows = row.seq === (previous?.seq ?? 0) + 1 && row.prevHash === (previous?.hash ?? '');
    if (!follows || hashOf(link as JsonObject) !== hash) return row;
    previous = row;
  }
  return undefined;
}
