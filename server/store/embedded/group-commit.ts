// Durability. A commit writes its pages to the write-ahead log; it is acknowledged only after the log is on the disk.
// Commits that wait together share one flush of the log, which runs beside the event loop.
import { close, fdatasync, openSync } from 'node:fs';
import { StoreError } from './errors.ts';

export class GroupCommit {
  private readonly log: string;
  private file: number | undefined;
  private committed = 0;
  private flushed = 0;
  private flushing: Promise<void> | undefined;
  private failure: StoreError | undefined;
  /** How often the log was flushed, for measurements. */
  flushes = 0;

  /** `log` is the path of the write-ahead log; undefined keeps nothing (a store in memory). */
  constructor(log: string | undefined) {
    this.log = log ?? '';
  }

  /** Says that a transaction has been committed to the log. */
  commit(): void {
    this.committed += 1;
  }

  /** True if something that others can see is not yet on the disk. */
  get pending(): boolean {
    return this.failure !== undefined || (this.log !== '' && this.flushed < this.committed);
  }

  /** Waits until everything committed so far is on the disk. Rejects, for good, once a flush has failed. */
  async settled(): Promise<void> {
    const target = this.committed;
    while (this.log !== '' && this.flushed < target) {
      this.flushing ??= this.flush().finally(() => {
        this.flushing = undefined;
      });
      await this.flushing;
    }
    if (this.failure) throw this.failure;
  }

  /** Refuses further work after a failed flush: what the disk holds is then unknown until the file is opened anew. */
  assertSound(): void {
    if (this.failure) throw this.failure;
  }

  private async flush(): Promise<void> {
    if (this.failure) throw this.failure;
    // What is committed while the disk works waits for the next flush.
    const reached = this.committed;
    try {
      this.file ??= openSync(this.log, 'r+');
      await new Promise<void>((resolve, reject) => {
        fdatasync(this.file as number, (error) => (error ? reject(error) : resolve()));
      });
    } catch (cause) {
      this.failure = new StoreError(
        'store-failed',
        `The disk did not confirm a write to ${this.log}: check it and start again`,
        cause,
      );
      throw this.failure;
    }
    this.flushes += 1;
    this.flushed = reached;
  }

  async close(): Promise<void> {
    await this.flushing?.catch(() => undefined);
    const { file } = this;
    this.file = undefined;
    if (file !== undefined) await new Promise<void>((resolve) => close(file, () => resolve()));
  }
}
