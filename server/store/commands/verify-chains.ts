// Chains of history and audit: every link follows from the one before, and a case knows where its own ends.
import { hashOf, type Json } from '../../../engine/index.ts';
import { storedKey } from '../filter.ts';
import { PORTION, type StoreFault } from './faults.ts';
import { type Doc, type Place, rowsByIds, rowsOf } from './place.ts';

type Link = { tenant: string; about?: string; of?: string; seq: number; prevHash: string; hash: string };
type Order = { [path: string]: 1 };

const historyOrder: Order = { tenant: 1, about: 1, of: 1, seq: 1 };

export async function* verifyHistory(place: Place): AsyncGenerator<StoreFault> {
  let ends: Link[] = [];
  const chainOf = ({ tenant, about, of }: Link) => `${tenant}/${about}/${of}`;
  for await (const found of follow(place, 'history', historyOrder, chainOf)) {
    if ('what' in found) yield found;
    else if (found.about === 'case' && ends.push(found) >= PORTION) {
      yield* compareEnds(place, ends);
      ends = [];
    }
  }
  yield* compareEnds(place, ends);
  yield* casesWithout(place);
}

export async function* verifyAudit(place: Place): AsyncGenerator<StoreFault> {
  for await (const found of follow(place, 'audit', { tenant: 1, seq: 1 }, ({ tenant }) => tenant))
    if ('what' in found) yield found;
}

/** The faults of all chains of a collection, and the last link of each. */
async function* follow(
  place: Place,
  collection: string,
  order: Order,
  chainOf: (link: Link) => string,
): AsyncGenerator<StoreFault | Link> {
  let last: Link | undefined;
  for await (const row of rowsOf(place, collection, undefined, order)) {
    const link = row as unknown as Link;
    if (last && chainOf(last) !== chainOf(link)) {
      yield last;
      last = undefined;
    }
    const at = { place: `${collection} ${chainOf(link)}, link ${link.seq}` };
    const before = last ?? { seq: 0, hash: '' };
    if (link.seq !== before.seq + 1) yield { ...at, what: `follows link ${before.seq}: what was between is missing` };
    else if (link.prevHash !== before.hash) yield { ...at, what: 'does not follow from the link before it' };
    if (hashOf(contentOf(row)) !== link.hash) yield { ...at, what: 'is not what its hash says: it was changed' };
    last = link;
  }
  if (last) yield last;
}

function contentOf(row: Doc): Json {
  const { _id, id, tenant, hash, ...content } = row;
  return content as Json;
}

async function* compareEnds(place: Place, ends: Link[]): AsyncGenerator<StoreFault> {
  const keyOf = ({ tenant, of }: Link) => storedKey(tenant, of ?? '');
  const cases = await rowsByIds(place, 'cases', ends.map(keyOf), ['chain']);
  for (const end of ends) {
    const key = keyOf(end);
    const row = cases.get(key);
    const told = row?.chain as { seq: number; hash: string } | undefined;
    if (!row) yield { place: `history ${key}`, what: 'is of a case that is not there' };
    else if (told?.seq !== end.seq || told.hash !== end.hash)
      yield {
        place: `cases ${key}`,
        what: `says that its history ends with link ${told?.seq}; it ends with ${end.seq}`,
      };
  }
}

/** Cases whose history is gone altogether: with an end told by the case, some link must be there. */
async function* casesWithout(place: Place): AsyncGenerator<StoreFault> {
  let portion: Doc[] = [];
  const check = async function* (): AsyncGenerator<StoreFault> {
    const tenants = new Set(portion.map(({ tenant }) => String(tenant)));
    for (const tenant of tenants) {
      const ids = portion.filter((row) => row.tenant === tenant).map(({ id }) => String(id));
      const filter = { tenant, about: 'case', of: { $in: ids } };
      const there = new Set<unknown>();
      for await (const { of } of rowsOf(place, 'history', ['of'], historyOrder, filter)) there.add(of);
      for (const id of ids)
        if (!there.has(id)) yield { place: `cases ${storedKey(tenant, id)}`, what: 'has no history' };
    }
    portion = [];
  };
  for await (const row of rowsOf(place, 'cases', ['tenant', 'id'])) {
    portion.push(row);
    if (portion.length >= PORTION) yield* check();
  }
  yield* check();
}
