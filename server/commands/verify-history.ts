// Histories of cases and records: whole chains, which know their ends and lead to what is stored.
import { storedKey } from '../store/filter.ts';
import { PORTION, type StoreFault } from './faults.ts';
import { openerOf } from './opened.ts';
import { collectionsOf, type Doc, type Place, rowsByIds, rowsOf } from './place.ts';
import { type Releases, releasesOf } from './releases.ts';
import { replayCase } from './replay-case.ts';
import { replayRecord } from './replay-record.ts';
import { follow, type Link } from './verify-chains.ts';

/** The links of one case or record. */
type Chain = { tenant: string; about: string; of: string; links: Link[] };

const order = { tenant: 1, about: 1, of: 1, seq: 1 } as const;
const idOf = ({ tenant, about, of }: Pick<Link, 'tenant' | 'about' | 'of'>) => `${tenant}/${about}/${of}`;

export async function* verifyHistory(place: Place): AsyncGenerator<StoreFault> {
  const releases = releasesOf(place);
  const records = (await collectionsOf(place)).filter((name) => name.startsWith('records.'));
  let portion: Chain[] = [];
  let links = 0;
  for await (const found of follow(place, 'history', order, idOf)) {
    if ('code' in found) {
      yield found;
      continue;
    }
    const last = portion.at(-1);
    if (last && idOf(last) === idOf(found)) last.links.push(found);
    else {
      // Between two chains, so that each is judged whole.
      if (links >= PORTION) {
        yield* judge(place, releases, records, portion);
        [portion, links] = [[], 0];
      }
      portion.push({ tenant: found.tenant, about: found.about ?? '', of: found.of ?? '', links: [found] });
    }
    links += 1;
  }
  yield* judge(place, releases, records, portion);
  yield* casesWithout(place);
}

async function* judge(
  place: Place,
  releases: Releases,
  records: string[],
  chains: Chain[],
): AsyncGenerator<StoreFault> {
  const open = openerOf(place);
  const keyOf = ({ tenant, of }: Chain) => storedKey(tenant, of);
  const ofCases = chains.filter(({ about }) => about === 'case');
  const ofRecords = chains.filter(({ about }) => about === 'record');
  const cases = await rowsByIds(place, 'cases', ofCases.map(keyOf));
  for (const chain of ofCases) {
    const row = cases.get(keyOf(chain));
    if (!row) yield { collection: 'history', id: idOf(chain), code: 'chain-stray', params: { of: 'case' } };
    else {
      yield* compareEnd(chain, row);
      yield* replayCase(releases, chain.links as unknown as Doc[], await open('cases', row));
    }
  }
  const holders = new Map<string, { collection: string; row: Doc }>();
  for (const collection of records) {
    const [, tenant] = collection.split('.');
    const keys = ofRecords.filter((chain) => chain.tenant === tenant).map(keyOf);
    if (keys.length === 0) continue;
    for (const [key, row] of await rowsByIds(place, collection, keys))
      holders.set(key, { collection, row: await open(collection, row) });
  }
  for (const chain of ofRecords)
    yield* replayRecord(idOf(chain), chain.links as unknown as Doc[], holders.get(keyOf(chain)));
}

function* compareEnd({ tenant, of, links }: Chain, row: Doc): Generator<StoreFault> {
  const told = row.chain as { seq: number; hash: string } | undefined;
  const end = links.at(-1);
  if (told?.seq === end?.seq && told?.hash === end?.hash) return;
  yield {
    collection: 'cases',
    id: storedKey(tenant, of),
    path: '/chain',
    code: 'chain-end',
    params: { told: told?.seq ?? null, found: end?.seq ?? null },
  };
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
      for await (const { of } of rowsOf(place, 'history', ['of'], order, filter)) there.add(of);
      for (const id of ids)
        if (!there.has(id)) yield { collection: 'cases', id: storedKey(tenant, id), code: 'chain-none', params: {} };
    }
    portion = [];
  };
  for await (const row of rowsOf(place, 'cases', ['tenant', 'id'])) {
    portion.push(row);
    if (portion.length >= PORTION) yield* check();
  }
  yield* check();
}
