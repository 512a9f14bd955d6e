// What is kept at hand of the committed state: the texts of documents read by their id, and the totals of filters that
// found many. It stays true because the process that holds the file is its only writer and every changed row says so.
import type { Doc, Value } from './bson.ts';
import type { Predicate } from './match-tests.ts';
import type { Bound } from './sqlite.ts';

/** Characters of all texts together. */
const MOST_TEXT = 8 * 1024 * 1024;
/** Longer texts would push out too many others. */
const LONGEST_TEXT = 64 * 1024;
/** Fewer rows than this are counted again sooner than each change of a row is held against the filter. */
const WORTH_KEEPING = 2000;
/** Each total costs every write to its table a look; the least recently asked for goes first. */
const TOTALS_PER_TABLE = 16;
/** A write that changes more than this forgets all of the tables that it changes. */
const MOST_CHANGES = 10_000;

type Total = { count: number; readonly matches: Predicate; readonly since: number };
type Difference = { total: Total; by: number };

export class Kept {
  private readonly texts = new Map<string, string>();
  private length = 0;
  private readonly totals = new Map<string, Map<string, Total>>();
  /** Counts the writes that have begun. */
  private clock = 0;

  /** The changes of a write that begins now. */
  begin(): Changes {
    this.clock += 1;
    return new Changes(this, this.clock);
  }

  text(key: string): string | undefined {
    const text = this.texts.get(key);
    if (text !== undefined) {
      this.texts.delete(key);
      this.texts.set(key, text);
    }
    return text;
  }

  keepText(key: string, text: string): void {
    if (text.length > LONGEST_TEXT) return;
    this.forgetText(key);
    this.texts.set(key, text);
    this.length += text.length;
    for (const oldest of this.texts.keys()) {
      if (this.length <= MOST_TEXT) break;
      this.forgetText(oldest);
    }
  }

  forgetText(key: string): void {
    const text = this.texts.get(key);
    if (text === undefined) return;
    this.texts.delete(key);
    this.length -= text.length;
  }

  total(table: string, key: string): number | undefined {
    const totals = this.totals.get(table);
    const total = totals?.get(key);
    if (totals && total) {
      totals.delete(key);
      totals.set(key, total);
    }
    return total?.count;
  }

  keepTotal(table: string, key: string, count: number, matches: Predicate): void {
    if (count < WORTH_KEEPING) return;
    const totals = this.totals.get(table) ?? new Map<string, Total>();
    this.totals.set(table, totals);
    totals.set(key, { count, matches, since: this.clock });
    if (totals.size > TOTALS_PER_TABLE) totals.delete(totals.keys().next().value as string);
  }

  totalsOf(table: string): Iterable<Total> {
    return this.totals.get(table)?.values() ?? [];
  }

  /** Drops totals that were counted while the write which began at `clock` was already changing their table. */
  dropTotalsSince(table: string, clock: number): void {
    const totals = this.totals.get(table);
    for (const [key, { since }] of totals ?? []) if (since >= clock) totals?.delete(key);
  }

  forgetTable(table: string): void {
    this.totals.delete(table);
    for (const key of this.texts.keys()) if (key.startsWith(`${table}/`)) this.forgetText(key);
  }
}

/** What one write changes; nothing of it is seen by others until it is committed. */
export class Changes {
  private readonly kept: Kept;
  private readonly clock: number;
  private readonly tables = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly lost = new Set<string>();
  private readonly differences: Difference[] = [];

  constructor(kept: Kept, clock: number) {
    this.kept = kept;
    this.clock = clock;
  }

  touchesTable(table: string): boolean {
    return this.tables.has(table);
  }

  touchesText(table: string, key: string): boolean {
    return this.keys.has(key) || this.lost.has(table);
  }

  /** Says that a row has been stored (without `before`), replaced or removed (without `after`). */
  note(table: string, before: Doc | undefined, after: Doc | undefined): void {
    this.tables.add(table);
    if (this.lost.has(table)) return;
    const key = textKey(table, (before ?? after)?._id);
    if (key) this.keys.add(key);
    for (const total of this.kept.totalsOf(table)) {
      const by =
        Number(after !== undefined && total.matches(after)) - Number(before !== undefined && total.matches(before));
      if (by !== 0) this.differences.push({ total, by });
    }
    if (this.keys.size > MOST_CHANGES || this.differences.length > MOST_CHANGES) this.lose(table);
  }

  /** Says that a table as a whole is no longer what it was. */
  lose(table: string): void {
    this.tables.add(table);
    this.lost.add(table);
  }

  /** The write has been committed. */
  apply(): void {
    for (const key of this.keys) this.kept.forgetText(key);
    for (const { total, by } of this.differences) total.count += by;
    for (const table of this.tables) this.kept.dropTotalsSince(table, this.clock);
    for (const table of this.lost) this.kept.forgetTable(table);
  }
}

/** Where the text of a document is kept; only those with a string for an id are. */
export function textKey(table: string, id: Value): string | undefined {
  return typeof id === 'string' ? `${table}/${id}` : undefined;
}

/** Where the total of a condition is kept. */
export function totalKey(where: string, params: readonly Bound[]): string {
  return params.reduce<string>((key, value) => {
    const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
    return `${key}|${typeof value}${text.length}:${text}`;
  }, where);
}
