import type { JsonObject } from '../core/json.ts';
import { ok, type Result } from '../core/result.ts';
import { startOfDay } from '../core/zones.ts';
import { allOf, anyOf, type Filter, noneOf } from '../rules/index.ts';
import { bucketAfter } from './buckets.ts';
import type { Dashboard, Dimension } from './dashboard.ts';
import { type MarkKey, parseMark } from './mark.ts';
import type { ReportContext } from './report-context.ts';
import { matchOf, type WidgetQuery, widgetQuery } from './widget-query.ts';

/**
 * The stored rows behind one mark of a widget's model, under the same filters: their aggregate is the number that was
 * clicked. A mark or filter that the widget does not have is an issue.
 */
export function drillFilter(
  dashboard: Dashboard,
  widget: string,
  mark: JsonObject,
  filters: JsonObject,
  ctx: ReportContext,
): Result<Filter> {
  const query = widgetQuery(dashboard, widget, filters, ctx);
  if (!query.ok) return query;
  const parsed = parseMark(query.value.widget, mark);
  if (!parsed.ok) return parsed;
  const groups = query.value.widget.dimensions.flatMap((dimension) => {
    const key = parsed.value.group[dimension.key];
    return key === undefined ? [] : [keyFilter(dimension, key, ctx.env.zone)];
  });
  return ok(allOf([matchOf(query.value), ...groups, measureFilter(query.value, parsed.value.measure)]));
}

// The rows that were measured. A ratio is about all of its group's rows: part and whole are among them.
function measureFilter(query: WidgetQuery, key: string | undefined): Filter {
  const index = query.widget.measures.findIndex((measure) => measure.key === key);
  const columns = query.measures[index];
  if (!columns || columns.to) return {};
  const plan = query.planMeasures.find(({ as }) => as === columns.of.value);
  return allOf([plan?.match ?? {}, plan?.path === undefined ? {} : { [plan.path]: { $exists: true, $ne: null } }]);
}

function keyFilter(dimension: Dimension, key: MarkKey, zone: string): Filter {
  if (typeof key === 'object' && key !== null) {
    if ('in' in key) return anyOf(key.in.map((each) => keyFilter(dimension, each, zone)));
    return noneOf(anyOf(key.not.map((each) => keyFilter(dimension, each, zone))));
  }
  const { field, bucket, ranges } = dimension;
  if (ranges) {
    const range = ranges.find((each) => each.key === key);
    if (range) return { [field.path]: bounds(range.from, range.to) };
    return noneOf(anyOf(ranges.map((each) => ({ [field.path]: bounds(each.from, each.to) }))));
  }
  if (key === null) {
    // In a filter `null` means absent too; a list of nothing is no value either.
    const missing: Filter = { [field.path]: { $eq: null } };
    return field.type === 'multi-choice' ? anyOf([missing, { [field.path]: { $eq: [] } }]) : missing;
  }
  if (bucket) {
    const first = String(key);
    const next = bucketAfter(first, bucket);
    const day = field.type === 'date-time' ? (at: string) => startOfDay(at, zone) : (at: string) => at;
    return { [field.path]: { $gte: day(first), $lt: day(next) } };
  }
  return { [field.path]: { $eq: key } };
}

// A bound is always there: without one, MongoDB would compare with an empty object.
function bounds(from: number | undefined, to: number | undefined): Filter {
  return {
    ...(from !== undefined && { $gte: from }),
    ...(to !== undefined && { $lt: to }),
    ...(from === undefined && to === undefined && { $exists: true }),
  };
}
