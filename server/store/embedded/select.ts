// Finding documents: SQL narrows and orders where it can, the predicate decides, and as little as possible is decoded:
// of the documents that filter and sort have to look at only the paths that they look at.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { type Collation, parseCollation } from './collation.ts';
import { narrow } from './filter-to-sql.ts';
import { hintedOrder, type Order } from './hint.ts';
import { totalKey } from './kept.ts';
import { layoutOf } from './layout.ts';
import { compileFilter } from './match.ts';
import type { Predicate } from './match-tests.ts';
import { type Reading, readingOf } from './partial.ts';
import { isRegex } from './regex.ts';
import { portionsAt, portionsOf, type RowQuery, ridPortions, ridsOf, rowsOf, type StoredRow } from './scan.ts';
import { compareKeys, documentOrder, orderInSql, type SortKey } from './sort.ts';
import type { Steps } from './steps.ts';
import { addFilterPaths } from './wanted-paths.ts';

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
  order: Order;
  filter: Doc;
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
  const order = hintedOrder(collection, hint, { sort: asked, collation, hinted: false });
  const layout = layoutOf(collection);
  const matches = compileFilter(filter, { strings: collation?.order, variables });
  const condition = narrow(filter, { layout, collation });
  const inSql = orderInSql(order.sort, layout, order.collation);
  // An index holds equal keys in the order in which their documents lie.
  const ties = inSql && order.hinted ? ', rid' : '';
  return {
    query: {
      from: collection.table,
      where: condition.sql,
      order: inSql === undefined ? '' : `${inSql}${ties}`,
      params: condition.params,
    },
    exact: condition.exact,
    ordered: inSql !== undefined,
    order,
    filter,
    matches,
    collation,
  };
}

function isOneById(filter: Doc): boolean {
  return Object.keys(filter).length === 1 && '_id' in filter && !isDocument(filter._id) && !isRegex(filter._id);
}

/** A page that is read in one go. */
const SMALL = 256;

/** The rows that a selection finds, in its order, whole. */
export function* selectRows(view: View, collection: Collection, selection: Selection): Steps<StoredRow[]> {
  const plan = planSelection(collection, selection);
  const { skip, limit } = selection;
  if (plan.exact && plan.ordered && limit > 0 && limit <= SMALL) return rowsOf(view, plan.query, limit, skip);
  return yield* completed(view, collection, yield* findRows(view, plan, selection, new Set()));
}

/** The positions of the rows that a selection finds, in its order. */
export function* selectRids(view: View, collection: Collection, selection: Selection): Steps<number[]> {
  const plan = planSelection(collection, selection);
  if (plan.exact && plan.ordered) {
    yield;
    if (selection.limit > 0 || selection.skip > 0)
      return ridsOf(view, plan.query, selection.limit || -1, selection.skip);
    const found: number[] = [];
    for (const rids of ridPortions(view, plan.query)) {
      for (const rid of rids) found.push(rid);
      yield;
    }
    return found;
  }
  return (yield* findRows(view, plan, selection, new Set())).map(({ rid }) => rid);
}

/** What a selection finds, in its order, with at least `wanted` of each document; without `wanted` the whole. */
export function* selectParts(
  view: View,
  collection: Collection,
  selection: Selection,
  wanted: Set<string> | undefined,
): Steps<StoredRow[]> {
  const plan = planSelection(collection, selection);
  const { skip, limit } = selection;
  if (plan.exact && plan.ordered && limit > 0 && limit <= SMALL) return rowsOf(view, plan.query, limit, skip);
  return yield* findRows(view, plan, selection, wanted);
}

/** The same, a portion at a time; undefined where the order needs all of it first. */
export function streamParts(
  view: View,
  collection: Collection,
  selection: Selection,
  wanted: Set<string> | undefined,
): Iterable<StoredRow[]> | undefined {
  const plan = planSelection(collection, selection);
  if (!plan.ordered || selection.skip > 0 || selection.limit > 0) return undefined;
  return matching(view, plan, readingFor(plan, [], wanted));
}

