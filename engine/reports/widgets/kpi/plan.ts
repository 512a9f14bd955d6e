import { own } from '../../../core/json.ts';
import { allOf, type Filter } from '../../../rules/index.ts';
import { bucketAfter, bucketOf } from '../../buckets.ts';
import type { Dimension } from '../../dashboard.ts';
import { matchOfRange } from '../../filter-values.ts';
import { type DateRange, previousRange } from '../../period.ts';
import { type BoundFilter, matchOf, planOf, type WidgetQuery } from '../../widget-query.ts';
import type { NamedPlan } from '../../widget-type.ts';
import { type Trend, trendOf } from './declaration.ts';

/** The figure; its course; the figure of the period before. */
export function plan(query: WidgetQuery): NamedPlan[] {
  const plans: NamedPlan[] = [{ name: 'value', plan: planOf(query, []) }];
  const trend = trendOf(query.widget);
  if (trend) plans.push({ name: 'trend', plan: trendPlan(query, trend) });
  const previous = previousPeriod(query);
  if (previous) {
    const match = allOf([
      matchOf(query, (bound) => bound === previous.bound),
      matchOfRange(previous.range, previous.bound.field, query.ctx.env.zone),
    ]);
    plans.push({ name: 'previous', plan: planOf(query, [], match) });
  }
  return plans;
}

/** The bound period and the days to compare it with; undefined when nothing is to be compared or the period is open. */
export function previousPeriod(query: WidgetQuery): { bound: BoundFilter; range: DateRange } | undefined {
  if (own(query.widget.own, 'compare') === undefined) return undefined;
  for (const bound of query.bound) {
    const range = bound.value.type === 'period' ? previousRange(bound.value.value, query.today) : undefined;
    if (range) return { bound, range };
  }
  return undefined;
}

// The course goes back from the end of the period, whatever its length: a trend within one day would say nothing.
function trendPlan(query: WidgetQuery, trend: Trend): NamedPlan['plan'] {
  const samePeriod = (bound: BoundFilter) => bound.value.type === 'period' && bound.field.path === trend.field.path;
  const range = matchOfRange(trendRange(query, trend), trend.field, query.ctx.env.zone);
  const match: Filter = allOf([matchOf(query, samePeriod), range]);
  return planOf(query, [trendDimension(trend)], match);
}

export function trendRange(query: WidgetQuery, { field, bucket, last }: Trend): { from: string; to: string } {
  const ends = query.bound.flatMap(({ value, field: bound }) =>
    value.type === 'period' && bound.path === field.path ? (value.range.to ?? []) : [],
  );
  const to = [query.today, ...ends].sort()[0] ?? query.today;
  return { from: bucketAfter(bucketOf(to, bucket), bucket, 1 - last), to };
}

export function trendDimension({ field, bucket }: Trend): Dimension {
  return { key: field.name, title: field.title, field, bucket };
}
