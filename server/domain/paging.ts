import { type Filter, issue, type Page } from '../../engine/index.ts';
import { QUERY_MS, type Repository } from '../deps.ts';
import { badRequest } from '../fault.ts';

/** A page of a list: `page` counts from 1; `size` is at most 200. */
export type Paging = { page?: number; size?: number; count?: boolean };

export const MOST_PER_PAGE = 200;
/** Rows are skipped one by one in the store: a list is looked through so far, and narrowed beyond. */
const FURTHEST_ROW = 10_000;

/** One page of rows. It reads one row more than it shows, so that `next` needs no count. */
export async function pageOf<T extends { id: string }>(
  repository: Repository<T>,
  query: { filter: Filter; sort: string[] },
  paging: Paging,
): Promise<Page<T>> {
  const { page, size } = bounds(paging);
  const [rows, total] = await Promise.all([
    repository.find({ ...query, skip: (page - 1) * size, limit: size + 1, limitMs: QUERY_MS }),
    paging.count ? repository.count(query.filter, QUERY_MS) : undefined,
  ]);
  return {
    items: rows.slice(0, size),
    ...(total !== undefined && { total }),
    ...(rows.length > size && { next: page + 1 }),
  };
}

/**
 * One page of what two queries find, which have no row in common, merged in the order that both are sorted in. Of the rows
 * before the page only what they are ordered by is read.
 */
export async function pageOfTwo<T extends { id: string }>(
  repository: Repository<T>,
  [first, second]: [Filter, Filter],
  sort: string[],
  paging: Paging,
  order: (a: T, b: T) => number,
): Promise<Page<T>> {
  const { page, size } = bounds(paging);
  const fields = [...new Set(['id', ...sort.map((path) => path.replace(/^[-+]/, ''))])];
  const keysOf = (filter: Filter) =>
    repository.find({ filter, sort, fields, limit: page * size + 1, limitMs: QUERY_MS });
  const found = (await Promise.all([first, second].map(keysOf))).flat().sort(order);
  const totals = paging.count
    ? await Promise.all([first, second].map((filter) => repository.count(filter, QUERY_MS)))
    : undefined;
  const ids = found.slice((page - 1) * size, page * size).map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await repository.find({ filter: { id: { $in: ids } }, limitMs: QUERY_MS });
  return {
    items: rows.sort(order),
    ...(totals && { total: totals.reduce((sum, each) => sum + each, 0) }),
    ...(found.length > page * size && { next: page + 1 }),
  };
}

/** Where a page begins and ends, within what a list may be looked through. */
export function bounds(paging: Paging): { page: number; size: number } {
  const page = Math.max(1, Math.floor(paging.page ?? 1));
  const size = Math.min(MOST_PER_PAGE, Math.max(1, Math.floor(paging.size ?? 20)));
  if (page * size > FURTHEST_ROW) throw badRequest([issue('server/page-too-far', '/page', { max: FURTHEST_ROW })]);
  return { page, size };
}

/** The same page with each row turned into what is shown of it. */
export function pageAs<T, V>(page: Page<T>, show: (row: T) => V): Page<V> {
  return { ...page, items: page.items.map(show) };
}
