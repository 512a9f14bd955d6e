// Mongoose's connection to the embedded store. Buffering, models, plugins and debugging stay Mongoose's own: only the
// client behind the connection is another one.
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';
import { CONFIGURED, readConnectionOptions, withConfig } from './connection-options.ts';
import { DEFAULT_DATABASE, locate } from './data-file.ts';
import { EmbeddedClient } from './database.ts';
import { refused } from './errors.ts';
import { nativeDriver } from './native-driver.ts';
import { openStore, whenClosed } from './open-stores.ts';

/** What is used of Mongoose's connection inside. */
type Inner = {
  readyState: number;
  _readyState: number;
  _connectionString?: string;
  _connectionOptions?: Doc;
  _destroyCalled?: boolean;
  _closeCalled?: boolean;
  $dbName?: string;
  name: string;
  host: string;
  port: number;
  client: unknown;
  db: unknown;
  config: Doc;
  otherDbs: Inner[];
  collections: Record<string, { onOpen(): void }>;
  onOpen(): void;
};

export class EmbeddedConnection extends nativeDriver.Connection {
  /** Opens the data file that an address names; called by Mongoose's `openUri`. */
  async createClient(uri: string, given: Doc = {}): Promise<unknown> {
    const inner = this as unknown as Inner;
    if (typeof uri !== 'string')
      throw new mongoose.MongooseError(`The address of the embedded store must be a string, got "${typeof uri}"`);
    if (inner._destroyCalled)
      throw new mongoose.MongooseError('Connection has been closed and destroyed: create a new one');
    if (inner.readyState === 1 || inner.readyState === 2) {
      throw new mongoose.MongooseError(`The connection is already open to ${inner._connectionString}`);
    }
    const options = withConfig(given ?? {});
    const own = readConnectionOptions(options);
    for (const key of CONFIGURED) if (options[key] !== undefined) inner.config[key] = options[key];
    inner._connectionOptions = options;
    inner.readyState = 2;
    inner._connectionString = uri;
    const name = typeof options.dbName === 'string' ? options.dbName : DEFAULT_DATABASE;
    // The client is there at once: sessions may be begun before the file is open.
    const client = new EmbeddedClient(name, options);
    inner.client = client;
    // An error is for the caller of `connect`, in a later turn, as with a server.
    await Promise.resolve();
    const location = locate(uri);
    await whenClosed(location);
    await client.open(openStore(location, own));
    attach(inner, client, name);
    for (const other of inner.otherDbs) attach(other, client, other.name);
    return this;
  }

  setClient(): never {
    throw refused('setClient(), as connect() makes a client of its own from a "sqlite:" address');
  }
}

function attach(inner: Inner, client: EmbeddedClient, name: string): void {
  inner.client = client;
  inner.db = client.db(name);
  inner.name = name;
  inner.$dbName = name;
  inner.host = 'embedded';
  inner.port = 0;
  inner._closeCalled = false;
  inner.onOpen();
  for (const collection of Object.values(inner.collections)) collection.onOpen();
}
