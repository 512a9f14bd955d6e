// The one place that knows the SQLite binding. Statements are prepared once per connection and values are always bound.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'libsql';
import { StoreError } from './errors.ts';

/** What may be bound to a statement. */
export type Bound = string | number | bigint | Uint8Array | null;
export type Row = readonly unknown[];

type Statement = {
  raw(on?: boolean): Statement;
  readonly reader: boolean;
  run(params: Bound[]): { changes: number; lastInsertRowid: number | bigint };
  get(params: Bound[]): unknown;
  all(params: Bound[]): unknown[];
};
type Binding = {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
  readonly inTransaction: boolean;
};

/** Statements kept ready per connection; the shapes of an application's queries are far fewer. */
const KEPT_STATEMENTS = 600;

export class Sqlite {
  /** Rows changed since the connection was opened. */
  changes = 0;
  private readonly binding: Binding;
  private readonly path: string;
  private readonly statements = new Map<string, Statement>();

  constructor(path: string) {
    this.path = path;
    this.binding = this.guard(() => new Database(path) as unknown as Binding);
  }

  /** All rows, each as an array of its columns. */
  all(sql: string, params: Bound[] = []): Row[] {
    return this.guard(() => this.prepare(sql).all(params) as Row[]);
  }

  /**
   * SQLite's plan of a query. On a connection of its own: the binding leaves such a statement open, and with it every
   * later read of the connection in the state of that moment.
   */
  planOf(sql: string, params: Bound[]): Row[] {
    const aside = new Sqlite(this.path);
    try {
      return aside.all(`EXPLAIN QUERY PLAN ${sql}`, params);
    } finally {
      aside.close();
    }
  }

  /** The first row, or undefined. */
  get(sql: string, params: Bound[] = []): Row | undefined {
    return this.guard(() => this.prepare(sql).get(params) as Row | undefined);
  }

  /** Runs a change; gives the number of rows and the id of the last one inserted. */
  run(sql: string, params: Bound[] = []): { changes: number; rowid: number } {
    const info = this.guard(() => this.prepare(sql).run(params));
    this.changes += info.changes;
    return { changes: info.changes, rowid: Number(info.lastInsertRowid) };
  }

  /** Runs SQL that binds nothing and returns nothing. */
  exec(sql: string): void {
    this.guard(() => this.binding.exec(sql));
  }

  get inTransaction(): boolean {
    return this.binding.inTransaction;
  }

  close(): void {
    this.statements.clear();
    this.binding.close();
  }

  // Bound values go in one array: the binding takes a lone Buffer for named parameters and aborts the process.
  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.binding.prepare(sql);
      if (statement.reader) statement.raw(true);
      if (this.statements.size >= KEPT_STATEMENTS) {
        this.statements.delete(this.statements.keys().next().value as string);
      }
    } else {
      this.statements.delete(sql);
    }
    this.statements.set(sql, statement);
    return statement;
  }

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translated(error, this.path);
    }
  }
}

/**
 * Waits until closed connections have let go of their files. The binding closes a connection only when its statements
 * have been collected; until then it would still tidy up a log of the same name, even that of a file put in its place.
 */
export async function releaseFiles(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await new Promise((resolve) => setImmediate(resolve));
}

/** The constraint that SQLite says was violated, or undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') return undefined;
  return (error as Error).message;
}

function translated(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  const detail = (error as Error).message;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || detail.includes('malformed JSON')) {
    return new StoreError(
      'store-damaged',
      `The data file ${path} is damaged (${detail}): restore it from a backup`,
      error,
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return new StoreError(
      'store-read-only',
      `The data file ${path} cannot be written: check its owner and rights`,
      error,
    );
  }
  if (code === 'SQLITE_FULL') {
    return new StoreError('store-full', `No space is left for the data file ${path}: nothing was stored`, error);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreError('store-locked', `The data file ${path} is in use by another process: stop it first`, error);
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM' || code === 'SQLITE_AUTH') {
    return new StoreError('store-unreachable', `The data file ${path} cannot be opened (${detail})`, error);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new StoreError('store-failed', `The disk failed under the data file ${path} (${detail})`, error);
  }
  return error;
}
