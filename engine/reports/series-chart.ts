import type { JsonObject } from '../core/json.ts';
import { type Group, type Groups, groupsOf, orderedKeys, valueIn } from './groups.ts';
import { type GroupKey, labelOf } from './labels.ts';
import { markOf } from './mark.ts';
import type { Cells } from './measure-columns.ts';
import { sortGroups } from './sort-groups.ts';
import type { WidgetModel } from './widget-model.ts';
import { planOf, type WidgetQuery } from './widget-query.ts';
import type { NamedPlan } from './widget-type.ts';

type SeriesModel = Extract<WidgetModel, { widget: 'bar' | 'line' }>;

/** One query: groups by the category and, with a second dimension, the series. */
export function planSeries(query: WidgetQuery): NamedPlan[] {
  return [{ name: 'groups', plan: planOf(query, query.widget.dimensions) }];
}

/** Categories by series. Without a second dimension each measure is a series; a point without rows is 0, or nothing for averages. */
export function shapeSeries(query: WidgetQuery, rows: readonly JsonObject[]): Omit<SeriesModel, 'widget'> {
  const { widget, ctx } = query;
  const [category, split] = widget.dimensions;
  const groups = groupsOf(query, rows);
  if (!category) return { title: widget.title, categories: [], series: [] };
  const carried = carriedTexts(groups.list);
  const keys = categoryKeys(query, groups);
  const cellsAt = cellIndex(groups.list);

  const seriesOf = (measure: number, splitKey: GroupKey | undefined): SeriesModel['series'][number] => {
    const declared = widget.measures[measure];
    const title =
      split && splitKey !== undefined ? labelOf(split, splitKey, carried(1, splitKey), ctx) : (declared?.title ?? '');
    return {
      title,
      format: declared?.format ?? { kind: 'number' },
      values: keys.map((key) => valueIn(query, groups, measure, cellsAt(key, splitKey))),
      marks: keys.map((key) => {
        const place: [typeof category, GroupKey][] = [[category, key]];
        if (split && splitKey !== undefined) place.push([split, splitKey]);
        return markOf(declared?.key, place, groups.kept);
      }),
    };
  };
  return {
    title: widget.title,
    categories: keys.map((key) => ({
      label: labelOf(category, key, carried(0, key), ctx),
      value: typeof key === 'symbol' ? '' : String(key ?? ''),
    })),
    series: split
      ? orderedKeys(query, groups, 1).map((key) => seriesOf(0, key))
      : widget.measures.map((_, measure) => seriesOf(measure, undefined)),
    ...(groups.truncated && { truncated: true as const }),
  };
}

// In the order asked for, cut to the limit. Time without rows is there too, unless the order is another.
function categoryKeys(query: WidgetQuery, groups: Groups): GroupKey[] {
  const { sort, limit } = query.widget;
  const natural = orderedKeys(query, groups, 0);
  const keys =
    sort.length === 0 ? natural : [...new Set(sortGroups(query, groups).map((group) => group.keys[0] ?? null))];
  return limit === undefined ? keys : keys.slice(0, limit);
}

function cellIndex(list: readonly Group[]): (category: GroupKey, split: GroupKey | undefined) => Cells | undefined {
  const index = new Map<GroupKey, Map<GroupKey | undefined, Cells>>();
  for (const { keys, cells } of list) {
    const [category = null, split] = keys;
    let inner = index.get(category);
    if (!inner) {
      inner = new Map();
      index.set(category, inner);
    }
    inner.set(split, cells);
  }
  return (category, split) => index.get(category)?.get(split);
}

/** The text that some group of a key carries for it. */
export function carriedTexts(list: readonly Group[]): (dimension: number, key: GroupKey) => string | undefined {
  const texts = new Map<number, Map<GroupKey, string>>();
  for (const { keys, carried } of list) {
    for (const [index, key] of keys.entries()) {
      const text = carried[index];
      if (text === undefined) continue;
      const known = texts.get(index) ?? new Map<GroupKey, string>();
      texts.set(index, known.set(key, text));
    }
  }
  return (dimension, key) => texts.get(dimension)?.get(key);
}
