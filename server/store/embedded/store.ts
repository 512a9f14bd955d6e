// The open store: one writer connection, some readers, a fair queue before the writer, and durability behind it.
// Work on SQLite is synchronous, so a write without a session is one undivided step of the event loop; a long read pauses,
// on a connection of its own that keeps to the state in which it began.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Collections, openCatalog, type View } from './catalog.ts';
import { closeDataFile, type Location, type OpenFile, openDataFile, openReader } from './data-file.ts';
import { StoreError, timeIsUp, writerTaken } from './errors.ts';
import { GroupCommit } from './group-commit.ts';
import { type Changes, Kept } from './kept.ts';
import { Readers } from './readers.ts';
import type { Sqlite } from './sqlite.ts';
import { othersTurn, type Steps } from './steps.ts';
import { Transaction } from './transaction.ts';

export type StoreOptions = {
  /** Milliseconds that a transaction may live; MongoDB's default. */
  transactionLifetime: number;
  /** Milliseconds that a write or a transaction waits for the writer before it is told to come back later. */
  writerPatience: number;
};

const DEFAULTS: StoreOptions = { transactionLifetime: 60_000, writerPatience: 10_000 };
/** How long a transaction must have been idle before a write that waits for it inside it is given up. */
const SELF_WAIT_MS = 1000;
/** How long a long read holds the event loop before others have their turn. */
const TURN_MS = 12;
/** Pages that a long read keeps at hand: it sees most of them once. */
const LONG_READER_MB = 16;

type Waiter = { start: () => void; fail: (error: unknown) => void };

/** The transaction in whose callback code runs, to see when it waits for itself. */
export const surrounding = new AsyncLocalStorage<() => Transaction | undefined>();

export class Store {
  readonly commits: GroupCommit;
  readonly options: StoreOptions;
  private readonly file: OpenFile;
  private readonly readers: Readers;
  private readonly queue: Waiter[] = [];
  private readonly kept = new Kept();
  private collections: Collections;
  private holder: Transaction | undefined;
  /** The writer is promised to a waiter that has been woken but does not run yet. */
  private reserved = false;
  private closed = false;

  constructor(location: Location, options: Partial<StoreOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.file = openDataFile(location);
    this.readers = new Readers(() => openReader(location.path, LONG_READER_MB));
    this.commits = new GroupCommit(location.temporary ? undefined : `${location.path}-wal`);
    try {
      this.collections = openCatalog(this.file.writer, location.path);
    } catch (error) {
      void closeDataFile(this.file).catch(() => undefined);
      throw error;
    }
  }

  get path(): string {
    return this.file.location.path;
  }

  /** Collections as committed. */
  get known(): Collections {
    return this.collections;
  }

  /** Reads the committed state. The answer is given only once all of that state is on the disk. */
  async read<T>(work: (view: View) => T): Promise<T> {
    this.assertOpen();
    const result = work(this.committed());
    if (this.commits.pending) await this.commits.settled();
    return result;
  }

  // Between transactions the writer shows the committed state too, and has it at hand: what it wrote itself it need not
  // read back from the log.
  private committed(): View {
    const db = this.holder ? this.file.reader : this.file.writer;
    return { db, collections: this.collections, kept: this.kept };
  }

  /** What a write sees that begins now. */
  private writing(): View & { changes: Changes } {
    const { kept, collections } = this;
    return { db: this.file.writer, collections, kept, changes: kept.begin() };
  }

  /** The same for work in steps: the event loop has its turn between them, and what is written then is not seen. */
  async readInSteps<T>(work: (view: View) => Steps<T>): Promise<T> {
    this.assertOpen();
    // What does not pause is done at once. What does has not read anything yet: it begins anew on its own connection.
    const first = work(this.committed()).next();
    const result = first.done ? first.value : await this.readers.lend((db) => this.walk(db, work));
    if (this.commits.pending) await this.commits.settled();
    return result;
  }

  private async walk<T>(db: Sqlite, work: (view: View) => Steps<T>): Promise<T> {
    this.assertOpen();
    const steps = work({ db, collections: this.collections });
    db.exec('BEGIN');
    try {
      for (let since = performance.now(); ; ) {
        const step = steps.next();
        if (step.done) return step.value;
        if (performance.now() - since < TURN_MS) continue;
        await othersTurn();
        this.assertOpen();
        since = performance.now();
      }
    } finally {
      if (!this.closed && db.inTransaction) db.exec('COMMIT');
    }
  }