/** The rows that match, at most so many: what comes after them is not even looked at. */
function* matching(
  view: View,
  { query, exact, matches }: Plan,
  reading: Reading | undefined,
  most = Infinity,
): Generator<StoredRow[]> {
  if (exact && most === Infinity) {
    yield* portionsOf(view, query, reading);
    return;
  }
  let left = most;
  for (const rows of portionsOf(view, query, reading)) {
    const found: StoredRow[] = [];
    for (const row of rows) {
      if (!exact && !matches(row.document)) continue;
      found.push(row);
      if (found.length >= left) break;
    }
    yield found;
    left -= found.length;
    if (left <= 0) return;
  }
}

/** How little of the documents will do for the filter, the sort and what is wanted besides. */
function readingFor(plan: Plan, sort: SortKey[], wanted: Set<string> | undefined): Reading | undefined {
  if (wanted === undefined) return undefined;
  const paths = new Set(wanted);
  if (!plan.exact && !addFilterPaths(plan.filter, paths)) return undefined;
  for (const { path } of sort) paths.add(path);
  return readingOf(paths);
}

function* findRows(
  view: View,
  plan: Plan,
  { skip, limit }: Selection,
  wanted: Set<string> | undefined,
): Steps<StoredRow[]> {
  yield;
  const { sort, collation, hinted } = plan.order;
  const most = limit === 0 ? Infinity : skip + limit;
  const end = limit === 0 ? undefined : most;
  if (plan.ordered) {
    const found: StoredRow[] = [];
    for (const rows of matching(view, plan, readingFor(plan, [], wanted), most)) {
      for (const row of rows) found.push(row);
      yield;
    }
    return found.slice(skip, end);
  }
  const keysOf = documentOrder(sort, collation);
  const compare = compareKeys(sort, collation?.order);
  const inOrder = (a: Keyed, b: Keyed): number =>
    compare(a.keys, b.keys) || (hinted ? a.row.rid - b.row.rid : a.at - b.at);
  let kept: Keyed[] = [];
  let at = 0;
  for (const rows of matching(view, plan, readingFor(plan, sort, wanted))) {
    for (const row of rows) {
      kept.push({ row, keys: keysOf(row.document), at });
      at += 1;
    }
    // Of a sorted page only the page is kept while the rest goes by.
    if (kept.length >= 2 * most + 1000) kept = kept.sort(inOrder).slice(0, most);
    yield;
  }
  return kept
    .sort(inOrder)
    .slice(skip, end)
    .map(({ row }) => row);
}

type Keyed = { row: StoredRow; keys: Value[]; at: number };

/** The rows with the whole of each document. */
function* completed(view: View, collection: Collection, rows: StoredRow[]): Steps<StoredRow[]> {
  const partial = rows.filter((row) => row.partial).map(({ rid }) => rid);
  if (partial.length === 0) return rows;
  const whole = new Map<number, StoredRow>();
  for (const portion of portionsAt(view, collection.table, partial, undefined)) {
    for (const row of portion) whole.set(row.rid, row);
    yield;
  }
  return rows.map((row) => whole.get(row.rid) ?? row);
}

/** How many documents a selection finds, counted in SQL where its condition is exact. */
export function* countRows(view: View, collection: Collection, selection: Selection): Steps<number> {
  const plan = planSelection(collection, { ...selection, sort: [] });
  const { skip, limit } = selection;
  let count = 0;
  if (plan.exact) {
    count = totalOf(view, plan);
  } else {
    yield;
    for (const rows of matching(view, plan, readingFor(plan, [], new Set()))) {
      count += rows.length;
      yield;
    }
  }
  const left = Math.max(0, count - skip);
  return limit === 0 ? left : Math.min(left, limit);
}

/** How many rows the condition of a plan finds, from what is kept if it is known there. */
function totalOf(view: View, { query: { from, where, params }, matches }: Plan): number {
  const kept = view.changes?.touchesTable(from) ? undefined : view.kept;
  const key = totalKey(where, params);
  const known = kept?.total(from, key);
  if (known !== undefined) return known;
  const count = Number(view.db.get(`SELECT count(*) FROM ${from}${where && ` WHERE ${where}`}`, params)?.[0]);
  kept?.keepTotal(from, key, count, matches);
  return count;
}
