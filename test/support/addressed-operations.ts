// Every operation that a suite gives to MongoDB is held to the rules of sharding (server/store/sharding.ts), since no cluster
// can be started here. The suite fails with what a cluster would have refused.
import mongoose from 'mongoose';
import { afterAll, expect } from 'vitest';
import { shared } from '../../server/store/collections.ts';
import { byId, internalPlacements, misaddressed, type Operation, type Placement } from '../../server/store/sharding.ts';

const placements: { [collection: string]: Placement } = {
  ...internalPlacements,
  ...Object.fromEntries(shared.map(({ name, placement }) => [name, placement])),
};
// Records without unique fields are spread: what is asked of them must be right for all.
const placementOf = (name: string) => (name.startsWith('records.') ? byId : placements[name]);

/** What a cluster would not have taken. */
export const misaddressedOperations = new Set<string>();

function judge(collection: string, method: string, operation: Operation): void {
  const placement = placementOf(collection);
  const reason = placement && misaddressed(placement, operation);
  if (reason)
    misaddressedOperations.add(`${collection}.${method}(${Object.keys(operation.filter).join(', ')}) ${reason}`);
}

type Filter = Operation['filter'];
type Options = { session?: { inTransaction(): boolean } } | undefined;
type Method = (this: { collectionName: string }, ...args: unknown[]) => unknown;

const prototype = mongoose.mongo.Collection.prototype as unknown as { [method: string]: Method };
const kinds: { [method: string]: Operation['kind'] } = {
  insertOne: 'insert',
  insertMany: 'insert',
  updateOne: 'one',
  replaceOne: 'one',
  deleteOne: 'one',
  findOneAndUpdate: 'one',
  findOneAndReplace: 'one',
  findOneAndDelete: 'one',
  updateMany: 'many',
  deleteMany: 'many',
  find: 'read',
  findOne: 'read',
  countDocuments: 'read',
};
for (const [method, kind] of Object.entries(kinds)) {
  const original = prototype[method] as Method;
  const place = ['find', 'findOne', 'countDocuments', 'deleteOne', 'deleteMany', 'findOneAndDelete'].includes(method)
    ? 1
    : 2;
  prototype[method] = function (...args) {
    const options = args[kind === 'insert' ? 1 : place] as Options;
    const inTransaction = options?.session?.inTransaction() === true;
    const filters = kind === 'insert' ? ([args[0]].flat() as Filter[]) : [(args[0] ?? {}) as Filter];
    for (const filter of filters) judge(this.collectionName, method, { kind, filter, inTransaction });
    return original.apply(this, args);
  };
}

afterAll(() => {
  expect([...misaddressedOperations]).toEqual([]);
});
