// Reading rows, in portions: between two of them the event loop may have its turn (see `steps.ts`).
import type { Doc, Value } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { type Decoded, decode, decodeParsed } from './codec.ts';
import { damaged, serverError } from './errors.ts';
import { textKey } from './kept.ts';
import type { Reading } from './partial.ts';
import { sortKey } from './sort-key.ts';
import type { Bound } from './sqlite.ts';

/** `partial`: only what was asked for has been read of the document. */
export type StoredRow = { rid: number; document: Doc; exotic: boolean; partial?: true };

/** A query for rows, without the columns to read. */
export type RowQuery = { from: string; where: string; order: string; params: Bound[] };

/** So many rows are read whole and at once: most queries find no more. */
const FIRST_PORTION = 32;
/** Then rows are looked up by their positions, first some, then all that are left. */
const FIRST_RIDS = 2048;
/** So many positions are found in some milliseconds. */
const MOST_RIDS = 32_768;
/** Rows of one portion, in part or whole: some milliseconds of work. */
const PORTION = 1024;
const WHOLE_PORTION = 256;

/** The rows of a query that `reading` (or, without one, all) is read of. */
export function* portionsOf(view: View, query: RowQuery, reading: Reading | undefined): Generator<StoredRow[]> {
  checkDeadline(view);
  const first = rowsOf(view, query, FIRST_PORTION, 0);
  yield first;
  if (first.length < FIRST_PORTION) return;
  // Positions may be found by another index than rows, and so come in another order where the query leaves it open.
  const seen = new Set(first.map(({ rid }) => rid));
  for (const rids of ridPortions(view, query)) {
    yield* portionsAt(
      view,
      query.from,
      rids.filter((rid) => !seen.has(rid)),
      reading,
    );
  }
}

/** The rows at positions, in their order; those that are gone are left out. */
export function* portionsAt(
  view: View,
  table: string,
  rids: readonly number[],
  reading: Reading | undefined,
): Generator<StoredRow[]> {
  const most = reading ? PORTION : WHOLE_PORTION;
  for (let from = 0; from < rids.length; from += most) {
    checkDeadline(view);
    const wanted = rids.slice(from, from + most);
    yield reading ? partsAt(view, table, wanted, reading) : rowsAt(view, table, wanted);
  }
}

function checkDeadline({ deadline }: View): void {
  if (deadline !== undefined && Date.now() > deadline) throw serverError(50, 'operation exceeded time limit');
}

/** Rows of a query, whole. `limit` -1 for all. */
export function rowsOf(view: View, { from, where, order, params }: RowQuery, limit: number, skip: number): StoredRow[] {
  const rows = `FROM ${from}${where && ` WHERE ${where}`}${order} LIMIT ? OFFSET ?`;
  if (limit === 1) {
    const row = view.db.get(`SELECT rid, doc ${rows}`, [...params, limit, skip]);
    return row ? [storedRow(row)] : [];
  }
  return wholeRows(partsOf(view, `SELECT rid || ',' || doc AS part ${rows}`, [...params, limit, skip]));
}

/** The document with an `_id`. */
export function documentById(view: View, { table }: Collection, id: Value): Decoded | undefined {
  const text = textById(view, table, id);
  return text === undefined ? undefined : decode(text);
}

function textById(view: View, table: string, id: Value): string | undefined {
  const key = textKey(table, id);
  const kept = key === undefined || view.changes?.touchesText(table, key) ? undefined : view.kept;
  const known = kept?.text(key as string);
  if (known !== undefined) return known;
  const text = view.db.get(`SELECT doc FROM ${table} WHERE id = ?`, [sortKey(id)])?.[0] as string | undefined;
  if (text !== undefined) kept?.keepText(key as string, text);
  return text;
}

/** The positions of a query's rows, in its order; of all documents as they were stored. */
export function* ridPortions(view: View, query: RowQuery): Generator<number[]> {
  if (query.where !== '' || query.order !== '') {
    const first = ridsOf(view, query, FIRST_RIDS, 0);
    yield first;
    if (first.length === FIRST_RIDS) yield ridsOf(view, query, -1, FIRST_RIDS);
    return;
  }
  for (let last = -1; ; ) {
    const after = { from: query.from, where: 'rid > ?', order: ' ORDER BY rid', params: [last] };
    const rids = ridsOf(view, after, MOST_RIDS, 0);
    yield rids;
    if (rids.length < MOST_RIDS) return;
    last = rids.at(-1) as number;
  }
}

/** The positions come as one text: a row each would cost more than finding them. */
export function ridsOf(view: View, query: RowQuery, limit: number, skip: number): number[] {
  const { from, where, order, params } = query;
  const rows = `SELECT rid FROM ${from}${where && ` WHERE ${where}`}${order} LIMIT ? OFFSET ?`;
  const text = view.db.get(`SELECT group_concat(rid) FROM (${rows})`, [...params, limit, skip])?.[0];
  return text === null || text === undefined ? [] : (JSON.parse(`[${String(text)}]`) as number[]);
}

const AT = 'json_each(?) AS wanted CROSS JOIN';

export function rowsAt(view: View, table: string, rids: readonly number[]): StoredRow[] {
  const rows = `SELECT rid || ',' || doc AS part FROM ${AT} ${table} ON rid = wanted.value`;
  return wholeRows(partsOf(view, rows, [JSON.stringify(rids)]));
}

function partsAt(view: View, table: string, rids: readonly number[], { sql, params, read }: Reading): StoredRow[] {
  const rows = `SELECT rid || ',' || ${sql} AS part FROM ${AT} ${table} ON rid = wanted.value`;
  return portionFrom(partsOf(view, rows, [...params, JSON.stringify(rids)]), (rid, parsed, tagged) => ({
    rid,
    document: read(parsed, tagged),
    exotic: tagged,
    partial: true,
  }));
}

function wholeRows(parts: Parts): StoredRow[] {
  return portionFrom(parts, (rid, parsed, tagged) => {
    const { document, exotic } = decodeParsed(parsed, tagged);
    return { rid, document, exotic };
  });
}

function portionFrom(
  { values, tagged }: Parts,
  rowOf: (rid: number, parsed: unknown, tagged: boolean) => StoredRow,
): StoredRow[] {
  const portion: StoredRow[] = [];
  for (let i = 0; i < values.length; i += 2) portion.push(rowOf(values[i] as number, values[i + 1], tagged));
  return portion;
}

/** Positions and contents by turns. Without the characters that begin every tag there is nothing to revive. */
type Parts = { values: unknown[]; tagged: boolean };

/** Texts beyond this length come one by one. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/** What a query gives as `part`, all as one text: each row by itself would cost more than reading it. */
function partsOf(view: View, rows: string, params: Bound[]): Parts {
  const joined = `SELECT CASE WHEN sum(octet_length(part)) > ${LONGEST_TEXT} THEN -1 ELSE group_concat(part) END`;
  const found = view.db.get(`${joined} FROM (${rows})`, params)?.[0];
  if (typeof found === 'string') return parsed([found]);
  return found === null || found === undefined
    ? { values: [], tagged: false }
    : parsed(view.db.all(rows, params).map(([part]) => String(part)));
}

function parsed(texts: string[]): Parts {
  try {
    return {
      values: texts.flatMap((text) => JSON.parse(`[${text}]`) as unknown[]),
      tagged: texts.some((text) => text.includes('{"$')),
    };
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
