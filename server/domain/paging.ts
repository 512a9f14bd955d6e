import type { Filter, Page } from '../../engine/index.ts';
import type { Repository } from '../deps.ts';

/** A page of a list: `page` counts from 1; `size` is at most 200. */
export type Paging = { page?: number; size?: number; count?: boolean };

export const MOST_PER_PAGE = 200;

/** One page of rows. It reads one row more than it shows, so that `next` needs no count. */
export async function pageOf<T extends { id: string }>(
  repository: Repository<T>,
  query: { filter: Filter; sort: string[] },
  paging: Paging,
): Promise<Page<T>> {
  const { page, size } = bounds(paging);
  const [rows, total] = await Promise.all([
    repository.find({ ...query, skip: (page - 1) * size, limit: size + 1 }),
    paging.count ? repository.count(query.filter) : undefined,
  ]);
  return {
    items: rows.slice(0, size),
    ...(total !== undefined && { total }),
    ...(rows.length > size && { next: page + 1 }),
  };
}

/** One page of what two queries find, which have no row in common, merged in the order that both are sorted in. */
export async function pageOfTwo<T extends { id: string }>(
  repository: Repository<T>,
  first: { filter: Filter; sort: string[] },
  second: { filter: Filter; sort: string[] },
  paging: Paging,
  order: (a: T, b: T) => number,
): Promise<Page<T>> {
  const { page, size } = bounds(paging);
  const limit = page * size + 1;
  const found = await Promise.all([first, second].map((query) => repository.find({ ...query, limit })));
  const totals = paging.count
    ? await Promise.all([first, second].map(({ filter }) => repository.count(filter)))
    : undefined;
  const rows = found.flat().sort(order);
  return {
    items: rows.slice((page - 1) * size, page * size),
    ...(totals && { total: totals.reduce((sum, each) => sum + each, 0) }),
    ...(rows.length > page * size && { next: page + 1 }),
  };
}

function bounds(paging: Paging): { page: number; size: number } {
  const page = Math.max(1, Math.floor(paging.page ?? 1));
  return { page, size: Math.min(MOST_PER_PAGE, Math.max(1, Math.floor(paging.size ?? 20))) };
}

/** The same page with each row turned into what is shown of it. */
export function pageAs<T, V>(page: Page<T>, show: (row: T) => V): Page<V> {
  return { ...page, items: page.items.map(show) };
}
