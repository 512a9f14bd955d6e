// Finding documents: SQL narrows and orders where it can, the predicate decides, and as few documents as possible are
// decoded. Everything here happens in one turn of the event loop.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { type Collation, parseCollation } from './collation.ts';
import { equalValues } from './compare.ts';
import { badValue, refused } from './errors.ts';
import { narrow } from './filter-to-sql.ts';
import { keyPattern } from './index-definition.ts';
import { layoutOf } from './layout.ts';
import { compileFilter } from './match.ts';
import type { Predicate } from './match-tests.ts';
import { isRegex } from './regex.ts';
import { type RowQuery, rowsOf, type StoredRow, storedRow } from './scan.ts';
import { compareKeys, documentOrder, orderInSql, parseFindSort, type SortKey } from './sort.ts';

export type Selection = {
  filter: Doc;
  sort: SortKey[];
  skip: number;
  /** 0 for no limit. */
  limit: number;
  collation: Doc | undefined;
  /** What `let` gives to the expressions of the filter. */
  variables?: Doc | undefined;
  hint?: Value;
};

export type Plan = {
  query: RowQuery;
  /** The condition lets through only what matches. */
  exact: boolean;
  /** Rows come in the order of the sort. */
  ordered: boolean;
  matches: Predicate;
  collation: Collation | undefined;
};

export function planSelection(
  collection: Collection,
  { filter, sort: wanted, skip, collation: spec, variables, hint }: Selection,
): Plan {
  // One document needs no order, and none can be missing for it (two arrays in a sort are an error otherwise).
  const collation = parseCollation(spec);
  const asked = isOneById(filter) && !collation && skip === 0 ? [] : wanted;
  const sort = checkHint(collection, hint, asked);
  const layout = layoutOf(collection);
  const matches = compileFilter(filter, { strings: collation?.order, variables });
  const condition = narrow(filter, { layout, collation });
  const order = orderInSql(sort, layout, collation);
  return {
    query: { from: collection.table, where: condition.sql, order: order ?? '', params: condition.params },
    exact: condition.exact,
    ordered: order !== undefined,
    matches,
    collation,
  };
}

/**
 * A hint chooses among indexes and so changes no result, except that an order which is not asked for may be that of
 * the rows. Throws for one that names no index, or an index which does not hold all documents.
 */
function checkHint(collection: Collection, hint: Value, sort: SortKey[]): SortKey[] {
  if (hint === undefined || hint === null) return sort;
  if (isDocument(hint) && '$natural' in hint) return sort.length === 0 ? parseFindSort(hint) : sort;
  if (hint === '_id_' || equalValues(hint, { _id: 1 })) return sort;
  const index = collection.indexes.find((one) => one.name === hint || equalValues(keyPattern(one), hint));
  if (index === undefined)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  if (index.sparse || index.partialFilter) throw refused(`a hint at the sparse or partial index "${index.name}"`);
  return sort;
}

function isOneById(filter: Doc): boolean {
  return Object.keys(filter).length === 1 && '_id' in filter && !isDocument(filter._id) && !isRegex(filter._id);
}

/** The rows that a selection finds, in its order. */
export function selectRows(view: View, collection: Collection, selection: Selection): StoredRow[] {
  const plan = planSelection(collection, selection);
  const { skip, limit } = selection;
  if (plan.exact && plan.ordered) return exactRows(view, plan.query, skip, limit);
  if (plan.ordered) return orderedRows(view, plan, skip, limit);
  return sortedRows(view, plan, selection);
}

function exactRows(view: View, { from, where, order, params }: RowQuery, skip: number, limit: number): StoredRow[] {
  const sql = `SELECT rid, doc FROM ${from}${where && ` WHERE ${where}`}${order} LIMIT ? OFFSET ?`;
  return view.db.all(sql, [...params, limit === 0 ? -1 : limit, skip]).map(storedRow);
}

function orderedRows(view: View, { query, matches }: Plan, skip: number, limit: number): StoredRow[] {
  const found: StoredRow[] = [];
  const wanted = limit === 0 ? Infinity : limit;
  let skipped = 0;
  for (const row of rowsOf(view, query)) {
    if (!matches(row.document)) continue;
    if (skipped < skip) skipped += 1;
    else found.push(row);
    if (found.length >= wanted) break;
  }
  return found;
}

type Keyed = { row: StoredRow; keys: Value[]; at: number };

function sortedRows(
  view: View,
  { query, exact, matches, collation }: Plan,
  { sort, skip, limit }: Selection,
): StoredRow[] {
  const keysOf = documentOrder(sort, collation);
  const compare = compareKeys(sort, collation?.order);
  const order = (a: Keyed, b: Keyed): number => compare(a.keys, b.keys) || a.at - b.at;
  const wanted = limit === 0 ? Infinity : skip + limit;
  let kept: Keyed[] = [];
  let at = 0;
  for (const row of rowsOf(view, query, 1024)) {
    if (!exact && !matches(row.document)) continue;
    kept.push({ row, keys: keysOf(row.document), at });
    at += 1;
    // Of a sorted page only the page is kept while the rest goes by.
    if (kept.length >= 2 * wanted + 1000) kept = kept.sort(order).slice(0, wanted);
  }
  return kept
    .sort(order)
    .slice(skip, limit === 0 ? undefined : skip + limit)
    .map(({ row }) => row);
}

/** How many documents a selection finds, counted in SQL where its condition is exact. */
export function countRows(view: View, collection: Collection, selection: Selection): number {
  const plan = planSelection(collection, { ...selection, sort: [] });
  const { from, where, params } = plan.query;
  const { skip, limit } = selection;
  let count = 0;
  if (plan.exact) {
    count = Number(view.db.get(`SELECT count(*) FROM ${from}${where && ` WHERE ${where}`}`, params)?.[0]);
  } else {
    for (const { document } of rowsOf(view, plan.query, 1024)) if (plan.matches(document)) count += 1;
  }
  const left = Math.max(0, count - skip);
  return limit === 0 ? left : Math.min(left, limit);
}
