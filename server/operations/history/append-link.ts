import { hashOf, type JsonObject } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import type { HistoryRow } from '../../store/rows.ts';

export type Link = { kind: string; at: string; actor?: string; onBehalfOf?: string; body: JsonObject };

/** Adds the next link to the chain of a case or record, in the transaction of what it tells of. `first`: nothing can be there yet. */
export async function appendLink(
  deps: Deps,
  tx: TenantStore,
  about: HistoryRow['about'],
  of: string,
  link: Link,
  options: { first?: boolean } = {},
): Promise<number> {
  const last = options.first ? undefined : await lastLink(tx, about, of);
  const body = {
    about,
    of,
    seq: (last?.seq ?? 0) + 1,
    at: link.at,
    ...(link.actor !== undefined && { actor: link.actor }),
    ...(link.onBehalfOf !== undefined && { onBehalfOf: link.onBehalfOf }),
    kind: link.kind,
    body: link.body,
    prevHash: last?.hash ?? '',
  };
  await tx.history.insert({ id: deps.ids.next(), ...body, hash: hashOf(body) });
  return body.seq;
}

export function lastLink(rows: TenantStore, about: HistoryRow['about'], of: string): Promise<HistoryRow | undefined> {
  return rows.history.first({ filter: { about, of }, sort: ['-seq'], fields: ['seq', 'hash', 'at', 'actor', 'kind'] });
}

/** The chain, oldest first. */
export function linksOf(rows: TenantStore, about: HistoryRow['about'], of: string): Promise<HistoryRow[]> {
  return rows.history.find({ filter: { about, of }, sort: ['seq'] });
}

/** The first link that does not follow from the one before it, or whose content is not what its hash says; undefined for a whole chain. */
export function brokenLink(links: HistoryRow[]): HistoryRow | undefined {
  let prevHash = '';
  for (const [index, row] of links.entries()) {
    const { id: _id, tenant: _tenant, hash, ...body } = row;
    if (row.seq !== index + 1 || row.prevHash !== prevHash || hashOf(body as JsonObject) !== hash) return row;
    prevHash = hash;
  }
  return undefined;
}
