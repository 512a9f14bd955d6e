import { queryOptions } from '@tanstack/react-query';
import type { DashboardResult, DashboardScreen, DrillQuery, DrillResult, JsonObject } from '../../engine/index.ts';
import { request } from './request.ts';

export const dashboardQuery = (key: string) =>
  queryOptions({
    queryKey: ['dashboard', key],
    queryFn: ({ signal }) => request<DashboardScreen>(`/dashboards/${encodeURIComponent(key)}`, { signal }),
    staleTime: 60_000,
  });

export const dashboardDataQuery = (key: string, filters: JsonObject) =>
  queryOptions({
    queryKey: ['dashboard', key, 'data', filters],
    queryFn: ({ signal }) =>
      request<DashboardResult>(`/dashboards/${encodeURIComponent(key)}/query`, {
        method: 'POST',
        body: { filters },
        signal,
      }),
    placeholderData: (before) => before,
  });

/** The records behind one mark of a widget. */
export const drillQuery = (dataset: string, query: DrillQuery) =>
  queryOptions({
    queryKey: ['drill', dataset, query],
    queryFn: ({ signal }) =>
      request<DrillResult>(`/datasets/${encodeURIComponent(dataset)}/drill`, { method: 'POST', body: query, signal }),
    placeholderData: (before) => before,
  });
