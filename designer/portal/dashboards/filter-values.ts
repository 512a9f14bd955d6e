// What a dashboard's filters are set to, in its address and as the server takes it.
import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import type { DashboardPlan, FilterPlan } from '../../render/dashboard/dashboard-view.ts';

const OPEN = '..';

/** Values from the address; a filter that the address does not name has its default, one named as empty has none. */
export function readFilters(plan: DashboardPlan, search: URLSearchParams): JsonObject {
  const values: JsonObject = {};
  for (const [key, filter] of Object.entries(plan.filters)) {
    const text = search.get(key);
    const value = text === null ? filter.default : parseValue(filter, text);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The address with one filter set; undefined takes the condition away even where there is a default. */
export function writeFilter(
  search: URLSearchParams,
  key: string,
  filter: FilterPlan,
  value: Json | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search);
  const text = value === undefined ? '' : textOf(value);
  const usual = filter.default === undefined ? '' : textOf(filter.default);
  if (text === usual) next.delete(key);
  else next.set(key, text);
  return next;
}

function parseValue(filter: FilterPlan, text: string): Json | undefined {
  if (text === '') return filter.type === 'period' ? 'all' : undefined;
  if (filter.type === 'period' && text.includes(OPEN)) {
    const [from = '', to = ''] = text.split(OPEN);
    return { ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
  }
  return filter.multiple ? text.split(',') : text;
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.join(',');
  if (isJsonObject(value)) return `${value.from ?? ''}${OPEN}${value.to ?? ''}`;
  return String(value);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
