import { queryOptions } from '@tanstack/react-query';
import type {
  CreatedRecord,
  CreateRecord,
  Draft,
  Json,
  JsonObject,
  LookupItem,
  PersonalErased,
  PersonalExport,
  RecordQuery,
  RecordView,
} from '../../engine/index.ts';
import { call } from './call.ts';
import { ProblemError } from './problem.ts';

/** The screen of a form, as new records follow it; with `release`, as the records of that release do. */
export const formScreenQuery = (form: string, release?: number) =>
  queryOptions({
    queryKey: ['form', form, release ?? 'current'],
    queryFn: ({ signal }) => call('GET /forms/:form', { params: { form }, signal, query: { release } }),
    staleTime: 60_000,
  });

/** A page of a form's records; `filter` is a rule. */
export type ListQuery = Omit<RecordQuery, 'filter'> & { filter?: Json };

export const recordsQuery = (form: string, query: ListQuery) =>
  queryOptions({
    queryKey: ['records', form, query],
    queryFn: ({ signal }) => {
      const { filter, ...rest } = query;
      const wire: RecordQuery = { ...rest, ...(filter !== undefined && { filter: JSON.stringify(filter) }) };
      return call('GET /forms/:form/records', { params: { form }, signal, query: wire });
    },
    placeholderData: (before) => before,
  });

export const recordQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id],
    queryFn: ({ signal }) => call('GET /forms/:form/records/:id', { params: { form, id }, signal }),
  });

export const recordHistoryQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id, 'history'],
    queryFn: ({ signal }) => call('GET /forms/:form/records/:id/history', { params: { form, id }, signal }),
  });

export function createRecord(form: string, input: CreateRecord, idempotencyKey: string): Promise<CreatedRecord> {
  return call('POST /forms/:form/records', { params: { form }, body: input, idempotencyKey });
}

export function updateRecord(form: string, id: string, data: JsonObject, revision: number): Promise<RecordView> {
  return call('PATCH /forms/:form/records/:id', { params: { form, id }, body: { data }, ifMatch: revision });
}

/** Everything about the subject of a record, as this person may read it. Each export stands in the audit. */
export function exportPersonal(form: string, id: string): Promise<PersonalExport> {
  return call('GET /forms/:form/records/:id/personal', { params: { form, id } });
}

/** Erases the personal data of the subject of a record, with all copies. */
export function erasePersonal(
  form: string,
  id: string,
  reason: string,
  idempotencyKey: string,
): Promise<PersonalErased> {
  return call('POST /forms/:form/records/:id/erase', { params: { form, id }, body: { reason }, idempotencyKey });
}

/** Candidates of a reference or person field, by part of the name or pinyin initials. */
export async function lookUp(
  form: string,
  field: string,
  q: string,
  { signal, release, current }: { signal?: AbortSignal; release?: number; current?: JsonObject } = {},
): Promise<LookupItem[]> {
  const page = await call('GET /forms/:form/lookup/:field', {
    params: { form, field },
    query: {
      q,
      ...(release !== undefined && { release: String(release) }),
      ...(current && { current: JSON.stringify(current) }),
    },
    ...(signal && { signal }),
  });
  return page.items;
}

/** The draft that the person left for this scope (`new`, a record, a task), on any device; undefined when there is none. */
export async function loadDraft(form: string, scope: string, signal?: AbortSignal): Promise<Draft | undefined> {
  try {
    return await call('GET /forms/:form/drafts/:scope', { params: { form, scope }, ...(signal && { signal }) });
  } catch (thrown) {
    if (thrown instanceof ProblemError && thrown.status === 404) return undefined;
    throw thrown;
  }
}

/** Keeps the draft; `revision` 0 says that there was none. A newer one elsewhere refuses it (409 or 412) and comes along as `current`. */
export function saveDraft(form: string, scope: string, data: JsonObject, revision: number): Promise<Draft> {
  return call('PUT /forms/:form/drafts/:scope', { params: { form, scope }, body: { data }, ifMatch: revision });
}

export function discardDraft(form: string, scope: string): Promise<void> {
  return call('DELETE /forms/:form/drafts/:scope', { params: { form, scope } });
}
