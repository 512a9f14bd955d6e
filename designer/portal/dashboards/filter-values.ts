import type { Json, JsonObject } from '../../../engine/index.ts';
import type { DashboardPlan, FilterPlan } from '../../render/dashboard/dashboard-view.ts';

/** The filters' values as they stand in the address, so that a view can be sent to somebody; a default is not written. */
export function readFilters(plan: DashboardPlan, search: URLSearchParams): JsonObject {
  const values: JsonObject = {};
  for (const [key, filter] of Object.entries(plan.filters)) {
    const written = search.get(key);
    const value = written === null ? filter.default : parse(filter, written);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The address with one filter changed; undefined brings its default back, null means all. */
export function writeFilter(
  search: URLSearchParams,
  key: string,
  filter: FilterPlan,
  value: Json | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === undefined || JSON.stringify(value) === JSON.stringify(filter.default)) next.delete(key);
  else next.set(key, text(value));
  return next;
}

const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

function parse(filter: FilterPlan, written: string): Json | undefined {
  if (written === '') return undefined;
  const [, from, to] = filter.type === 'period' ? (range.exec(written) ?? []) : [];
  if (from && to) return { from, to };
  return filter.multiple ? written.split(',') : written;
}

function text(value: Json): string {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object' && value !== null) return `${String(value.from)}..${String(value.to)}`;
  return value === null ? '' : String(value);
}
