import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

export const pageQuery = (key: string) =>
  queryOptions({
    queryKey: ['page', key],
    queryFn: ({ signal }) => call('GET /pages/:key', { params: { key }, signal }),
    staleTime: 60_000,
  });
