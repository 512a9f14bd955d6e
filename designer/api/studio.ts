import { queryOptions } from '@tanstack/react-query';
import type {
  DefinitionKind,
  DiffResult,
  ImportedPack,
  JsonObject,
  Proposed,
  PublishInput,
  PublishResult,
  RollBackInput,
  SavedDefinition,
  SimulateInput,
  SimulateResult,
} from '../../engine/index.ts';
import { call } from './call.ts';

export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: ({ signal }) => call('GET /packs', { signal }).then((page) => page.items),
});

export const draftQuery = (pack: string) =>
  queryOptions({
    queryKey: ['packs', pack, 'draft'],
    queryFn: ({ signal }) => call('GET /packs/:pack/draft', { params: { pack }, signal }),
    // The workspace edits its own copy and saves by revision: no event and no invalidation fetches it anew under it.
    staleTime: 'static',
    gcTime: 0,
  });

export const releasesQuery = (pack: string) =>
  queryOptions({
    queryKey: ['packs', pack, 'releases'],
    queryFn: ({ signal }) => call('GET /packs/:pack/releases', { params: { pack }, signal }).then((page) => page.items),
  });

/** Saves one definition over the revision it was read with (0: it is new). */
export function saveDefinition(
  pack: string,
  ref: { kind: DefinitionKind | 'pack'; key: string },
  json: JsonObject,
  revision: number,
): Promise<SavedDefinition> {
  return call('PUT /packs/:pack/draft/:kind/:key', { params: { pack, ...ref }, body: json, ifMatch: revision });
}

export function removeDefinition(
  pack: string,
  ref: { kind: DefinitionKind | 'pack'; key: string },
  revision: number,
): Promise<void> {
  return call('DELETE /packs/:pack/draft/:kind/:key', { params: { pack, ...ref }, ifMatch: revision });
}

/** Puts an exported application in place of the draft of its key. */
export function importPack(document: JsonObject): Promise<ImportedPack> {
  return call('POST /packs/import', { body: document });
}

/** The draft against the current release, in words. */
export function diffDraft(pack: string): Promise<DiffResult> {
  return call('POST /packs/:pack/diff', { params: { pack }, body: {} });
}

/** What going back to an earlier release would change. */
export function diffRelease(pack: string, release: number): Promise<DiffResult> {
  return call('POST /packs/:pack/diff', { params: { pack }, body: { release } });
}

/** Runs the draft's workflow without effects. */
export function simulateDraft(pack: string, input: SimulateInput): Promise<SimulateResult> {
  return call('POST /packs/:pack/simulate', { params: { pack }, body: input });
}

export function publishDraft(pack: string, input: PublishInput, idempotencyKey: string): Promise<PublishResult> {
  return call('POST /packs/:pack/publish', { params: { pack }, body: input, idempotencyKey });
}

/** Asks the others who may publish to publish the draft. */
export function proposeDraft(pack: string, input: PublishInput, idempotencyKey: string): Promise<Proposed> {
  return call('POST /packs/:pack/propose', { params: { pack }, body: input, idempotencyKey });
}

/** Makes an earlier release's content the newest release. */
export function rollbackTo(pack: string, body: RollBackInput, idempotencyKey: string): Promise<PublishResult> {
  return call('POST /packs/:pack/rollback', { params: { pack }, body, idempotencyKey });
}

/** The draft's own dashboard with the analyst's data: what its widgets would show. */
export const draftDashboardQuery = (pack: string, dashboard: string, version: string, filters: JsonObject) =>
  queryOptions({
    queryKey: ['packs', pack, 'draft-dashboard', dashboard, version, filters],
    queryFn: ({ signal }) =>
      call('POST /packs/:pack/dashboards/:key/query', {
        params: { pack, key: dashboard },
        body: { filters },
        signal,
      }),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });

/** Active people, for trying a draft as one of them. */
export const peopleNamesQuery = queryOptions({
  queryKey: ['people', 'names'],
  queryFn: ({ signal }) => call('GET /people/names', { signal }).then((page) => page.items),
  staleTime: 60_000,
});
