import type { Json } from '../core/json.ts';

/**
 * A MongoDB-style filter over plain JSON. Of operators, only `$and $or $nor $not $eq $ne $gt $gte $lt $lte $in $nin
 * $exists $elemMatch` occur; `{}` takes every row, `{ "$nor": [{}] }` none.
 */
export type Filter = { [key: string]: Json };

/** The filter that takes every row. */
export const everything: Filter = {};
/** The filter that takes no row. */
export const nothing: Filter = { $nor: [{}] };

export function isEverything(filter: Filter): boolean {
  return Object.keys(filter).length === 0;
}

export function isNothing(filter: Filter): boolean {
  const { $nor } = filter;
  return (
    Object.keys(filter).length === 1 && Array.isArray($nor) && $nor.length === 1 && isEverything($nor[0] as Filter)
  );
}

/** Rows that all of the filters take. */
export function allOf(filters: Filter[]): Filter {
  const parts = filters.filter((filter) => !isEverything(filter));
  if (parts.some(isNothing)) return nothing;
  return parts.length > 1 ? { $and: parts } : (parts[0] ?? everything);
}

/** Rows that at least one of the filters takes. */
export function anyOf(filters: Filter[]): Filter {
  const parts = filters.filter((filter) => !isNothing(filter));
  if (parts.some(isEverything)) return everything;
  return parts.length > 1 ? { $or: parts } : (parts[0] ?? nothing);
}

/** Rows that the filter does not take. */
export function noneOf(filter: Filter): Filter {
  if (isEverything(filter)) return nothing;
  return isNothing(filter) ? everything : { $nor: [filter] };
}

/** Rows whose list at the path has an element. */
export function hasElements(path: string): Filter {
  return { [`${path}.0`]: { $exists: true } };
}
