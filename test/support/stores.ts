// The same tests on both stores: `describeEachStore` runs a suite on the embedded one and on a real MongoDB.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, describe } from 'vitest';
import { embeddedDriver, isEmbeddedUri } from '../../server/store/embedded/index.ts';
import { type Mongo, startMongo } from './mongod.ts';

export type StoreKind = 'embedded' | 'mongodb';
/** A fresh, empty database. `stop` removes it. */
export type TestDatabase = { kind: StoreKind; uri: string; stop: () => Promise<void> };
export type TestStore = { kind: StoreKind; connect: () => Promise<TestDatabase> };

let own: Promise<Mongo> | undefined;

/** The address of the run's mongod; a file that runs by itself starts one of its own. */
async function mongoUri(): Promise<string> {
  const shared = process.env.DOUGONG_TEST_MONGO;
  if (shared) return shared;
  own ??= startMongo();
  return (await own).uri;
}

async function stopOwn(): Promise<void> {
  const mongo = await own?.catch(() => undefined);
  own = undefined;
  await mongo?.stop();
}

/** A database of its own in the data folder of the system, with the file and log of a real installation. */
export async function embeddedDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'dougong-test-'));
  return {
    kind: 'embedded',
    uri: `sqlite:${join(folder, 'dougong.db')}`,
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function mongoDatabase(): Promise<TestDatabase> {
  const uri = new URL(await mongoUri());
  uri.pathname = `/test_${randomBytes(8).toString('hex')}`;
  return {
    kind: 'mongodb',
    uri: uri.href,
    stop: async () => {
      const connection = await mongoose.createConnection(uri.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** True unless this run goes on without MongoDB (never where `CI` is set). */
export const hasMongo = process.env.DOUGONG_TEST_MONGO !== 'none';

/** Runs a suite once for each store. Connections are to be closed before `stop`. */
export function describeEachStore(name: string, suite: (store: TestStore) => void): void {
  describe(`${name} (embedded)`, () => suite({ kind: 'embedded', connect: embeddedDatabase }));
  describe.skipIf(!hasMongo)(`${name} (mongodb)`, () => {
    suite({ kind: 'mongodb', connect: mongoDatabase });
    afterAll(stopOwn);
  });
}

/** A Mongoose of its own, connected with the driver that the address needs. */
export async function openMongoose(uri: string, options: mongoose.ConnectOptions = {}): Promise<mongoose.Mongoose> {
  const own = new mongoose.Mongoose();
  if (isEmbeddedUri(uri)) own.setDriver(embeddedDriver);
  await own.connect(uri, options);
  return own;
}

type Loose = Record<string, unknown>;
type LooseCursor = {
  sort(sort: Loose): LooseCursor;
  limit(count: number): LooseCursor;
  project(fields: Loose): LooseCursor;
  hasNext(): Promise<boolean>;
  next(): Promise<Loose | null>;
  toArray(): Promise<Loose[]>;
};

/** A collection of the driver whose documents and ids may be anything: what the stores are compared with. */
export type LooseCollection = {
  insertOne(document: object, options?: object): Promise<{ insertedId: unknown }>;
  insertMany(documents: object[], options?: object): Promise<{ insertedCount: number }>;
  find(filter?: object, options?: object): LooseCursor;
  findOne(filter?: object, options?: object): Promise<Loose | null>;
  updateOne(filter: object, update: object, options?: object): Promise<Loose>;
  updateMany(filter: object, update: object, options?: object): Promise<Loose>;
  replaceOne(filter: object, document: object, options?: object): Promise<Loose>;
  findOneAndUpdate(filter: object, update: object, options?: object): Promise<Loose | null>;
  deleteOne(filter: object, options?: object): Promise<Loose>;
  deleteMany(filter: object, options?: object): Promise<Loose>;
  bulkWrite(operations: object[], options?: object): Promise<Loose>;
  countDocuments(filter?: object, options?: object): Promise<number>;
  distinct(key: string, filter?: object, options?: object): Promise<unknown[]>;
  aggregate(pipeline: object[], options?: object): LooseCursor;
  createIndex(key: object, options?: object): Promise<string>;
  createIndexes(specifications: object[]): Promise<string[]>;
  dropIndex(name: string): Promise<unknown>;
  dropIndexes(): Promise<unknown>;
  listIndexes(): LooseCursor;
  indexes(): Promise<Loose[]>;
  indexExists(names: string[]): Promise<boolean>;
  rename(name: string): Promise<unknown>;
  drop(): Promise<boolean>;
};

/** A collection of a connected Mongoose, below its models. */
export function looseCollection(own: mongoose.Mongoose, name: string): LooseCollection {
  return own.connection.db?.collection(name) as unknown as LooseCollection;
}
