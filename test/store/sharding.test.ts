import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { shared } from '../../server/store/collections.ts';
import { toIndex } from '../../server/store/models.ts';
import {
  byId,
  isWhole,
  misaddressed,
  type Operation,
  type Placement,
  placementOfRecords,
} from '../../server/store/sharding.ts';
import { misaddressedOperations } from '../support/addressed-operations.ts';
import { hasMongo, mongoDatabase } from '../support/stores.ts';

/** What a cluster asks of the unique indexes of a collection; undefined when it would take them. */
function refusedIndex(placement: Placement, unique: string[][]): string[] | undefined {
  if (isWhole(placement)) return undefined;
  const key = Object.keys(placement);
  // A hashed path can be in no unique index; the one of ids holds all the same, since an id begins with its tenant.
  if (Object.values(placement).includes('hashed')) return unique[0];
  return unique.find((paths) => key.some((path, at) => paths[at] !== path));
}

describe('a unique index', () => {
  it.each(shared.map((collection) => [collection.name, collection] as const))(
    'of %s begins with the shard key',
    (_, collection) => {
      const unique = collection.indexes.filter((index) => index.unique).map((index) => Object.keys(toIndex(index)[0]));
      expect(refusedIndex(collection.placement, unique)).toBeUndefined();
    },
  );

  it('keeps the records of a form in one place', () => {
    const index = (unique: boolean) => ({ fields: ['data.no'], unique });
    expect(isWhole(placementOfRecords([index(false), index(true)]))).toBe(true);
    expect(placementOfRecords([index(false)])).toBe(byId);
  });

  it('that a cluster would refuse is seen', () => {
    expect(refusedIndex(byId, [['tenant', 'name']])).toEqual(['tenant', 'name']);
    expect(
      refusedIndex({ tenant: 1, of: 1 }, [
        ['tenant', 'of', 'seq'],
        ['tenant', 'seq'],
      ]),
    ).toEqual(['tenant', 'seq']);
  });
});

describe('an operation on a sharded collection', () => {
  const one: Operation = { kind: 'one', filter: {}, inTransaction: false };
  it.each<[string, Operation, string | undefined]>([
    ['one row by tenant and id', { ...one, filter: { tenant: 't', _id: 't/1', revision: 2 } }, undefined],
    ['one row by its id alone', { ...one, filter: { _id: 't/1' } }, 'does not name tenant'],
    ['one row by a range of ids', { ...one, filter: { tenant: 't', _id: { $gt: 't/1' } } }, 'does not name _id'],
    ['a row that is inserted', { ...one, kind: 'insert', filter: { tenant: 't', _id: 't/1' } }, undefined],
    ['many rows of a tenant', { kind: 'many', filter: { tenant: 't', case: 'c' }, inTransaction: true }, undefined],
    ['all rows, by housekeeping', { kind: 'many', filter: { at: { $lt: 'x' } }, inTransaction: false }, undefined],
    [
      'all rows, in a transaction',
      { kind: 'read', filter: { at: 'x' }, inTransaction: true },
      'names neither tenant nor _id in a transaction',
    ],
  ])('about %s', (_what, operation, reason) => {
    expect(misaddressed(byId, operation)).toBe(reason);
  });

  it.skipIf(!hasMongo)('is held to it in every suite', async () => {
    const database = await mongoDatabase();
    const connection = await mongoose.createConnection(database.uri).asPromise();
    expect([...misaddressedOperations]).toEqual([]);
    await connection.collection('cases').updateOne({ no: '1' }, { $set: { title: 'x' } });
    await connection.collection('cases').updateOne({ tenant: 't', _id: 't/1' as never }, { $set: { title: 'x' } });
    expect([...misaddressedOperations]).toEqual(['cases.updateOne(no) does not name tenant, _id']);
    misaddressedOperations.clear();
    await connection.close();
    await database.stop();
  });
});
