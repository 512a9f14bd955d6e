import { queryOptions } from '@tanstack/react-query';
import type { PageScreen } from '../../engine/index.ts';
import { request } from './request.ts';

export const pageQuery = (key: string) =>
  queryOptions({
    queryKey: ['page', key],
    queryFn: ({ signal }) => request<PageScreen>(`/pages/${encodeURIComponent(key)}`, { signal }),
    staleTime: 60_000,
  });
