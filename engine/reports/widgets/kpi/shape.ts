import { type JsonObject, own } from '../../../core/json.ts';
import { bucketLabel, bucketsBetween } from '../../buckets.ts';
import { groupsOf, valueIn } from '../../groups.ts';
import { markOf } from '../../mark.ts';
import { rangeText } from '../../period.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';
import { trendOf } from './declaration.ts';
import { previousPeriod, trendRange } from './plan.ts';

export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const { widget, ctx } = query;
  const [measure] = widget.measures;
  const value = figure(query, rows('value'));
  const target = own(widget.own, 'target');
  const previous = previousPeriod(query);
  return {
    widget: 'kpi',
    title: widget.title,
    value,
    format: measure?.format ?? { kind: 'number' },
    ...(typeof target === 'number' && { target }),
    ...(previous && {
      change: { ratio: change(value, figure(query, rows('previous'))), since: rangeText(previous.range, ctx.locale) },
    }),
    trend: course(query, rows('trend')),
    mark: markOf(measure?.key, []),
  };
}

function figure(query: WidgetQuery, rows: JsonObject[]): number | null {
  const groups = groupsOf({ ...query, widget: { ...query.widget, dimensions: [] } }, rows);
  return valueIn(query, groups, 0, groups.list[0]?.cells);
}

/** By how much of it the figure before was exceeded; from nothing there is no such part. */
function change(value: number | null, before: number | null): number | null {
  return value === null || before === null || before === 0 ? null : (value - before) / Math.abs(before);
}

function course(query: WidgetQuery, rows: JsonObject[]): { label: string; value: number | null }[] {
  const trend = trendOf(query.widget);
  if (!trend) return [];
  const cells = new Map(rows.map((row) => [own(row, 'd0'), row]));
  const { from, to } = trendRange(query, trend);
  return bucketsBetween(from, to, trend.bucket).map((start) => {
    const row = cells.get(start);
    return { label: bucketLabel(start, trend.bucket, query.ctx.locale), value: figure(query, row ? [row] : []) };
  });
}
