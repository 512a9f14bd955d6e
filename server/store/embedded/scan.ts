// Reading rows: always in one go, so that what is read is one state of the data.
import type { Doc } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { decode } from './codec.ts';
import { serverError } from './errors.ts';
import type { Bound } from './sqlite.ts';

export type StoredRow = { rid: number; document: Doc; exotic: boolean };

/** A query for rows, without the columns to read. */
export type RowQuery = { from: string; where: string; order: string; params: Bound[] };

/** Rows are read in portions, first small ones (most callers stop early), then larger ones. */
const FIRST_PORTION = 128;
const LARGEST_PORTION = 32_768;

/** The rows of a query, decoded one by one as the caller asks. To be used up within one turn of the event loop. */
export function* rowsOf(view: View, query: RowQuery, first = FIRST_PORTION): Generator<StoredRow> {
  const sql = `SELECT rid, doc FROM ${query.from}${query.where && ` WHERE ${query.where}`}${query.order} LIMIT ? OFFSET ?`;
  let portion = first;
  for (let offset = 0; ; ) {
    if (view.deadline !== undefined && Date.now() > view.deadline)
      throw serverError(50, 'operation exceeded time limit');
    const rows = view.db.all(sql, [...query.params, portion, offset]);
    for (const row of rows) yield storedRow(row);
    if (rows.length < portion) return;
    offset += portion;
    portion = Math.min(portion * 4, LARGEST_PORTION);
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
