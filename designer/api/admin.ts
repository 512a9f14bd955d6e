import { queryOptions } from '@tanstack/react-query';
import type {
  AccountExport,
  AuditKind,
  HandOver,
  HandOverResult,
  IncidentItem,
  IssuedPassword,
  PersonChange,
  PersonInput,
  PersonView,
  SettingsView,
  TaskReceivers,
  TenantSettings,
  TimerItem,
} from '../../engine/index.ts';
import { call } from './call.ts';

export type PageQuery = { page: number; size: number; q?: string };

export const peopleQuery = (query: PageQuery) =>
  queryOptions({
    queryKey: ['people', query],
    queryFn: ({ signal }) => call('GET /people', { query: { ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => call('GET /units', { signal }).then((list) => list.items),
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => call('GET /roles', { signal }).then((list) => list.items),
});

export function createPerson(input: PersonInput, idempotencyKey: string): Promise<IssuedPassword> {
  return call('POST /people', { body: input, idempotencyKey });
}

export function updatePerson(id: string, input: PersonChange, revision: number): Promise<PersonView> {
  return call('PATCH /people/:id', { params: { id }, body: input, ifMatch: revision });
}

export const personTasksQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'tasks', id],
    queryFn: ({ signal }) => call('GET /people/:id/tasks', { params: { id }, signal }).then((list) => list.items),
  });

/** Who may take open tasks of a person, by part of the name. */
export async function findReceivers(id: string, q: string, signal: AbortSignal): Promise<TaskReceivers['items']> {
  return (await call('GET /people/:id/receivers', { params: { id }, query: { q }, signal })).items;
}

/** Gives the open tasks of a person to another, each on its own. */
export function handOver(id: string, body: HandOver, idempotencyKey: string): Promise<HandOverResult> {
  return call('POST /people/:id/hand-over', { params: { id }, body, idempotencyKey });
}

/** What is kept about a person as the holder of an account. Each export stands in the audit. */
export function exportAccount(id: string): Promise<AccountExport> {
  return call('GET /people/:id/personal', { params: { id } });
}

/** Issues a new password, shown once; the person must change it at the next sign-in. */
export function issuePassword(id: string, idempotencyKey: string): Promise<IssuedPassword> {
  return call('POST /people/:id/password', { params: { id }, body: {}, idempotencyKey });
}

/** Confirms, as the second administrator, what an account was given. */
export function confirmPerson(id: string, revision: number): Promise<PersonView> {
  return call('POST /people/:id/confirm', { params: { id }, body: {}, ifMatch: revision });
}

/** Removes the second factor of a person who has lost it. */
export function resetSecondFactor(id: string): Promise<PersonView> {
  return call('DELETE /people/:id/second-factor', { params: { id } });
}

export const incidentsQuery = (status: 'open' | 'closed', query: PageQuery) =>
  queryOptions({
    queryKey: ['incidents', status, query],
    queryFn: ({ signal }) => call('GET /incidents', { query: { status, ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export function retryIncident(id: string, idempotencyKey: string): Promise<IncidentItem> {
  return call('POST /incidents/:id/retry', { params: { id }, body: {}, idempotencyKey });
}

export function closeIncident(id: string, reason: string, idempotencyKey: string): Promise<IncidentItem> {
  return call('POST /incidents/:id/close', { params: { id }, body: { reason }, idempotencyKey });
}

export const timersQuery = (status: TimerItem['status'], query: PageQuery) =>
  queryOptions({
    queryKey: ['timers', status, query],
    queryFn: ({ signal }) => call('GET /timers', { query: { status, ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

/** `from` and `to` are points in time. */
export type AuditSearch = { actor?: string; kind?: AuditKind; from?: string; to?: string };

export const auditQuery = (query: PageQuery & AuditSearch) =>
  queryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => call('GET /audit', { query: { ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call('GET /settings', { signal }),
});

export function saveSettings(settings: Partial<TenantSettings>, revision: number): Promise<SettingsView> {
  return call('PUT /settings', { body: settings, ifMatch: revision });
}

export function agreeAlone(revision: number): Promise<SettingsView> {
  return call('POST /settings/agree', { body: {}, ifMatch: revision });
}
