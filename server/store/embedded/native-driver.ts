// Mongoose's own driver for MongoDB, of which the embedded one keeps the collections (buffering, debugging, events).
import mongoose from 'mongoose';
import type { BulkCounts } from './bulk-write.ts';

type NativeDriver = {
  Collection: unknown;
  Connection: new (base: unknown) => object;
  BulkWriteResult: new (counts: BulkCounts, ordered: boolean) => { insertedCount: number };
};

export const nativeDriver = (mongoose as unknown as { driver: { get(): NativeDriver } }).driver.get();
