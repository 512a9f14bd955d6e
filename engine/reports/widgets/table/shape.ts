import { type JsonObject, own } from '../../../core/json.ts';
import { type Group, type Groups, groupsOf, valueIn } from '../../groups.ts';
import { labelOf } from '../../labels.ts';
import { markOf } from '../../mark.ts';
import { sortGroups } from '../../sort-groups.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';

type TableModel = Extract<WidgetModel, { widget: 'table' }>;

const DEFAULT_LIMIT = 100;

/** Rows by the greatest first measure unless `sort` or time says otherwise; the rest of a cut dimension last. */
export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const { widget } = query;
  const groups = groupsOf(query, rows('groups'));
  const sorted = sortGroups(withOrder(query), groups);
  const shown = sorted.slice(0, widget.limit ?? DEFAULT_LIMIT);
  const ranks = own(widget.own, 'rank') === true ? ranksOf(query, groups, groups.list) : undefined;
  return {
    widget: 'table',
    title: widget.title,
    columns: columnsOf(query, ranks !== undefined),
    rows: shown.map((group) => rowOf(query, groups, group, ranks)),
    ...((groups.truncated || sorted.length > shown.length) && { truncated: true as const }),
  };
}

function withOrder(query: WidgetQuery): WidgetQuery {
  const { widget } = query;
  const [first] = widget.measures;
  const byTime = widget.dimensions.some(({ bucket }) => bucket);
  if (widget.sort.length > 0 || byTime || !first) return query;
  return { ...query, widget: { ...widget, sort: [{ by: first.key, descending: true }] } };
}

function columnsOf({ widget }: WidgetQuery, ranked: boolean): TableModel['columns'] {
  return [
    ...(ranked
      ? [{ key: 'rank', title: { en: 'Rank', 'zh-CN': '名次' }, format: { kind: 'number', digits: 0 } as const }]
      : []),
    ...widget.dimensions.map(({ key, title }) => ({ key, title })),
    ...widget.measures.map(({ key, title, format }) => ({ key, title, format })),
  ];
}

function rowOf(
  query: WidgetQuery,
  groups: Groups,
  group: Group,
  ranks?: Map<Group, number>,
): TableModel['rows'][number] {
  const { dimensions, measures } = query.widget;
  return {
    cells: [
      ...(ranks ? [ranks.get(group) ?? null] : []),
      ...dimensions.map((dimension, index) =>
        labelOf(dimension, group.keys[index] ?? null, group.carried[index], query.ctx),
      ),
      ...measures.map((_, index) => valueIn(query, groups, index, group.cells)),
    ],
    // A row is about all of its measures: it opens the records of its group.
    mark: markOf(
      undefined,
      dimensions.map((dimension, index) => [dimension, group.keys[index] ?? null]),
      groups.kept,
    ),
  };
}

// 1, 2, 2, 4: equals share a place. What was put together has none.
function ranksOf(query: WidgetQuery, groups: Groups, list: readonly Group[]): Map<Group, number> {
  const value = (group: Group) => valueIn(query, groups, 0, group.cells) ?? Number.NEGATIVE_INFINITY;
  const single = list
    .filter(({ keys }) => !keys.some((key) => typeof key === 'symbol'))
    .sort((a, b) => value(b) - value(a) || 0);
  const ranks = new Map<Group, number>();
  for (const [index, group] of single.entries()) {
    const before = single[index - 1];
    ranks.set(group, before && value(before) === value(group) ? (ranks.get(before) ?? index + 1) : index + 1);
  }
  return ranks;
}
