// A collection as a whole: reading and writing it in a session or without one, its indexes and its name.
import mongoose from 'mongoose';
import type { Doc, Value } from './bson.ts';
import { dropCollection, ensureCollection, renameCollection, type View } from './catalog.ts';
import { Cursor } from './cursor.ts';
import type { Database } from './database.ts';
import { serverError } from './errors.ts';
import { parseIndex } from './index-definition.ts';
import { createIndex, dropIndex, listIndexes } from './index-operations.ts';
import { normalise, normaliseDocument } from './normalise.ts';
import { checkOptions, deadlineOf, type Options } from './requests.ts';
import { ClientSession } from './session.ts';
import { finish, type Steps } from './steps.ts';

const { MongoExpiredSessionError, MongoInvalidArgumentError } = mongoose.mongo;

export class CollectionStructure {
  readonly collectionName: string;
  readonly namespace: string;
  protected readonly database: Database;
  private readonly common: Options | undefined;

  constructor(database: Database, name: string, common?: Options) {
    this.database = database;
    this.common = common;
    this.collectionName = name;
    this.namespace = `${database.databaseName}.${name}`;
  }

  get dbName(): string {
    return this.database.databaseName;
  }

  /** The options of an operation with what the connection and the collection say for all of them. */
  withDefaults(options: Options): Options {
    const { ignoreUndefined } = this.database.client.options;
    const given = this.common ? { ...this.commonFor(options), ...options } : options;
    return ignoreUndefined === true ? { ignoreUndefined, ...given } : given;
  }

  /** In a transaction only its own concerns count. */
  private commonFor({ session }: Options): Options | undefined {
    if (!(session instanceof ClientSession && session.inTransaction())) return this.common;
    return { ...this.common, readConcern: undefined, writeConcern: undefined };
  }

  /** Reads in the session's transaction if there is one, else from the committed state. */
  async read<T>(options: Options, work: (view: View) => T): Promise<T> {
    const { session, until, limited } = this.prepared(options, work);
    if (!session?.inTransaction()) return this.database.store.read(limited);
    session.assertReads(options);
    return session.run(limited, until);
  }

  /** The same for work that may pause; in a transaction it does not. */
  async readInSteps<T>(options: Options, work: (view: View) => Steps<T>): Promise<T> {
    if (this.sessionOf(options)?.inTransaction()) return this.read(options, (view) => finish(work(view)));
    const until = deadlineOf(options);
    return this.database.store.readInSteps(
      until === undefined ? work : (view) => work(Object.assign(view, { deadline: until })),
    );
  }

  protected async write<T>(options: Options, work: (view: View) => T): Promise<T> {
    const { session, until, limited } = this.prepared(options, work);
    return session?.inTransaction() ? session.run(limited, until) : this.database.store.write(limited, until);
  }

  private prepared<T>(
    options: Options,
    work: (view: View) => T,
  ): { session: ClientSession | undefined; until: number | undefined; limited: (view: View) => T } {
    const until = deadlineOf(options);
    return {
      session: this.sessionOf(options),
      until,
      limited: until === undefined ? work : (view) => within(view, until, work),
    };
  }

  /** Which transaction of its session an operation is part of; 0 for none. */
  transactionOf(options: Options): number {
    return this.sessionOf(options)?.running ?? 0;
  }

  private sessionOf(options: Options): ClientSession | undefined {
    const { session } = checkOptions(options);
    return session === undefined || session === null ? undefined : this.ownSession(session);
  }

  private ownSession(session: Value): ClientSession {
    if (!(session instanceof ClientSession) || session.client !== this.database.client)
      throw new MongoInvalidArgumentError('ClientSession must be from the same MongoClient');
    if (session.hasEnded) throw new MongoExpiredSessionError('Use of expired sessions is not permitted');
    session.goOn();
    return session;
  }

  /** Makes the collection, in the session's transaction if there is one. */
  async create(options: Options): Promise<void> {
    await this.write(options, (view) => {
      if (view.collections.has(this.namespace)) throw serverError(48, `Collection ${this.namespace} already exists.`);
      ensureCollection(view, this.namespace);
    });
  }

  async createIndex(specification: Value, options: Options = {}): Promise<string> {
    const definition = parseIndex(
      normalise(specification instanceof Map ? [...specification] : specification),
      normaliseDocument({ ...options, session: undefined }, true),
    );
    return this.write(options, (view) => createIndex(view, this.namespace, definition));
  }

  async createIndexes(specifications: Doc[], options: Options = {}): Promise<string[]> {
    const definitions = specifications.map(({ key, ...rest }) =>
      parseIndex(normalise(key instanceof Map ? [...key] : key), normaliseDocument(rest, true)),
    );
    return this.write(options, (view) =>
      definitions.map((definition) => createIndex(view, this.namespace, definition)),
    );
  }

  async dropIndex(name: string | Doc, options: Options = {}): Promise<Doc> {
    await this.write(options, (view) => dropIndex(view, this.namespace, name));
    return { ok: 1 };
  }

  async dropIndexes(options: Options = {}): Promise<boolean> {
    await this.write(options, (view) => dropIndex(view, this.namespace, '*'));
    return true;
  }

  listIndexes(options: Options = {}): Cursor {
    return new Cursor(this.namespace, () =>
      this.read(options, (view) => ({ documents: listIndexes(view, this.namespace) })),
    );
  }

  async indexes(options: Options = {}): Promise<unknown[]> {
    return this.listIndexes(options).toArray();
  }

  async indexExists(names: string | string[], options: Options = {}): Promise<boolean> {
    const present = new Set(((await this.indexes(options)) as { name: string }[]).map(({ name }) => name));
    return (Array.isArray(names) ? names : [names]).every((name) => present.has(name));
  }

  async indexInformation(options: Options = {}): Promise<unknown> {
    const list = (await this.indexes(options)) as { name: string; key: Doc }[];
    return options.full ? list : Object.fromEntries(list.map(({ name, key }) => [name, Object.entries(key)]));
  }

  async drop(options: Options = {}): Promise<boolean> {
    await this.write(options, (view) => dropCollection(view, this.namespace));
    return true;
  }

  async rename(name: string, options: Options = {}): Promise<unknown> {
    const target = this.database.collection(name);
    await this.write(options, (view) =>
      renameCollection(view, this.namespace, target.namespace, options.dropTarget === true),
    );
    return target;
  }

  async options(options: Options = {}): Promise<Doc> {
    return this.read(options, (view) => {
      const collection = view.collections.get(this.namespace);
      if (!collection) throw serverError(26, `collection ${this.namespace} not found`);
      return collection.options;
    });
  }

  async isCapped(): Promise<boolean> {
    return false;
  }
}

/** Does the work up to a moment; what a write has done by then is undone with the error. */
function within<T>(view: View, until: number, work: (view: View) => T): T {
  view.deadline = until;
  try {
    const result = work(view);
    if (Date.now() > until) throw serverError(50, 'operation exceeded time limit');
    return result;
  } finally {
    view.deadline = undefined;
  }
}
