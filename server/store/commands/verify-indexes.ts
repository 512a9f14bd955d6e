// Every declared index is there, and holds what the documents hold.

import { records } from '../case-collections.ts';
import { shared } from '../collections.ts';
import { type AnyCollection, toIndex } from '../models.ts';
import type { StoreFault } from './faults.ts';
import { collectionsOf, indexesOf, lineOf, type Place } from './place.ts';

export async function* verifyIndexes(place: Place): AsyncGenerator<StoreFault> {
  const declared = new Map<string, AnyCollection>(shared.map((collection) => [collection.name, collection]));
  for (const name of await collectionsOf(place)) {
    const [kind, tenant, form] = name.split('.');
    const collection = declared.get(name) ?? (kind === 'records' ? records(tenant ?? '', form ?? '') : undefined);
    if (collection) yield* undeclared(place, collection);
    const report = await place.db.command({ validate: name, ...(place.kind === 'mongodb' && { background: true }) });
    for (const error of (report.errors ?? []) as string[]) yield { place: name, what: error };
  }
  for (const name of declared.keys())
    if (!(await collectionsOf(place)).includes(name)) yield { place: name, what: 'the collection is not there' };
}

async function* undeclared(place: Place, collection: AnyCollection): AsyncGenerator<StoreFault> {
  const there = await indexesOf(place, collection.name);
  for (const index of collection.indexes) {
    const [keys, { unique }] = toIndex(index);
    const found = there.find(({ key }) => lineOf(key) === lineOf(keys));
    const wanted = Object.keys(keys).join(', ');
    if (!found) yield { place: collection.name, what: `the index on ${wanted} is missing: the next start makes it` };
    else if (Boolean(found.unique) !== Boolean(unique))
      yield { place: collection.name, what: `the index on ${wanted} ${unique ? 'is not' : 'is'} unique` };
  }
}
