import { addDays } from '../core/dates.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type Json, type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { dateIn, startOfDay } from '../core/zones.ts';
import { everOffered } from '../fields/index.ts';
import type { Filter } from '../rules/index.ts';
import type { Dashboard, DashboardFilter } from './dashboard.ts';
import type { Choice, DatasetField } from './dataset.ts';
import { type DateRange, type PeriodValue, parsePeriod, periodRange } from './period.ts';
import type { ReportContext } from './report-context.ts';

/** What a filter is set to, checked against what it may be. */
export type FilterValue =
  | { type: 'period'; value: PeriodValue; range: DateRange }
  | { type: 'choice'; keys: string[] }
  | { type: 'unit'; unit: string }
  | { type: 'person'; person: string };

/**
 * The values of a dashboard's filters, by key: those that the reader set (`null` takes a filter away), else the defaults.
 * A value that the filter does not offer is an issue: what comes from a client is never passed on as it is.
 */
export function filterValues(
  dashboard: Dashboard,
  given: JsonObject,
  ctx: ReportContext,
): Result<{ [filter: string]: FilterValue }> {
  const issues: Issue[] = [];
  const values: { [filter: string]: FilterValue } = {};
  for (const key of Object.keys(given)) {
    if (own(dashboard.filters, key)) continue;
    const hint = didYouMean(key, Object.keys(dashboard.filters));
    issues.push(issue('reports/unknown-filter', pointer('filters', key), { filter: key, hint }));
  }
  for (const filter of Object.values(dashboard.filters)) {
    const set = own(given, filter.key);
    if (set === null || set === '') continue;
    const wanted = set === undefined ? defaultOf(filter) : set;
    if (wanted === undefined) continue;
    const value = parseValue(filter, wanted, ctx);
    if (value) values[filter.key] = value;
    else if (set !== undefined) {
      issues.push(
        issue('reports/filter-value', pointer('filters', filter.key), { filter: filter.title, found: wanted }),
      );
    }
  }
  return unlessIssues(issues, () => values);
}

function defaultOf(filter: DashboardFilter): Json | undefined {
  return filter.default as Json | undefined;
}

function parseValue(filter: DashboardFilter, json: Json, ctx: ReportContext): FilterValue | undefined {
  switch (filter.type) {
    case 'period': {
      const value = parsePeriod(json);
      return value && { type: 'period', value, range: periodRange(value, dateIn(ctx.env.zone, ctx.env.now)) };
    }
    case 'choice': {
      const keys = (Array.isArray(json) ? json : [json]).filter((key) => typeof key === 'string');
      const known = choicesOf(filter, ctx);
      const wrong = keys.length === 0 || keys.length > 100 || (!filter.multiple && keys.length > 1);
      if (wrong || (Array.isArray(json) && json.length !== keys.length)) return undefined;
      if (known && !keys.every((key) => known.some((choice) => choice.key === key))) return undefined;
      return { type: 'choice', keys };
    }
    case 'unit': {
      const unit = json === 'own' ? ctx.actor.unit : json;
      return typeof unit === 'string' && ctx.organisation.unit(unit) ? { type: 'unit', unit } : undefined;
    }
    case 'person': {
      const person = json === 'me' ? ctx.actor.id : json;
      return typeof person === 'string' && ctx.organisation.person(person) ? { type: 'person', person } : undefined;
    }
  }
}

/** The choices of a choice filter; undefined when they are not listed anywhere (then any text will do). */
export function choicesOf(
  filter: { options?: string; choices?: Choice[] },
  ctx: Pick<ReportContext, 'options'>,
): Choice[] | undefined {
  if (filter.choices) return filter.choices;
  const set = filter.options === undefined ? undefined : ctx.options(filter.options);
  return set && everOffered(set);
}

/** The rows that a filter's value leaves, through the field that it is bound to. */
export function matchOfValue(value: FilterValue, field: DatasetField, ctx: ReportContext): Filter {
  switch (value.type) {
    case 'period':
      return matchOfRange(value.range, field, ctx.env.zone);
    case 'choice':
      return { [field.path]: { $in: value.keys.map((key) => (field.type === 'boolean' ? key === 'true' : key)) } };
    case 'unit': {
      const below = ctx.organisation.units().filter(({ id }) => ctx.organisation.isInUnit(id, value.unit));
      return { [field.path]: { $in: below.map(({ id }) => id).sort() } };
    }
    case 'person':
      return { [field.path]: { $eq: value.person } };
  }
}

/** Rows whose day, or instant in the zone, lies in the range. Takes every row when the range is open at both ends. */
export function matchOfRange({ from, to }: DateRange, field: DatasetField, zone: string): Filter {
  const bounds: { [operator: string]: Json } = {};
  if (field.type === 'date-time') {
    if (from !== undefined) bounds.$gte = startOfDay(from, zone);
    if (to !== undefined) bounds.$lt = startOfDay(addDays(to, 1) ?? to, zone);
  } else {
    if (from !== undefined) bounds.$gte = from;
    if (to !== undefined) bounds.$lte = to;
  }
  return Object.keys(bounds).length === 0 ? {} : { [field.path]: bounds };
}
