// Chains of history and audit: every link follows from the one before.
import { chainJudge } from '../store/chain-link.ts';
import type { StoreFault } from './faults.ts';
import { openerOf } from './opened.ts';
import { type Place, rowsOf } from './place.ts';

export type Link = { tenant: string; about?: string; of?: string; seq: number; prevHash: string; hash: string };
type Order = { [path: string]: 1 };

export async function* verifyAudit(place: Place): AsyncGenerator<StoreFault> {
  for await (const found of follow(place, 'audit', { tenant: 1, seq: 1 }, ({ tenant }) => tenant))
    if ('code' in found) yield found;
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
