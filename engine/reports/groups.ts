import { type Json, type JsonObject, own } from '../core/json.ts';
import { bucketsBetween } from './buckets.ts';
import type { Dimension } from './dashboard.ts';
import { type GroupKey, listedKeys, OTHERS } from './labels.ts';
import { addCells, type Cells, type MeasureColumns, measureValue, partValue } from './measure-columns.ts';
import { MAX_GROUPS, type WidgetQuery } from './widget-query.ts';

/** One group of rows: a key for each dimension, the text that references carry, the cells of the measures. */
export type Group = { keys: GroupKey[]; carried: (string | undefined)[]; cells: Cells };

/** A widget's groups, with the least groups of a `top` dimension put together, and the cells of all of them together. */
export type Groups = {
  list: Group[];
  total: Cells;
  /** The keys that stand beside "others", by dimension. */
  kept: { [dimension: string]: GroupKey[] };
  /** More groups than were asked for: the list is not whole. */
  truncated: boolean;
};

/** So many buckets stand on an axis: over ten years by day. */
const MOST_BUCKETS = 4000;

export function groupsOf(query: WidgetQuery, rows: readonly JsonObject[]): Groups {
  const { dimensions } = query.widget;
  const all = rows.map((row) => toGroup(row, dimensions));
  const total = all.reduce<Cells>((sum, { cells }) => addCells(query.measures, sum, cells), {});
  let list = all;
  const kept: Groups['kept'] = {};
  for (const [index, { key, top }] of dimensions.entries()) {
    if (!top) continue;
    const greatest = greatestKeys(list, index, top.count, query.measures);
    kept[key] = greatest;
    list = keepGreatest(list, index, new Set(greatest), top.others, query.measures);
  }
  // Time further back than an axis reaches is left out, and said to be.
  let cut = false;
  for (const [index, dimension] of dimensions.entries()) {
    const first = dimension.bucket
      ? firstBucket(query, dimension, [...byKey(list, index, query.measures).keys()])
      : undefined;
    if (first === undefined) continue;
    const within = list.filter(({ keys }) => typeof keys[index] !== 'string' || String(keys[index]) >= first);
    cut ||= within.length < list.length;
    list = within;
  }
  return { list, total, kept, truncated: cut || rows.length >= MAX_GROUPS };
}

function toGroup(row: JsonObject, dimensions: readonly Dimension[]): Group {
  const cells: Cells = {};
  for (const [column, value] of Object.entries(row)) cells[column] = typeof value === 'number' ? value : null;
  return {
    keys: dimensions.map((_, index) => keyOf(own(row, `d${index}`))),
    carried: dimensions.map((_, index) => {
      const text = own(row, `l${index}`);
      return typeof text === 'string' ? text : undefined;
    }),
    cells,
  };
}

