// A transaction of many steps. It holds the writer from its first step until it commits, aborts or lives too long.
import type { View } from './catalog.ts';
import { noSuchTransaction } from './errors.ts';

export class Transaction {
  private readonly view: View;
  private readonly release: (committed: boolean) => void;
  private readonly timer: NodeJS.Timeout;
  private readonly lifetime: number;
  private lastStep = Date.now();
  private gone: string | undefined;
  /** True once all of it is in the log. */
  committed = false;

  constructor(view: View, lifetime: number, release: (committed: boolean) => void) {
    this.view = view;
    this.release = release;
    this.lifetime = lifetime;
    this.timer = setTimeout(() => this.abort(`it lived longer than ${lifetime / 1000} s`), lifetime);
    this.timer.unref();
  }

  /** True once it has been committed or aborted. */
  get ended(): boolean {
    return this.gone !== undefined;
  }

  /** Milliseconds since its last step. */
  idleFor(): number {
    return Date.now() - this.lastStep;
  }

  /** Runs one step. As on MongoDB, a step that fails ends the whole transaction. */
  step<T>(work: (view: View) => T): T {
    this.assertAlive();
    this.lastStep = Date.now();
    try {
      return work(this.view);
    } catch (error) {
      this.abort('one of its operations failed');
      throw error;
    }
  }

  commit(): void {
    this.assertAlive();
    try {
      this.view.db.exec('COMMIT');
    } catch (error) {
      this.abort('it could not be committed');
      throw error;
    }
    this.committed = true;
    this.end('it has been committed', true);
  }

  abort(reason = 'it has been aborted'): void {
    if (this.gone !== undefined) return;
    try {
      if (this.view.db.inTransaction) this.view.db.exec('ROLLBACK');
    } finally {
      this.end(reason, false);
    }
  }

  private end(reason: string, committed: boolean): void {
    clearTimeout(this.timer);
    this.gone = reason;
    this.release(committed);
  }

  private assertAlive(): void {
    if (this.gone !== undefined) {
      throw noSuchTransaction(
        `The transaction is over: ${this.gone} (transactions may live ${this.lifetime / 1000} s)`,
      );
    }
  }
}
