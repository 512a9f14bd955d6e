import type { ClientSession, Model } from 'mongoose';
import { canonicalJson, type Json, type JsonObject } from '../../../engine/index.ts';
import type { PathType } from '../collection.ts';
import type { AnyCollection, Stored } from '../models.ts';
import type { Sealing } from './sealing.ts';

/** Rows as they lie in the store, opened to be looked at and sealed when they are put back, with nothing else about them changed. */
export type StoredRows = {
  get(tenant: string, key: string): Promise<Stored | undefined>;
  find(filter: object, sort: { [path: string]: 1 }): Promise<Stored[]>;
  /** Answers false where the row lies already as it should. `apart`: its blind hashes are like those of no other row. */
  put(row: Stored, apart?: boolean): Promise<boolean>;
};

export function storedRows(
  model: Model<Stored>,
  collection: AnyCollection,
  sealing: Sealing,
  session: ClientSession,
): StoredRows {
  const paths = collection.paths as { [path: string]: PathType };
  const documents = Object.keys(paths).filter((path) => paths[path] === 'document');
  const before = new Map<string, string>();
  const opened = async (stored: Stored): Promise<Stored> => {
    before.set(stored._id, shapeOf(stored));
    const row: Stored = { ...stored };
    for (const path of documents) if (typeof row[path] === 'string') row[path] = JSON.parse(row[path] as string);
    return (await sealing.open(row)) as Stored;
  };
  return {
    async get(tenant, key) {
      const stored = (await model.collection.findOne({ _id: key, tenant } as never, {
        session,
      })) as unknown as Stored | null;
      return stored ? opened(stored) : undefined;
    },
    async find(filter, sort) {
      const found = await model.collection
        .find(filter as never, { session })
        .sort(sort)
        .toArray();
      return Promise.all((found as unknown as Stored[]).map(opened));
    },
    async put(row, apart = false) {
      const stored = (await sealing.seal({ ...row }, true)) as Stored;
      if (apart) stored.blind = blindApart(stored);
      for (const path of documents) if (stored[path] !== undefined) stored[path] = JSON.stringify(stored[path]);
      if (shapeOf(stored) === before.get(row._id)) return false;
      await model.collection.replaceOne(addressOf(row) as never, stored as never, { session });
      return true;
    },
  };
}

/** Names a row and, in a cluster, the shard that it lies on. */
export function addressOf({ _id, tenant, about, of }: { [path: string]: unknown }): { [path: string]: unknown } {
  return { _id, tenant, ...(about !== undefined && { about, of }) };
}

// Sealed again, a value never looks the same: what is compared is which paths are sealed, and all that is not.
function shapeOf({ sealed, ...rest }: Stored): string {
  return canonicalJson({ ...rest, sealed: Object.keys((sealed ?? {}) as JsonObject).sort() } as Json);
}

function blindApart({ _id, blind }: Stored): JsonObject {
  return Object.fromEntries(
    Object.entries((blind ?? {}) as JsonObject).map(([name, value]) => [
      name,
      typeof value === 'string' ? `${value} ${_id}` : value,
    ]),
  );
}
