import { subjectOf } from '../access/index.ts';
import type { Issue } from '../core/issue.ts';
import { issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { fail, type Result, unlessIssues } from '../core/result.ts';
import { dateIn } from '../core/zones.ts';
import { allOf, type Environment, type Filter, type Rule } from '../rules/index.ts';
import type { Dashboard, Dimension, Measure, Widget } from './dashboard.ts';
import type { DatasetField } from './dataset.ts';
import { type FilterValue, filterValues, matchOfValue } from './filter-values.ts';
import { columnsOfMeasure, type MeasureColumns } from './measure-columns.ts';
import type { PlanDimension, PlanMeasure, QueryPlan } from './query-plan.ts';
import type { ReportContext } from './report-context.ts';
import { rowFilterOf } from './report-rule.ts';

/** A widget with everything that depends on the reader decided: rules compiled, filters set. Planning and shaping are total from here. */
export type WidgetQuery = {
  widget: Widget;
  ctx: ReportContext;
  today: string;
  /** Rows of the dataset and the widget, before the dashboard's filters. */
  rows: Filter;
  bound: BoundFilter[];
  measures: MeasureColumns[];
  planMeasures: PlanMeasure[];
};
export type BoundFilter = { filter: string; field: DatasetField; value: FilterValue; match: Filter };

/** The most groups that a plan asks for; a widget with more says that it is cut. */
export const MAX_GROUPS = 10_000;

export function widgetQuery(
  dashboard: Dashboard,
  key: string,
  filters: JsonObject,
  ctx: ReportContext,
): Result<WidgetQuery> {
  const widget = own(dashboard.widgets, key);
  if (!widget) {
    const hint = didYouMean(key, Object.keys(dashboard.widgets));
    return fail(issue('reports/unknown-widget', '', { widget: key, hint }));
  }
  const values = filterValues(dashboard, filters, ctx);
  if (!values.ok) return values;
  const issues: Issue[] = [];
  const compile = ruleCompiler(widget, ctx, issues);

  const rows = allOf([compile(widget.dataset.filter) ?? {}, compile(widget.filter) ?? {}]);
  const bound = Object.entries(widget.bind).flatMap(([filter, field]) => {
    const value = own(values.value, filter);
    return value ? [{ filter, field, value, match: matchOfValue(value, field, ctx) }] : [];
  });
  const columns = widget.measures.map((measure, index) =>
    columnsOfMeasure(measure, index, compiledFilters(measure, compile)),
  );
  return unlessIssues(issues, () => ({
    widget,
    ctx,
    today: dateIn(ctx.env.zone, ctx.env.now),
    rows,
    bound,
    measures: columns.map((column) => column.columns),
    planMeasures: columns.flatMap((column) => column.plan),
  }));
}

type Compile = (rule: Rule | undefined) => Filter | undefined;

function ruleCompiler(widget: Widget, ctx: ReportContext, issues: Issue[]): Compile {
  const env: Environment = { ...ctx.env, data: { actor: subjectOf(ctx.actor, ctx.locale) } };
  return (rule) => {
    if (!rule) return undefined;
    const filter = rowFilterOf(rule, widget.dataset.fields, env);
    if (filter.ok) return filter.value;
    issues.push(...filter.issues);
    return undefined;
  };
}

function compiledFilters(measure: Measure, compile: Compile): { of?: Filter; to?: Filter } {
  const of = compile(measure.op === 'ratio' || measure.op === 'share' ? measure.of.filter : measure.filter);
  const to = measure.op === 'ratio' ? compile(measure.to.filter) : undefined;
  return { ...(of && { of }), ...(to && { to }) };
}

/** The rows that the widget is about: its own and those that the filters leave, but for filters that `without` names. */
export function matchOf(query: WidgetQuery, without: (bound: BoundFilter) => boolean = () => false): Filter {
  return allOf([query.rows, ...query.bound.filter((bound) => !without(bound)).map((bound) => bound.match)]);
}

/** A plan for the widget's measures in groups by the dimensions. */
export function planOf(
  query: WidgetQuery,
  dimensions: readonly Dimension[],
  match: Filter = matchOf(query),
): QueryPlan {
  const first = query.planMeasures[0]?.as;
  return {
    dataset: query.widget.dataset.key,
    from: query.widget.dataset.from,
    match,
    zone: query.ctx.env.zone,
    dimensions: dimensions.map(planDimension),
    measures: [...query.planMeasures, ...dimensions.flatMap(labelMeasure)],
    sort: dimensions.length > 0 && first !== undefined ? [{ by: first, descending: true }] : [],
    limit: dimensions.length > 0 ? MAX_GROUPS : 1,
  };
}

function planDimension({ field, bucket, ranges }: Dimension, index: number): PlanDimension {
  return {
    as: `d${index}`,
    path: field.path,
    ...(bucket && { bucket, time: field.type === 'date-time' ? 'date-time' : 'date' }),
    ...(ranges && {
      ranges: ranges.map(({ key, from, to }) => ({
        key,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      })),
    }),
    ...(field.type === 'multi-choice' && { list: true }),
  };
}

// One of the texts that the group's rows carry for their common id: a customer renamed since is still one group.
function labelMeasure({ field }: Dimension, index: number): PlanMeasure[] {
  return field.label === undefined ? [] : [{ as: `l${index}`, op: 'max', path: field.label }];
}
