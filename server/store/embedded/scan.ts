// Reading rows, in portions: between two of them the event loop may have its turn (see `steps.ts`).
import type { Doc } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { decode } from './codec.ts';
import { damaged, serverError } from './errors.ts';
import type { Reading } from './partial.ts';
import type { Bound } from './sqlite.ts';

/** `partial`: only what was asked for has been read of the document. */
export type StoredRow = { rid: number; document: Doc; exotic: boolean; partial?: true };

/** A query for rows, without the columns to read. */
export type RowQuery = { from: string; where: string; order: string; params: Bound[] };

/** So many rows are read whole and at once: most queries find no more. */
const FIRST_PORTION = 32;
/** Then rows are looked up by their positions, first some, then all that are left. */
const FIRST_RIDS = 2048;
/** Rows of one portion: some milliseconds of work. */
const PORTION = 1024;

/** The rows of a query that `reading` (or, without one, all) is read of. */
export function* portionsOf(view: View, query: RowQuery, reading: Reading | undefined): Generator<StoredRow[]> {
  checkDeadline(view);
  const first = rowsOf(view, query, FIRST_PORTION, 0);
  yield first;
  if (first.length < FIRST_PORTION) return;
  // Positions may be found by another index than rows, and so come in another order where the query leaves it open.
  const seen = new Set(first.map(({ rid }) => rid));
  for (let from = 0, most = FIRST_RIDS; ; from += most, most = -1) {
    const rids = ridsOf(view, query, most, from);
    yield* portionsAt(
      view,
      query.from,
      rids.filter((rid) => !seen.has(rid)),
      reading,
    );
    if (most === -1 || rids.length < most) return;
  }
}

/** The rows at positions, in their order; those that are gone are left out. */
export function* portionsAt(
  view: View,
  table: string,
  rids: readonly number[],
  reading: Reading | undefined,
): Generator<StoredRow[]> {
  for (let from = 0; from < rids.length; from += PORTION) {
    checkDeadline(view);
    const wanted = rids.slice(from, from + PORTION);
    yield reading ? partsAt(view, table, wanted, reading) : rowsAt(view, table, wanted);
  }
}

function checkDeadline({ deadline }: View): void {
  if (deadline !== undefined && Date.now() > deadline) throw serverError(50, 'operation exceeded time limit');
}

/** Rows of a query, whole. `limit` -1 for all. */
export function rowsOf(view: View, { from, where, order, params }: RowQuery, limit: number, skip: number): StoredRow[] {
  const sql = `SELECT rid, doc FROM ${from}${where && ` WHERE ${where}`}${order} LIMIT ? OFFSET ?`;
  return view.db.all(sql, [...params, limit, skip]).map(storedRow);
}

/** The positions of a query's rows. They come as one text: a row each would cost more than finding them. */
export function ridsOf(view: View, query: RowQuery, limit: number, skip: number): number[] {
  const { from, where, params } = query;
  // All documents come as they were stored if nothing else is asked for.
  const order = query.order === '' && where === '' ? ' ORDER BY rid' : query.order;
  const rows = `SELECT rid FROM ${from}${where && ` WHERE ${where}`}${order} LIMIT ? OFFSET ?`;
  const text = view.db.get(`SELECT group_concat(rid) FROM (${rows})`, [...params, limit, skip])?.[0];
  return text === null || text === undefined ? [] : (JSON.parse(`[${String(text)}]`) as number[]);
}

const AT = 'json_each(?) AS wanted CROSS JOIN';

export function rowsAt(view: View, table: string, rids: readonly number[]): StoredRow[] {
  const sql = `SELECT rid, doc FROM ${AT} ${table} ON rid = wanted.value`;
  return view.db.all(sql, [JSON.stringify(rids)]).map(storedRow);
}

function partsAt(view: View, table: string, rids: readonly number[], { sql, params, read }: Reading): StoredRow[] {
  const rows = `SELECT rid || ',' || ${sql} AS part FROM ${AT} ${table} ON rid = wanted.value`;
  const found = view.db.get(`SELECT group_concat(part) FROM (${rows})`, [...params, JSON.stringify(rids)])?.[0];
  if (found === null || found === undefined) return [];
  const text = String(found);
  const parsed = parseParts(text);
  // Without the characters that begin every tag there is nothing to revive.
  const tagged = text.includes('{"$');
  const portion: StoredRow[] = [];
  for (let i = 0; i < parsed.length; i += 2) {
    portion.push({ rid: parsed[i] as number, document: read(parsed[i + 1], tagged), exotic: tagged, partial: true });
  }
  return portion;
}

function parseParts(text: string): unknown[] {
  try {
    return JSON.parse(`[${text}]`) as unknown[];
  } catch (cause) {
    throw damaged('A stored document is not readable JSON', cause);
  }
}

export function storedRow(row: readonly unknown[]): StoredRow {
  const { document, exotic } = decode(row[1] as string);
  return { rid: row[0] as number, document, exotic };
}

/** All rows of a collection in the order in which they were stored. */
export function* eachRow(view: View, collection: Collection): Generator<StoredRow> {
  let last = 0;
  const sql = `SELECT rid, doc FROM ${collection.table} WHERE rid > ? ORDER BY rid LIMIT ?`;
  for (;;) {
    const rows = view.db.all(sql, [last, 2048]);
    for (const row of rows) yield storedRow(row);
    if (rows.length < 2048) return;
    last = (rows.at(-1) as readonly unknown[])[0] as number;
  }
}
