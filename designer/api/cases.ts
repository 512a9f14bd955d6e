import { queryOptions } from '@tanstack/react-query';
import type {
  BatchDecisionInput,
  BatchDecisionResult,
  CaseView,
  DecisionInput,
  DecisionResult,
  HistoryItem,
  JsonObject,
  Page,
  RoutePreview,
  TaskItem,
  TaskPeople,
  TaskView,
  Why,
} from '../../engine/index.ts';
import { request } from './request.ts';

export const boxes = ['todo', 'done', 'started', 'copied'] as const;
export type Box = (typeof boxes)[number];
export type TaskQuery = { box: Box; page?: number; size?: number; q?: string; count?: boolean };

export const tasksQuery = (query: TaskQuery) =>
  queryOptions({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => request<Page<TaskItem>>('/tasks', { signal, query }),
    placeholderData: (before) => before,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => request<TaskView>(`/tasks/${encodeURIComponent(id)}`, { signal }),
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => request<CaseView>(`/cases/${encodeURIComponent(id)}`, { signal }),
  });

export const caseHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'history'],
    queryFn: ({ signal }) => request<Page<HistoryItem>>(`/cases/${encodeURIComponent(id)}/history`, { signal }),
  });

export const whyQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'why'],
    queryFn: ({ signal }) => request<Why>(`/cases/${encodeURIComponent(id)}/why`, { signal }),
  });

export function decide(task: string, input: DecisionInput, idempotencyKey: string): Promise<DecisionResult> {
  return request(`/tasks/${encodeURIComponent(task)}/decisions`, { method: 'POST', body: input, idempotencyKey });
}

/** Approves several tasks; each is decided on its own. */
export function decideTogether(input: BatchDecisionInput, idempotencyKey: string): Promise<BatchDecisionResult> {
  return request('/tasks/decisions', { method: 'POST', body: input, idempotencyKey });
}

/** Whom a transfer or an added signature may name. */
export async function findTaskPeople(
  task: string,
  purposeOf: 'transfer' | 'add-signer',
  q: string,
  signal?: AbortSignal,
): Promise<TaskPeople['items']> {
  const path = `/tasks/${encodeURIComponent(task)}/people`;
  return (await request<TaskPeople>(path, { query: { for: purposeOf, q }, signal })).items;
}

export function previewRoute(workflow: string, data: JsonObject, signal?: AbortSignal): Promise<RoutePreview> {
  return request(`/workflows/${encodeURIComponent(workflow)}/preview`, { method: 'POST', body: { data }, signal });
}

export type CaseAct = 'withdraw' | 'remind' | 'comment';

export function actOnCase(id: string, act: CaseAct, body: JsonObject, idempotencyKey: string): Promise<unknown> {
  return request(`/cases/${encodeURIComponent(id)}/${act}`, { method: 'POST', body, idempotencyKey });
}
