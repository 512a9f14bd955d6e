// A database and the client that it belongs to, with the methods of the driver that Mongoose calls on them.
import { EventEmitter } from 'node:events';
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';
import { dropCollection } from './catalog.ts';
import { EmbeddedCollection } from './collection.ts';
import { Cursor } from './cursor.ts';
import { badValue, refused } from './errors.ts';
import { collectionStats, validate } from './inspect.ts';
import { compileFilter } from './match.ts';
import { normaliseDocument } from './normalise.ts';
import { releaseStore } from './open-stores.ts';
import { refuseOtherMembers } from './refused-members.ts';
import type { Options } from './requests.ts';
import { ClientSession } from './session.ts';
import type { Store } from './store.ts';
import { TtlSweep } from './ttl.ts';

const { Db, Admin: DriverAdmin, MongoClient, MongoNotConnectedError } = mongoose.mongo;

const PLAIN_OPTIONS = new Set([
  'session',
  'writeConcern',
  'comment',
  'autoIndexId',
  'checkKeys',
  'collation',
  'strict',
  'validationLevel',
]);

export class Database {
  readonly databaseName: string;
  readonly client: EmbeddedClient;

  constructor(client: EmbeddedClient, name: string) {
    this.client = client;
    this.databaseName = name;
  }

  get store(): Store {
    return this.client.store;
  }

  collection(name: string, options?: Options): EmbeddedCollection {
    return new EmbeddedCollection(this, name, options);
  }

  private get prefix(): string {
    return `${this.databaseName}.`;
  }

  async createCollection(name: string, options: Options = {}): Promise<EmbeddedCollection> {
    for (const key of Object.keys(options)) {
      if (!PLAIN_OPTIONS.has(key) && options[key] !== undefined && options[key] !== false)
        throw refused(`the collection option "${key}"`);
    }
    if (options.collation !== undefined) throw refused('a default collation of a collection');
    const target = this.collection(name);
    await target.create(options);
    return target;
  }

  async dropCollection(name: string): Promise<boolean> {
    return this.collection(name).drop();
  }

  async renameCollection(from: string, to: string, options: Options = {}): Promise<unknown> {
    return this.collection(from).rename(to, options);
  }

  listCollections(filter: Doc = {}, options: Options = {}): Cursor {
    const matches = compileFilter(normaliseDocument(filter));
    return new Cursor(`${this.prefix}$cmd.listCollections`, () =>
      this.store.read(({ collections }) => {
        const documents = [...collections.values()]
          .filter(({ namespace }) => namespace.startsWith(this.prefix))
          .map(({ namespace, options: own }): Doc => {
            const name = namespace.slice(this.prefix.length);
            return options.nameOnly
              ? { name, type: 'collection' }
              : { name, type: 'collection', options: own, info: { readOnly: false } };
          })
          .filter(matches);
        return { documents };
      }),
    );
  }

  async collections(): Promise<EmbeddedCollection[]> {
    const list = (await this.listCollections().toArray()) as { name: string }[];
    return list.map(({ name }) => this.collection(name));
  }

  async dropDatabase(): Promise<boolean> {
    await this.store.write((view) => {
      for (const namespace of [...view.collections.keys()])
        if (namespace.startsWith(this.prefix)) dropCollection(view, namespace);
    });
    return true;
  }

  /** The few commands that ask about the server or a collection. */
  async command(command: Doc): Promise<Doc> {
    if ('ping' in command) return { ok: 1 };
    if ('buildInfo' in command) return { version: '6.0.0', storageEngines: ['embedded'], ok: 1 };
    if ('hello' in command || 'isMaster' in command) return { isWritablePrimary: true, setName: 'embedded', ok: 1 };
    const { validate: name, collStats: measured } = command;
    if (typeof name === 'string') return this.store.read((view) => validate(view, `${this.prefix}${name}`));
    if (typeof measured === 'string')
      return this.store.read((view) => collectionStats(view, `${this.prefix}${measured}`));
    throw refused(`the command "${Object.keys(command)[0]}"`);
  }

  admin(): Admin {
    return new Admin(this);
  }

  aggregate(): never {
    throw refused('aggregation on a database');
  }

  watch(): never {
    throw refused('change streams');
  }
}

class Admin {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  command(command: Doc): Promise<Doc> {
    return this.database.command(command);
  }

  ping(): Promise<Doc> {
    return this.command({ ping: 1 });
  }

  buildInfo(): Promise<Doc> {
    return this.command({ buildInfo: 1 });
  }

  serverInfo(): Promise<Doc> {
    return this.buildInfo();
  }

  listDatabases(): Promise<Doc> {
    return this.database.client.listDatabases();
  }

  validateCollection(name: string): Promise<Doc> {
    return this.command({ validate: name });
  }
}

export class EmbeddedClient extends EventEmitter {
  readonly options: Doc;
  private readonly defaultName: string;
  private opened: { store: Store; sweep: TtlSweep } | undefined;
  private closed = false;

  constructor(defaultName: string, options: Doc) {
    super();
    this.defaultName = defaultName;
    this.options = options;
  }

  /** Called once, when the data file is open. A client that was closed meanwhile gives it back. */
  async open(store: Store): Promise<void> {
    if (this.closed) {
      await releaseStore(store);
      throw new MongoNotConnectedError('The client was closed before the data file was open');
    }
    this.opened = { store, sweep: new TtlSweep(store) };
  }

  get store(): Store {
    if (!this.opened) throw new MongoNotConnectedError('The data file is not open yet: wait for the connection');
    return this.opened.store;
  }

  db(name?: string): Database {
    const chosen = name ?? this.defaultName;
    if (chosen === '' || /[/\\. "$*<>:|?\0]/.test(chosen)) throw badValue(`Invalid database name: "${chosen}"`, 73);
    return new Database(this, chosen);
  }

  /** The connection opens the file. */
  async connect(): Promise<this> {
    return this;
  }

  startSession(options: Doc = {}): ClientSession {
    if (options.snapshot) throw refused('sessions that read one snapshot: read in a transaction');
    if (options.defaultTimeoutMS) throw refused('the option "defaultTimeoutMS"');
    return new ClientSession(this, options);
  }

  async withSession<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const session = this.startSession();
    try {
      return await work(session);
    } finally {
      await session.endSession();
    }
  }

  async listDatabases(): Promise<Doc> {
    return this.store.read(({ collections }) => {
      const names = new Set([...collections.keys()].map((namespace) => namespace.slice(0, namespace.indexOf('.'))));
      return { databases: [...names].sort().map((name) => ({ name, empty: false })), ok: 1 };
    });
  }

  watch(): never {
    throw refused('change streams');
  }

  bulkWrite(): never {
    throw refused('bulk writes over several collections');
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.opened?.sweep.stop();
    if (this.opened) await releaseStore(this.opened.store);
    this.emit('close');
  }
}

refuseOtherMembers(Database.prototype, 'Db', Db);
refuseOtherMembers(Admin.prototype, 'Admin', DriverAdmin);
refuseOtherMembers(EmbeddedClient.prototype, 'MongoClient', MongoClient);
