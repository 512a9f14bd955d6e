// Sessions as Mongoose and the operations use them: the transaction part of the driver's ClientSession.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';
import type { View } from './catalog.ts';
import { copiesAsked, copiesRead } from './concerns.ts';
import { noSuchTransaction, refused } from './errors.ts';
import { refuseOtherMembers } from './refused-members.ts';
import { checkOptions } from './requests.ts';
import { type Store, surrounding } from './store.ts';
import type { Transaction } from './transaction.ts';

const { ClientSession: DriverSession, MongoTransactionError, MongoExpiredSessionError } = mongoose.mongo;

type State = 'none' | 'starting' | 'running' | 'committed' | 'aborted';

/** How long `withTransaction` tries again; MongoDB's driver gives up after the same time. */
const RETRY_FOR_MS = 120_000;

/** The store is there once the connection is open. */
type Client = { readonly options: Doc; readonly store: Store };

export class ClientSession extends EventEmitter {
  readonly id = { id: randomUUID() };
  readonly client: Client;
  readonly supports: { causalConsistency: boolean };
  readonly defaultTransactionOptions: Doc;
  hasEnded = false;
  private state: State = 'none';
  private begun = 0;
  /** What the transaction was begun with. */
  private asked: Doc = {};
  private beginning: Promise<Transaction> | undefined;
  private current: Transaction | undefined;

  constructor(client: Client, { defaultTransactionOptions, causalConsistency }: Doc) {
    super();
    this.defaultTransactionOptions = (defaultTransactionOptions ?? {}) as Doc;
    this.supports = { causalConsistency: causalConsistency !== false };
    this.client = client;
  }

  /** What Mongoose asks to know whether documents are to be reset when the transaction fails. */
  get transaction(): { isActive: boolean; isCommitted: boolean } {
    return { isActive: this.inTransaction(), isCommitted: this.state === 'committed' };
  }

  inTransaction(): boolean {
    return this.state === 'starting' || this.state === 'running';
  }

  /** Which transaction of the session is running; 0 for none. */
  get running(): number {
    return this.inTransaction() ? this.begun : 0;
  }

  startTransaction(options: Doc = {}): void {
    if (this.inTransaction()) throw new MongoTransactionError('Transaction already in progress');
    const own = { ...this.defaultTransactionOptions, ...options };
    if (copiesAsked(own) === 0)
      throw new MongoTransactionError('Transactions do not support unacknowledged write concern');
    checkOptions(own);
    this.asked = own;
    this.state = 'starting';
    this.begun += 1;
    this.beginning = undefined;
    this.current = undefined;
  }

  /** An operation after the end of a transaction: that one can be neither committed nor aborted again. */
  goOn(): void {
    if (this.inTransaction()) return;
    this.state = 'none';
    this.beginning = undefined;
  }

  /** In a transaction is read what the transaction writes. */
  assertReads(options: Doc): void {
    const mode = copiesRead(options, this.asked, this.client.options);
    if (mode !== 'primary')
      throw new MongoTransactionError(`Read preference in a transaction must be primary, not: ${mode}`);
  }

  /** Runs one operation of the transaction, which takes the writer with its first one. */
  async run<T>(work: (view: View) => T, until?: number): Promise<T> {
    if (this.hasEnded) throw new MongoExpiredSessionError();
    if (this.state === 'starting') {
      this.state = 'running';
      this.beginning = this.client.store.begin(until);
    }
    const own = this.beginning;
    if (own === undefined) throw noSuchTransaction('No transaction is running');
    let transaction: Transaction;
    try {
      transaction = await own;
    } catch (error) {
      if (this.beginning === own) this.state = 'aborted';
      throw error;
    }
    this.current = transaction;
    if (this.state !== 'running') transaction.abort();
    return transaction.step(work);
  }

  async commitTransaction(): Promise<void> {
    if (this.state === 'none') throw new MongoTransactionError('No transaction started');
    if (this.state === 'aborted')
      throw new MongoTransactionError('Cannot call commitTransaction after calling abortTransaction');
    this.state = 'committed';
    const transaction = await this.beginning;
    if (transaction === undefined) return;
    // Asked for again after its answer was lost or was a failure, the answer is the same.
    if (!transaction.committed) transaction.commit();
    const { commits } = this.client.store;
    if (commits.pending) await commits.settled();
  }

  async abortTransaction(): Promise<void> {
    if (this.state === 'none') throw new MongoTransactionError('No transaction started');
    if (this.state === 'aborted') throw new MongoTransactionError('Cannot call abortTransaction twice');
    if (this.state === 'committed')
      throw new MongoTransactionError('Cannot call abortTransaction after calling commitTransaction');
    this.state = 'aborted';
    const transaction = await this.beginning?.catch(() => undefined);
    transaction?.abort();
  }

  /**
   * Runs `work` in a transaction and commits it; tries again as a whole for up to two minutes after errors that say
   * so. Resolves to what `work` gave.
   */
  async withTransaction<T>(work: (session: ClientSession) => Promise<T>, options?: Doc): Promise<T> {
    const deadline = Date.now() + RETRY_FOR_MS;
    for (let attempt = 0; ; attempt += 1) {
      this.startTransaction(options);
      try {
        const result = await surrounding.run(this.marker(), () => work(this));
        if (this.inTransaction()) await this.commitTransaction();
        return result;
      } catch (error) {
        if (this.inTransaction()) await this.abortTransaction();
        if (!mayTryAgain(error) || Date.now() >= deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** attempt, 500) * (0.5 + Math.random() / 2)));
    }
  }

  // The transaction begins only with its first operation, so the code inside is marked with a stand-in that asks for it.
  private marker(): () => Transaction | undefined {
    return () => this.current;
  }

  async endSession(): Promise<void> {
    if (this.hasEnded) return;
    if (this.inTransaction()) await this.abortTransaction();
    this.hasEnded = true;
    this.emit('ended', this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.endSession();
  }

  equals(other: unknown): boolean {
    return other instanceof ClientSession && other.id.id === this.id.id;
  }

  /** Sessions are not data; a filter or document that holds one is a mistake. */
  toBSON(): never {
    throw refused('a session inside a document');
  }
}

refuseOtherMembers(ClientSession.prototype, 'ClientSession', DriverSession);

function mayTryAgain(error: unknown): boolean {
  const labelled = error as { hasErrorLabel?: (label: string) => boolean } | null;
  return typeof labelled?.hasErrorLabel === 'function' && labelled.hasErrorLabel('TransientTransactionError');
}
