import { queryOptions } from '@tanstack/react-query';
import type {
  AuditItem,
  IncidentItem,
  IssuedPassword,
  Page,
  PersonInput,
  PersonView,
  RoleItem,
  TimerItem,
  UnitList,
} from '../../engine/index.ts';
import { request } from './request.ts';

export type PageQuery = { page: number; size: number; q?: string };

export const peopleQuery = (query: PageQuery) =>
  queryOptions({
    queryKey: ['people', query],
    queryFn: ({ signal }) => request<Page<PersonView>>('/people', { query: { ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => request<UnitList>('/units', { signal }).then((list) => list.items),
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => request<{ items: RoleItem[] }>('/roles', { signal }).then((list) => list.items),
});

export function createPerson(input: PersonInput, idempotencyKey: string): Promise<IssuedPassword> {
  return request('/people', { method: 'POST', body: input, idempotencyKey });
}

export function updatePerson(
  id: string,
  input: Partial<PersonInput> & { active?: boolean },
  revision: number,
): Promise<PersonView> {
  return request(`/people/${id}`, { method: 'PATCH', body: input, ifMatch: revision });
}

/** Issues a new password, shown once; the person must change it at the next sign-in. */
export function issuePassword(id: string, idempotencyKey: string): Promise<IssuedPassword> {
  return request(`/people/${id}/password`, { method: 'POST', body: {}, idempotencyKey });
}

/** Removes the second factor of somebody who has lost it. */
export function resetSecondFactor(id: string): Promise<PersonView> {
  return request(`/people/${id}/second-factor`, { method: 'DELETE' });
}

export const incidentsQuery = (status: 'open' | 'closed', query: PageQuery) =>
  queryOptions({
    queryKey: ['incidents', status, query],
    queryFn: ({ signal }) =>
      request<Page<IncidentItem>>('/incidents', { query: { status, ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export function retryIncident(id: string, idempotencyKey: string): Promise<IncidentItem> {
  return request(`/incidents/${id}/retry`, { method: 'POST', body: {}, idempotencyKey });
}

export function closeIncident(id: string, reason: string, idempotencyKey: string): Promise<IncidentItem> {
  return request(`/incidents/${id}/close`, { method: 'POST', body: { reason }, idempotencyKey });
}

export const timersQuery = (status: TimerItem['status'], query: PageQuery) =>
  queryOptions({
    queryKey: ['timers', status, query],
    queryFn: ({ signal }) => request<Page<TimerItem>>('/timers', { query: { status, ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });

export const auditQuery = (query: PageQuery) =>
  queryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => request<Page<AuditItem>>('/audit', { query: { ...query, count: true }, signal }),
    placeholderData: (before) => before,
  });