function keyOf(value: Json | undefined): GroupKey {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The keys of one dimension with its groups taken together over the others. */
export function byKey(
  list: readonly Group[],
  index: number,
  measures: readonly MeasureColumns[],
): Map<GroupKey, Cells> {
  const found = new Map<GroupKey, Cells>();
  for (const { keys, cells } of list) {
    const key = keys[index] ?? null;
    const known = found.get(key);
    found.set(key, known ? addCells(measures, known, cells) : cells);
  }
  return found;
}

// Ties stand in the order of their keys, so that the same data always gives the same answer.
function greatestKeys(
  list: readonly Group[],
  index: number,
  count: number,
  measures: readonly MeasureColumns[],
): GroupKey[] {
  const [first] = measures;
  if (!first) return [];
  const size = (cells: Cells) => partValue(first.of, cells) ?? Number.NEGATIVE_INFINITY;
  return [...byKey(list, index, measures)]
    .sort(([a, x], [b, y]) => size(y) - size(x) || compareKeys(a, b))
    .slice(0, count)
    .map(([key]) => key);
}

function keepGreatest(
  list: readonly Group[],
  index: number,
  kept: Set<GroupKey>,
  others: boolean,
  measures: readonly MeasureColumns[],
): Group[] {
  const result: Group[] = [];
  const rest = new Map<string, Group>();
  for (const group of list) {
    if (kept.has(group.keys[index] ?? null)) {
      result.push(group);
      continue;
    }
    if (!others) continue;
    const keys = group.keys.with(index, OTHERS);
    const name = JSON.stringify(keys.map((key) => (key === OTHERS ? [] : key)));
    const known = rest.get(name);
    if (known) known.cells = addCells(measures, known.cells, group.cells);
    else rest.set(name, { ...group, keys });
  }
  return [...result, ...rest.values()];
}

/** The keys of a dimension in the order in which they are shown, with time that had no rows filled in. */
export function orderedKeys(query: WidgetQuery, groups: Groups, index: number): GroupKey[] {
  const dimension = query.widget.dimensions[index];
  if (!dimension) return [];
  const cells = byKey(groups.list, index, query.measures);
  if (dimension.bucket) return withGaps(query, dimension, [...cells.keys()]);
  const listed = listedKeys(dimension, query.ctx);
  const place = new Map(listed?.map((key, at) => [key as GroupKey, at]));
  const size = (key: GroupKey) => {
    const [first] = query.measures;
    return (first && partValue(first.of, cells.get(key) ?? {})) ?? Number.NEGATIVE_INFINITY;
  };
  const keys = dimension.ranges || dimension.order ? union(listed ?? [], cells.keys()) : [...cells.keys()];
  return keys.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (place.get(a) ?? place.size) - (place.get(b) ?? place.size) ||
      (listed ? 0 : size(b) - size(a)) ||
      compareKeys(a, b),
  );
}

// Rows without a value, and the rest, stand last.
function rank(key: GroupKey): number {
  return key === OTHERS ? 2 : key === null ? 1 : 0;
}

function union(listed: readonly string[], found: Iterable<GroupKey>): GroupKey[] {
  return [...new Set<GroupKey>([...listed, ...found])];
}

// From the first day of the period (or of the data) to today or the last day that has rows, if that lies ahead.
function withGaps(query: WidgetQuery, dimension: Dimension, found: GroupKey[]): GroupKey[] {
  const starts = found.filter((key) => typeof key === 'string').sort();
  const filled: GroupKey[] = bucketsOf(query, dimension, found);
  return [...new Set<GroupKey>([...filled, ...starts])].sort(compareKeys).concat(found.includes(null) ? [null] : []);
}

/** The first bucket that the axis reaches back to, where rows lie before it; undefined where it reaches all. */
function firstBucket(query: WidgetQuery, dimension: Dimension, found: GroupKey[]): string | undefined {
  const [first] = bucketsOf(query, dimension, found);
  return first;
}

function bucketsOf(query: WidgetQuery, dimension: Dimension, found: GroupKey[]): string[] {
  const { bucket, field } = dimension;
  const starts = found.filter((key) => typeof key === 'string').sort();
  const periods = query.bound.filter((bound) => bound.value.type === 'period' && bound.field.path === field.path);
  const ranges = periods.flatMap(({ value }) => (value.type === 'period' ? [value.range] : []));
  const from =
    ranges
      .flatMap((range) => range.from ?? [])
      .sort()
      .at(-1) ?? starts[0];
  const end = ranges.flatMap((range) => range.to ?? []).sort()[0];
  const until = end === undefined || end > query.today ? query.today : end;
  const last = starts.at(-1);
  const to = last !== undefined && last > until ? last : until;
  return bucket && from !== undefined && (ranges.length > 0 || starts.length > 0)
    ? bucketsBetween(from, to, bucket, MOST_BUCKETS)
    : [];
}

export function compareKeys(a: GroupKey, b: GroupKey): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The number of one measure in one group; 0 (or nothing, for averages and the like) where there is no such group. */
export function valueIn(query: WidgetQuery, groups: Groups, measure: number, cells: Cells | undefined): number | null {
  const columns = query.measures[measure];
  return columns ? measureValue(columns, cells ?? {}, groups.total) : null;
}
