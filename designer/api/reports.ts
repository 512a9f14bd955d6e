import { queryOptions } from '@tanstack/react-query';
import type { DrillQuery, JsonObject } from '../../engine/index.ts';
import { call } from './call.ts';

export const dashboardQuery = (key: string) =>
  queryOptions({
    queryKey: ['dashboard', key],
    queryFn: ({ signal }) => call('GET /dashboards/:key', { params: { key }, signal }),
    staleTime: 60_000,
  });

export const dashboardDataQuery = (key: string, filters: JsonObject) =>
  queryOptions({
    queryKey: ['dashboard', key, 'data', filters],
    queryFn: ({ signal }) =>
      call('POST /dashboards/:key/query', {
        params: { key },
        body: { filters },
        signal,
      }),
    placeholderData: (before) => before,
  });

/** The records behind one mark of a widget. */
export const drillQuery = (dataset: string, query: DrillQuery) =>
  queryOptions({
    queryKey: ['drill', dataset, query],
    queryFn: ({ signal }) => call('POST /datasets/:key/drill', { params: { key: dataset }, body: query, signal }),
    placeholderData: (before) => before,
  });
