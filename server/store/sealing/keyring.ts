// Data keys of tenants, each wrapped by the server's own key: who has only the store, or a backup of it, opens nothing.
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Secrets } from '../../deps.ts';
import { dataKeys } from '../collections.ts';
import { storedKey } from '../filter.ts';
import { modelOf } from '../models.ts';
import { KeyWanted } from '../store-errors.ts';
import { type DataKey, KEY_BYTES } from './sealed-text.ts';

/** How long a key that another process has made may stay unnoticed here. */
const LOOK_AGAIN_MS = 30_000;

export type Keyring = {
  /** True where the tenant has a key, so that something of it may be sealed. */
  has(tenant: string): Promise<boolean>;
  /** The newest key. In a transaction a first one is not made: `KeyWanted` is thrown, and the transaction is run again. */
  newest(tenant: string, inTransaction?: boolean): Promise<DataKey>;
  key(tenant: string, version: number): Promise<Buffer>;
  /** The key of blind indexes: it stays when data keys are replaced, since two of them could not be compared. */
  index(tenant: string, inTransaction?: boolean): Promise<Buffer>;
  /** Makes a new data key, which is the newest from now on. */
  add(tenant: string, at: string): Promise<DataKey>;
  /** Wraps every key of the tenant with the server's present key. Answers how many were wrapped by an earlier one. */
  rewrap(tenant: string): Promise<number>;
};

type Keys = { lookedAt: number; data: Map<number, Buffer>; newest: number; index?: Buffer };
type KeyDoc = { id: string; wrapped: string };

const INDEX = 'index';
const dataId = (version: number) => `data-${version}`;
const aboutKey = (tenant: string, id: string) => `data key ${storedKey(tenant, id)}`;

export function createKeyring(connection: Connection, secrets: Secrets): Keyring {
  const known = new Map<string, Keys>();
  const collection = () => modelOf(connection, dataKeys).collection;

  const read = async (tenant: string): Promise<Keys> => {
    const docs = (await collection()
      .find({ tenant } as never)
      .toArray()) as unknown as KeyDoc[];
    const keys: Keys = { lookedAt: performance.now(), data: new Map(), newest: 0 };
    for (const { id, wrapped } of docs) {
      const text = secrets.open(wrapped, aboutKey(tenant, id));
      if (text === undefined)
        throw new Error(
          `The data key ${storedKey(tenant, id)} does not open: DOUGONG_SECRET_KEY, or secret.key in DOUGONG_DATA, is not the key that this store was written with`,
        );
      const key = Buffer.from(text, 'base64url');
      if (id === INDEX) keys.index = key;
      else keys.data.set(Number(id.slice('data-'.length)), key);
    }
    keys.newest = Math.max(0, ...keys.data.keys());
    known.set(tenant, keys);
    return keys;
  };
  const keysOf = async (tenant: string): Promise<Keys> => {
    const keys = known.get(tenant);
    return keys && performance.now() - keys.lookedAt < LOOK_AGAIN_MS ? keys : read(tenant);
  };
  const insert = async (tenant: string, id: string, createdAt: string): Promise<void> => {
    const wrapped = secrets.seal(randomBytes(KEY_BYTES).toString('base64url'), aboutKey(tenant, id));
    await collection()
      .insertOne({ _id: storedKey(tenant, id), id, tenant, wrapped, createdAt } as never)
      .catch((cause: { code?: unknown }) => {
        // Another process made it first: that one counts.
        if (cause.code !== 11000) throw cause;
      });
  };
  const make = async (tenant: string): Promise<Keys> => {
    const at = new Date().toISOString();
    await insert(tenant, INDEX, at);
    await insert(tenant, dataId(1), at);
    return read(tenant);
  };
  const whole = async (tenant: string, inTransaction: boolean): Promise<Keys> => {
    const keys = await keysOf(tenant);
    if (keys.index && keys.newest > 0) return keys;
    // The one writer of the embedded store would wait for the transaction that waits for it.
    if (inTransaction) throw new KeyWanted(() => make(tenant));
    return make(tenant);
  };

  return {
    has: async (tenant) => (await keysOf(tenant)).newest > 0,
    async newest(tenant, inTransaction = false) {
      const keys = await whole(tenant, inTransaction);
      return { version: keys.newest, key: keys.data.get(keys.newest) as Buffer };
    },
    async key(tenant, version) {
      const key = known.get(tenant)?.data.get(version) ?? (await read(tenant)).data.get(version);
      if (!key) throw new Error(`The data key ${storedKey(tenant, dataId(version))} is missing from the store`);
      return key;
    },
    index: async (tenant, inTransaction = false) => (await whole(tenant, inTransaction)).index as Buffer,
    async add(tenant, at) {
      const { newest } = await whole(tenant, false);
      await insert(tenant, dataId(newest + 1), at);
      await read(tenant);
      return this.newest(tenant);
    },
    async rewrap(tenant) {
      const docs = (await collection()
        .find({ tenant } as never)
        .toArray()) as unknown as KeyDoc[];
      let count = 0;
      for (const { id, wrapped } of docs) {
        const next = secrets.renew(wrapped, aboutKey(tenant, id));
        if (next === undefined) continue;
        await collection().updateOne({ _id: storedKey(tenant, id), wrapped } as never, { $set: { wrapped: next } });
        count += 1;
      }
      return count;
    },
  };
}