  /** Runs one write as a transaction of its own and answers when it is on the disk. */
  async write<T>(work: (view: View) => T, until?: number): Promise<T> {
    this.assertOpen();
    if (this.busy) await this.turn(false, until);
    this.reserved = false;
    let result: T;
    try {
      result = this.runAlone(work);
    } finally {
      this.next();
    }
    if (this.commits.pending) await this.commits.settled();
    return result;
  }

  private runAlone<T>(work: (view: View) => T): T {
    this.assertOpen();
    const view = this.writing();
    view.db.exec('BEGIN IMMEDIATE');
    try {
      const before = view.db.changes;
      const result = work(view);
      view.db.exec('COMMIT');
      if (view.db.changes !== before || view.collections !== this.collections) this.commits.commit();
      this.collections = view.collections;
      view.changes.apply();
      return result;
    } catch (error) {
      if (view.db.inTransaction) view.db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Takes the writer for a transaction of many steps; it is held until the transaction ends. */
  async begin(until?: number): Promise<Transaction> {
    this.assertOpen();
    if (this.busy) await this.turn(true, until);
    this.reserved = false;
    try {
      this.assertOpen();
      this.file.writer.exec('BEGIN IMMEDIATE');
    } catch (error) {
      this.next();
      throw error;
    }
    const view = this.writing();
    this.holder = new Transaction(view, this.options.transactionLifetime, (committed) => {
      if (committed) {
        this.collections = view.collections;
        view.changes.apply();
        this.commits.commit();
      }
      this.holder = undefined;
      this.next();
    });
    return this.holder;
  }

  /** Waits in line for the writer, but not for ever: until the moment given, or as long as the store has patience. */
  private turn(inTransaction: boolean, until = Infinity): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const patience = this.options.writerPatience;
      const left = until - Date.now();
      const timer = setTimeout(
        () => this.giveUp(waiter, left < patience ? timeIsUp() : writerTaken(patience / 1000, inTransaction)),
        Math.min(left, patience),
      );
      const ending =
        <T>(answer: (value: T) => void) =>
        (value: T) => {
          // The timer keeps a program alive that has nothing else to do, so it must not outlive the wait.
          clearTimeout(timer);
          answer(value);
        };
      const waiter: Waiter = { start: ending(resolve), fail: ending(reject) };
      this.queue.push(waiter);
      const around = surrounding.getStore();
      if (around) this.watchSelfWait(waiter, around);
    });
  }

  private giveUp(waiter: Waiter, error: Error): void {
    const place = this.queue.indexOf(waiter);
    if (place < 0) return;
    this.queue.splice(place, 1);
    waiter.fail(error);
  }

  private get busy(): boolean {
    return this.holder !== undefined || this.reserved || this.queue.length > 0;
  }

  private next(): void {
    if (this.holder || this.reserved) return;
    const waiter = this.queue.shift();
    if (waiter === undefined) return;
    this.reserved = true;
    waiter.start();
  }

  /** A write outside the session, awaited within the transaction's own callback, would wait for ever. */
  private watchSelfWait(waiter: Waiter, around: () => Transaction | undefined): void {
    const check = setInterval(() => {
      if (!this.queue.includes(waiter)) {
        clearInterval(check);
      } else if (this.holder !== undefined && this.holder === around() && this.holder.idleFor() >= SELF_WAIT_MS) {
        clearInterval(check);
        this.giveUp(
          waiter,
          new StoreError(
            'store-waits-for-itself',
            'A write inside a transaction waits for that transaction to end: give it the session of the transaction',
          ),
        );
      }
    }, SELF_WAIT_MS / 4);
    check.unref();
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreError('store-closed', `The data file ${this.path} has been closed`);
    this.commits.assertSound();
  }

  /** Ends what is running, writes everything to the file and closes it. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.holder?.abort('The store is being closed');
    for (const waiter of this.queue.splice(0)) waiter.fail(new StoreError('store-closed', 'The store is being closed'));
    await this.commits.settled().catch(() => undefined);
    await this.commits.close();
    this.readers.close();
    await closeDataFile(this.file);
  }
}
