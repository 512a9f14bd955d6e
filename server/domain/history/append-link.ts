import { randomBytes } from 'node:crypto';
import { hashOf, type JsonObject } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { chainJudge } from '../../store/chain-link.ts';
import type { HistoryRow } from '../../store/rows.ts';

/** `form` is that of the record, or of the case's record: whether the link is sealed depends on it. */
export type Link = { kind: string; at: string; actor?: string; onBehalfOf?: string; form: string; body: JsonObject };

const SALT_BYTES = 16;

/** Where a chain ends; `start` is before its first link. */
export type ChainEnd = { seq: number; hash: string };
export const start: ChainEnd = { seq: 0, hash: '' };

/**
 * Adds the next link to the chain of a case or record, in the transaction of what it tells of; `after` is where the chain ends,
 * where that is known. Answers where it ends now.
 */
export async function appendLink(
  deps: Deps,
  tx: TenantStore,
  about: HistoryRow['about'],
  of: string,
  link: Link,
  after?: ChainEnd,
): Promise<ChainEnd> {
  const last = after ?? (await lastLink(tx, about, of)) ?? start;
  const body = {
    about,
    of,
    seq: last.seq + 1,
    at: link.at,
    ...(link.actor !== undefined && { actor: link.actor }),
    ...(link.onBehalfOf !== undefined && { onBehalfOf: link.onBehalfOf }),
    kind: link.kind,
    form: link.form,
    body: link.body,
    salt: randomBytes(SALT_BYTES).toString('base64url'),
    prevHash: last.hash,
  };
  const hash = hashOf(body);
  await tx.history.insert({ id: deps.ids.next(), ...body, hash });
  return { seq: body.seq, hash };
}

/** The same for a case that does not change by it: a comment, a reminder. */
export async function appendToCase(deps: Deps, tx: TenantStore, of: string, link: Link): Promise<void> {
  const chain = await appendLink(deps, tx, 'case', of, link);
  await tx.cases.update({ id: of }, { chain });
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
  const judge = chainJudge();
  let prevHash = '';
  for (const [index, row] of links.entries()) {
    if (row.seq !== index + 1 || row.prevHash !== prevHash || !judge.isSound(row)) return row;
    prevHash = row.hash;
  }
  const [first] = judge.unsound();
  return links.find(({ seq }) => seq === first?.seq);
}
