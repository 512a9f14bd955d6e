// Mongoose's connection to the embedded store. Buffering, models, plugins and debugging stay Mongoose's own: only the
// client behind the connection is another one.
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';
import { DEFAULT_DATABASE, locate } from './data-file.ts';
import { EmbeddedClient } from './database.ts';
import { refused } from './errors.ts';
import { nativeDriver } from './native-driver.ts';
import { openStore, type StoreOptions } from './store.ts';

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

/** Options of `mongoose.connect` that Mongoose keeps in its configuration of the connection. */
const CONFIGURED = [
  'autoIndex',
  'autoCreate',
  'sanitizeFilter',
  'autoSearchIndex',
  'bufferTimeoutMS',
  'bufferCommands',
];

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
    const options = given ?? {};
    refuseOptions(options);
    for (const key of CONFIGURED) if (options[key] !== undefined) inner.config[key] = options[key];
    inner._connectionOptions = options;
    inner.readyState = 2;
    inner._connectionString = uri;
    // An error is for the caller of `connect`, in a later turn, as with a server.
    await Promise.resolve();
    const location = locate(uri);
    const store = openStore(location, storeOptions(options));
    const name = typeof options.dbName === 'string' ? options.dbName : DEFAULT_DATABASE;
    const client = new EmbeddedClient(store, name, options);
    attach(inner, client, name);
    for (const other of inner.otherDbs) attach(other, client, other.name);
    return this;
  }

  setClient(): never {
    throw new mongoose.MongooseError('The embedded store makes its own client: use connect() with a "sqlite:" address');
  }
}

/** Options of a connection to a server that promise what a file has not: who may open it, secrecy, other forms of values. */
const REFUSED =
  /^(?:auth.*|user|pass|tls.*|ssl.*|proxy.*|autoEncryption|pkFactory|raw|fieldsAsRaw|serializeFunctions|promoteBuffers|useBigInt64|bsonRegExp|timeoutMS)$/;

function refuseOptions(options: Doc): void {
  for (const [name, value] of Object.entries(options)) {
    const wanted = value !== undefined && value !== false;
    if (REFUSED.test(name) && wanted) throw refused(`the connection option "${name}"`);
    if ((name === 'promoteValues' || name === 'promoteLongs') && value === false)
      throw refused(`the connection option "${name}"`);
  }
}

function storeOptions(options: Doc): Partial<StoreOptions> {
  const lifetime = options.transactionLifetime;
  return typeof lifetime === 'number' ? { transactionLifetime: lifetime } : {};
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
