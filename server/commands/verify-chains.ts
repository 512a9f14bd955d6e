// Chains of history and audit: every link follows from the one before. The end of an audit is signed with the server's key, and
// how far it had come lies beside the key.
import type { Secrets } from '../deps.ts';
import type { AuditAnchor } from '../domain/anchors/anchors.ts';
import { AUDIT, signedOf } from '../domain/audit/append-audit.ts';
import { chainJudge } from '../store/chain-link.ts';
import type { StoreFault } from './faults.ts';
import { openerOf } from './opened.ts';
import { type Place, rowsOf } from './place.ts';

export type Link = { tenant: string; about?: string; of?: string; seq: number; prevHash: string; hash: string };
type Order = { [path: string]: 1 };

/** What a server keeps outside of its store; `secrets` is absent where its key is not at hand. */
export type Kept = { secrets?: Pick<Secrets, 'digests'>; anchors: { [tenant: string]: AuditAnchor } };

type AuditLink = Link & { mac?: string };

export async function* verifyAudit(place: Place, kept: Kept = { anchors: {} }): AsyncGenerator<StoreFault> {
  const ends = new Map<string, AuditLink>();
  for await (const found of follow(place, 'audit', { tenant: 1, seq: 1 }, ({ tenant }) => tenant)) {
    if ('code' in found) yield found;
    else {
      const link = found as AuditLink;
      const anchor = kept.anchors[link.tenant];
      const at = { collection: 'audit', id: link.tenant, path: `/${link.seq}` as const };
      if (anchor?.seq === link.seq && anchor.hash !== link.hash)
        yield { ...at, code: 'audit-rewritten', params: { at: anchor.at } };
      ends.set(link.tenant, link);
    }
  }
  for (const [tenant, end] of ends) yield* judgeEnd(tenant, end, kept);
  for (const [tenant, { seq, at }] of Object.entries(kept.anchors))
    if ((ends.get(tenant)?.seq ?? 0) < seq)
      yield {
        collection: 'audit',
        id: tenant,
        code: 'audit-cut',
        params: { seq, at, found: ends.get(tenant)?.seq ?? 0 },
      };
}

/** Each entry's hash holds those before it, so that the last signature stands for the whole chain. */
function* judgeEnd(tenant: string, end: AuditLink, { secrets, anchors }: Kept): Generator<StoreFault> {
  if (!secrets) return;
  const isSigned =
    end.mac !== undefined && secrets.digests(signedOf(tenant, end.seq, end.hash), AUDIT).includes(end.mac);
  // An audit that only an earlier build has written carries no signature yet.
  const isOld = end.mac === undefined && anchors[tenant] === undefined;
  if (!isSigned && !isOld)
    yield { collection: 'audit', id: tenant, path: `/${end.seq}`, code: 'audit-unsigned', params: {} };
}

/** The links of a collection in their order, each after the faults that it has. */
export async function* follow(
  place: Place,
  collection: string,
  order: Order,
  chainOf: (link: Link) => string,
): AsyncGenerator<StoreFault | Link> {
  let last: Link | undefined;
  let judge = chainJudge();
  const unsound = (): StoreFault[] =>
    judge.unsound().map(({ seq }) => {
      return { collection, id: last ? chainOf(last) : '', path: `/${seq}`, code: 'chain-changed', params: {} };
    });
  const open = openerOf(place);
  for await (const stored of rowsOf(place, collection, undefined, order)) {
    const row = await open(collection, stored);
    const link = row as unknown as Link;
    const id = chainOf(link);
    const goesOn = last !== undefined && chainOf(last) === id;
    if (!goesOn) {
      yield* unsound();
      judge = chainJudge();
    }
    const before = last && goesOn ? last : { seq: 0, hash: '' };
    const at = { collection, id, path: `/${link.seq}` };
    if (link.seq !== before.seq + 1) yield { ...at, code: 'chain-gap', params: { before: before.seq } };
    else if (link.prevHash !== before.hash) yield { ...at, code: 'chain-broken', params: {} };
    if (!judge.isSound(link)) yield { ...at, code: 'chain-changed', params: {} };
    yield link;
    last = link;
  }
  yield* unsound();
}
