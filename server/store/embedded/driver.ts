// The driver that Mongoose is given: its own collections over our connection.
import type mongoose from 'mongoose';
import { EmbeddedConnection } from './connection.ts';
import { nativeDriver } from './native-driver.ts';

/** For `mongoose.setDriver`. Connections then take the addresses that `isEmbeddedUri` knows. */
export const embeddedDriver = {
  BulkWriteResult: nativeDriver.BulkWriteResult,
  Collection: nativeDriver.Collection,
  Connection: EmbeddedConnection,
} as unknown as Parameters<typeof mongoose.setDriver>[0];
