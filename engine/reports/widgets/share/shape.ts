import type { JsonObject } from '../../../core/json.ts';
import { groupsOf, valueIn } from '../../groups.ts';
import { labelOf } from '../../labels.ts';
import { markOf } from '../../mark.ts';
import { sortGroups } from '../../sort-groups.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';

/**
 * A slice for each group that has something, each with its part of all groups (shown or not). Where one is below zero there is
 * no whole to be a part of: the values stand without shares.
 */
export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const { widget, ctx } = query;
  const [dimension] = widget.dimensions;
  const [measure] = widget.measures;
  const groups = groupsOf(query, rows('groups'));
  const whole = valueIn(query, groups, 0, groups.total) ?? 0;
  const mixed = groups.list.some((group) => (valueIn(query, groups, 0, group.cells) ?? 0) < 0);
  const slices = sortGroups(query, groups).flatMap((group) => {
    const key = group.keys[0] ?? null;
    const value = valueIn(query, groups, 0, group.cells) ?? 0;
    if (!dimension || value === 0) return [];
    return {
      label: labelOf(dimension, key, group.carried[0], ctx),
      value,
      share: whole === 0 || mixed ? null : value / whole,
      mark: markOf(measure?.key, [[dimension, key]], groups.kept),
    };
  });
  return {
    widget: 'share',
    title: widget.title,
    format: measure?.format ?? { kind: 'number' },
    slices: widget.limit === undefined ? slices : slices.slice(0, widget.limit),
    ...(groups.truncated && { truncated: true as const }),
  };
}
