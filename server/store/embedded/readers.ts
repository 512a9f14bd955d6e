// The connections of reads that take several turns of the event loop. Each has one to itself while it lasts.
import type { Sqlite } from './sqlite.ts';

/** More long reads than this wait for one another: beside one writer they would only take its time. */
const MOST = 4;

export class Readers {
  private readonly idle: Sqlite[] = [];
  private readonly opened: Sqlite[] = [];
  private readonly waiting: ((db: Sqlite) => void)[] = [];
  private readonly open: () => Sqlite;

  constructor(open: () => Sqlite) {
    this.open = open;
  }

  /** Lends a connection to a read until its promise is settled. */
  async lend<T>(read: (db: Sqlite) => Promise<T>): Promise<T> {
    const db = this.idle.pop() ?? (await this.another());
    try {
      return await read(db);
    } finally {
      const next = this.waiting.shift();
      if (next) next(db);
      else this.idle.push(db);
    }
  }

  private another(): Sqlite | Promise<Sqlite> {
    if (this.opened.length >= MOST) return new Promise((resolve) => this.waiting.push(resolve));
    const db = this.open();
    this.opened.push(db);
    return db;
  }

  /** Closes all connections; those who wait find the store closed. */
  close(): void {
    for (const db of this.opened) db.close();
    for (const next of this.waiting.splice(0)) next(this.opened[0] as Sqlite);
  }
}
