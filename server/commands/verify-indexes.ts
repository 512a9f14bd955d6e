// The indexes of the store are those that models and published forms declare, and hold what the documents hold.
import mongoose from 'mongoose';
import { indexesOf as indexesOfForm } from '../domain/records/form-indexes.ts';
import { records } from '../store/case-collections.ts';
import { shared } from '../store/collections.ts';
import { counterModel } from '../store/counters.ts';
import { formIndexes } from '../store/ensure-records.ts';
import { eventModel } from '../store/events.ts';
import { limitModel } from '../store/limits.ts';
import { toIndex } from '../store/models.ts';
import { FORM_INDEX } from '../store/store-errors.ts';
import type { StoreFault } from './faults.ts';
import { collectionsOf, type Doc, indexesOf, lineOf, type Place } from './place.ts';
import { releasesOf } from './releases.ts';

type Declared = { keys: Doc; unique: boolean; where?: Doc; by: 'model' | 'form' };

export async function* verifyIndexes(place: Place): AsyncGenerator<StoreFault> {
  const { declared, left } = await declaredIn(place);
  const there = await collectionsOf(place);
  for (const collection of there) {
    const indexes = declared.get(collection);
    if (indexes) yield* compare(place, collection, indexes, left.has(collection));
    const report = await place.db.command({
      validate: collection,
      ...(place.kind === 'mongodb' && { background: true }),
    });
    for (const error of (report.errors ?? []) as string[])
      yield { collection, code: 'index-content', params: { error } };
  }
  for (const collection of declared.keys())
    if (!there.includes(collection)) yield { collection, code: 'collection-missing', params: {} };
}

/** By collection; `left`: collections of forms that are no longer published, whose own indexes nobody declares any more. */
async function declaredIn(place: Place): Promise<{ declared: Map<string, Declared[]>; left: Set<string> }> {
  const declared = new Map<string, Declared[]>();
  for (const { name, indexes } of shared) declared.set(name, indexes.map(toIndex).map(ofModel));
  // Never opened: models are asked for their indexes.
  const unopened = new mongoose.Mongoose().createConnection();
  for (const model of [counterModel(unopened), limitModel(unopened), eventModel(unopened)])
    declared.set(model.collection.name, (model.schema.indexes() as never as [Doc, Doc][]).map(ofModel));
  const common = (tenant: string, form: string) => records(tenant, form).indexes.map(toIndex).map(ofModel);
  const published = new Set<string>();
  for (const { tenant, pack } of await releasesOf(place).current())
    for (const form of Object.values(pack?.forms ?? {})) {
      const { name } = records(tenant, form.key);
      const own = formIndexes(indexesOfForm(form)).map(([, keys, options]) => ofModel([keys, options]));
      declared.set(name, [...common(tenant, form.key), ...own.map((each) => ({ ...each, by: 'form' as const }))]);
      published.add(name);
    }
  const left = new Set<string>();
  for (const name of await collectionsOf(place)) {
    const [kind, tenant = '', form = ''] = name.split('.');
    if (kind !== 'records' || published.has(name)) continue;
    declared.set(name, common(tenant, form));
    left.add(name);
  }
  return { declared, left };
}

function ofModel([keys, options]: [object, object]): Declared {
  const { unique, partialFilterExpression: where } = options as { unique?: boolean; partialFilterExpression?: Doc };
  return { keys: keys as Doc, unique: unique === true, ...(where && { where }), by: 'model' };
}

async function* compare(
  place: Place,
  collection: string,
  declared: Declared[],
  isLeft: boolean,
): AsyncGenerator<StoreFault> {
  const there = await indexesOf(place, collection);
  const known = new Set<unknown>();
  for (const { keys, unique, where, by } of declared) {
    const alike = there.filter(({ key }) => lineOf(key) === lineOf(keys));
    const found = alike.find((each) => Boolean(each.unique) === unique) ?? alike[0];
    const of = { collection, path: `/${Object.keys(keys).join(',')}` };
    const shown = { keys: Object.keys(keys).join(', ') };
    if (!found) {
      yield { ...of, code: by === 'model' ? 'index-missing' : 'index-missing-form', params: shown };
      continue;
    }
    known.add(found);
    if (Boolean(found.unique) !== unique)
      yield { ...of, code: unique ? 'index-unique' : 'index-not-unique', params: shown };
    const [wanted, holds] = [lineOf(where ?? {}), lineOf(found.partialFilterExpression ?? {})];
    if (wanted !== holds) yield { ...of, code: 'index-partial', params: { ...shown, wanted, found: holds } };
  }
  for (const index of there) {
    if (known.has(index) || (isLeft && index.name.startsWith(FORM_INDEX))) continue;
    const keys = Object.keys(index.key);
    yield { collection, path: `/${keys.join(',')}`, code: 'index-unknown', params: { keys: keys.join(', ') } };
  }
}
