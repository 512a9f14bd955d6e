import { queryOptions } from '@tanstack/react-query';
import type {
  CheckResult,
  DashboardResult,
  DefinitionKind,
  DiffResult,
  JsonObject,
  PackDraft,
  PackItem,
  Page,
  PersonRef,
  PublishResult,
  ReleaseItem,
  SavedDefinition,
  SimulateInput,
  SimulateResult,
} from '../../engine/index.ts';
import { request } from './request.ts';

export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: ({ signal }) => request<{ items: PackItem[] }>('/packs', { signal }).then((page) => page.items),
});

export const draftQuery = (pack: string) =>
  queryOptions({
    queryKey: ['packs', pack, 'draft'],
    queryFn: ({ signal }) => request<PackDraft>(`/packs/${pack}/draft`, { signal }),
    // The workspace edits its own copy and saves by revision; a refetch under it would only confuse.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const releasesQuery = (pack: string) =>
  queryOptions({
    queryKey: ['packs', pack, 'releases'],
    queryFn: ({ signal }) =>
      request<{ items: ReleaseItem[] }>(`/packs/${pack}/releases`, { signal }).then((page) => page.items),
  });

/** Saves one definition over the revision it was read with (0: it is new). */
export function saveDefinition(
  pack: string,
  ref: { kind: DefinitionKind; key: string },
  json: JsonObject,
  revision: number,
): Promise<SavedDefinition> {
  return request(`/packs/${pack}/draft/${ref.kind}/${ref.key}`, { method: 'PUT', body: json, ifMatch: revision });
}

export function removeDefinition(
  pack: string,
  ref: { kind: DefinitionKind; key: string },
  revision: number,
): Promise<void> {
  return request(`/packs/${pack}/draft/${ref.kind}/${ref.key}`, { method: 'DELETE', ifMatch: revision });
}

export function checkDraft(pack: string): Promise<CheckResult> {
  return request(`/packs/${pack}/check`, { method: 'POST', body: {} });
}

/** The draft against the current release, in words. */
export function diffDraft(pack: string): Promise<DiffResult> {
  return request(`/packs/${pack}/diff`, { method: 'POST', body: {} });
}

/** Runs the draft's workflow without effects. */
export function simulateDraft(pack: string, input: SimulateInput): Promise<SimulateResult> {
  return request(`/packs/${pack}/simulate`, { method: 'POST', body: input });
}

export function publishDraft(
  pack: string,
  input: { revision: number; note?: string },
  idempotencyKey: string,
): Promise<PublishResult> {
  return request(`/packs/${pack}/publish`, { method: 'POST', body: input, idempotencyKey });
}

/** Makes an earlier release's content the newest release. */
export function rollbackTo(pack: string, release: number, idempotencyKey: string): Promise<PublishResult> {
  return request(`/packs/${pack}/rollback`, { method: 'POST', body: { release }, idempotencyKey });
}

/** The draft's own dashboard with the analyst's data: what its widgets would show. */
export const draftDashboardQuery = (pack: string, dashboard: string, version: string, filters: JsonObject) =>
  queryOptions({
    queryKey: ['packs', pack, 'draft-dashboard', dashboard, version, filters],
    queryFn: ({ signal }) =>
      request<DashboardResult>(`/packs/${pack}/dashboards/${dashboard}/query`, {
        method: 'POST',
        body: { filters },
        signal,
      }),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });

/** Active people, for trying a draft as one of them. */
export const peopleNamesQuery = queryOptions({
  queryKey: ['people', 'names'],
  queryFn: ({ signal }) => request<Page<PersonRef>>('/people/names', { signal }).then((page) => page.items),
  staleTime: 60_000,
});
