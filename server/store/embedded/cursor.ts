// Cursors: read on first use, a portion at a time. What a cursor has begun it goes on with by the rows it found then.
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';
import { refused } from './errors.ts';
import { refuseOtherMembers } from './refused-members.ts';

/** A portion of results, and how to get the next one. */
export type Portion = { documents: Doc[]; more?: (() => Promise<Portion>) | undefined };
/** Starts reading; `all` asks for everything at once. */
export type Open = (all: boolean) => Promise<Portion>;
type Transform = (document: Doc) => unknown;

export class Cursor extends EventEmitter {
  closed = false;
  readonly namespace: string;
  private readonly open: Open;
  private readonly explaining: (() => Promise<Doc>) | undefined;
  private buffer: Doc[] = [];
  private at = 0;
  private started = false;
  private more: (() => Promise<Portion>) | undefined;
  private transform: Transform | undefined;

  constructor(namespace: string, open: Open, explaining?: () => Promise<Doc>) {
    super();
    this.namespace = namespace;
    this.open = open;
    this.explaining = explaining;
  }

  private take({ documents, more }: Portion): void {
    this.buffer = documents;
    this.at = 0;
    this.more = more;
  }

  private async fill(): Promise<boolean> {
    if (this.closed) return false;
    if (!this.started) {
      this.started = true;
      this.take(await this.open(false));
    }
    while (this.at >= this.buffer.length && this.more) this.take(await this.more());
    return this.at < this.buffer.length;
  }

  async hasNext(): Promise<boolean> {
    return this.fill();
  }

  /** The next document, or null at the end. */
  async next(): Promise<unknown> {
    if (!(await this.fill())) {
      await this.close();
      return null;
    }
    const document = this.buffer[this.at] as Doc;
    this.at += 1;
    return this.transform ? this.transform(document) : document;
  }

  async tryNext(): Promise<unknown> {
    return this.next();
  }

  async toArray(): Promise<unknown[]> {
    const result: unknown[] = [];
    if (!this.started && !this.closed) {
      this.started = true;
      this.take(await this.open(true));
    }
    while (await this.fill()) {
      const rest = this.at === 0 ? this.buffer : this.buffer.slice(this.at);
      this.at = this.buffer.length;
      for (const document of rest) result.push(this.transform ? this.transform(document) : document);
    }
    await this.close();
    return result;
  }

  async forEach(visit: (document: unknown) => boolean | undefined): Promise<void> {
    for await (const document of this) if (visit(document) === false) return;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    try {
      while (await this.fill()) yield await this.next();
    } finally {
      await this.close();
    }
  }

  stream(): Readable {
    return Readable.from(this);
  }

  /** Changes each document on its way out. */
  map(transform: Transform): this {
    const before = this.transform;
    this.transform = before ? (document) => transform(before(document) as Doc) : transform;
    return this;
  }

  rewind(): void {
    this.buffer = [];
    this.at = 0;
    this.started = false;
    this.more = undefined;
    this.closed = false;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.buffer = [];
    this.more = undefined;
    this.emit('close');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get killed(): boolean {
    return this.closed;
  }

  bufferedCount(): number {
    return this.buffer.length - this.at;
  }

  async explain(_verbosity?: unknown): Promise<Doc> {
    if (!this.explaining) throw refused('explain() of this cursor');
    return this.explaining();
  }

  /** Portions have a size of their own; MongoDB's hints about them change no result. */
  batchSize(_size: number): this {
    return this;
  }

  maxTimeMS(_milliseconds: number): this {
    throw refused('maxTimeMS() of this cursor: give it as an option');
  }

  comment(_comment: unknown): this {
    return this;
  }

  addCursorFlag(flag: string, on = true): this {
    if (on && flag !== 'noCursorTimeout') throw refused(`the cursor flag "${flag}"`);
    return this;
  }
}

const { AbstractCursor, AggregationCursor } = mongoose.mongo;
refuseOtherMembers(Cursor.prototype, 'Cursor', AbstractCursor, AggregationCursor);
