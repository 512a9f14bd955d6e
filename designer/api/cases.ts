import { queryOptions } from '@tanstack/react-query';
import type {
  AdministerCases,
  AdminVerb,
  BatchDecisionInput,
  BatchDecisionResult,
  CaseEvent,
  CaseView,
  ChoosablePeople,
  CommentOnCase,
  DecisionInput,
  DecisionResult,
  ExceptionVerb,
  Handing,
  PersonRef,
  PreviewRoute,
  RoutePreview,
  TaskItem,
  TaskPeople,
  WithdrawCase,
} from '../../engine/index.ts';
import { call } from './call.ts';
import { ProblemError } from './problem.ts';

export const boxes = ['todo', 'done', 'started', 'copied'] as const;
export type Box = (typeof boxes)[number];
export type TaskQuery = { box: Box; page?: number; size?: number; q?: string; count?: boolean };

export const tasksQuery = (query: TaskQuery) =>
  queryOptions({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => call('GET /tasks', { signal, query }),
    placeholderData: (before) => before,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => call('GET /tasks/:id', { params: { id }, signal }),
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call('GET /cases/:id', { params: { id }, signal }),
  });

export const caseHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'history'],
    queryFn: ({ signal }) => call('GET /cases/:id/history', { params: { id }, signal }),
  });

export const whyQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'why'],
    queryFn: ({ signal }) => call('GET /cases/:id/why', { params: { id }, signal }),
  });

export function decide(
  task: string,
  input: DecisionInput,
  idempotencyKey: string,
  signal?: AbortSignal,
): Promise<DecisionResult> {
  const options = { params: { id: task }, body: input, idempotencyKey };
  return call('POST /tasks/:id/decisions', { ...options, ...(signal && { signal }) });
}

/** Approves several tasks; each is decided on its own. */
export function decideTogether(input: BatchDecisionInput, idempotencyKey: string): Promise<BatchDecisionResult> {
  return call('POST /tasks/decisions', { body: input, idempotencyKey });
}

/** What a person is named for: a transfer, an added signature, or the people of a step to come. */
export type NamedFor = { for: Handing } | { for: 'choice'; step: string };

/** Whom a transfer, an added signature or a choice may name. */
export async function findTaskPeople(
  task: string,
  naming: NamedFor,
  q: string,
  signal?: AbortSignal,
): Promise<TaskPeople['items']> {
  const options = { params: { id: task }, query: { ...naming, q }, ...(signal && { signal }) };
  return (await call('GET /tasks/:id/people', options)).items;
}

/** Takes a task of a pool, or gives it back. */
export function holdTask(task: string, verb: 'claim' | 'release', idempotencyKey: string): Promise<TaskItem> {
  return call(`POST /tasks/:id/${verb}`, { params: { id: task }, body: {}, idempotencyKey });
}

/** Whom the initiator may choose for a step of a workflow that is about to begin. */
export async function findWorkflowPeople(
  workflow: string,
  body: ChoosablePeople,
  signal?: AbortSignal,
): Promise<TaskPeople['items']> {
  const options = { params: { workflow }, body, ...(signal && { signal }) };
  return (await call('POST /workflows/:workflow/people', options)).items;
}

/** Says that something happened outside for which the case waits. */
export function sendCaseEvent(id: string, body: CaseEvent, idempotencyKey: string): Promise<CaseView> {
  return call('POST /cases/:id/event', { params: { id }, body, idempotencyKey });
}

export function previewRoute(workflow: string, body: PreviewRoute, signal?: AbortSignal): Promise<RoutePreview> {
  return call('POST /workflows/:workflow/preview', { params: { workflow }, body, ...(signal && { signal }) });
}

/** Takes a request back; the opinion says why. */
export function withdrawCase(id: string, body: WithdrawCase, idempotencyKey: string): Promise<CaseView> {
  return call('POST /cases/:id/withdraw', { params: { id }, body, idempotencyKey });
}

/** Reminds those whom the case waits for. */
export function remindCase(id: string, idempotencyKey: string): Promise<CaseView> {
  return call('POST /cases/:id/remind', { params: { id }, body: {}, idempotencyKey });
}

export function commentOnCase(id: string, body: CommentOnCase, idempotencyKey: string): Promise<CaseView> {
  return call('POST /cases/:id/comment', { params: { id }, body, idempotencyKey });
}

/** What an administrator does to one case, with a reason. Throws ProblemError where it is refused. */
export async function administerCase(
  verb: AdminVerb | ExceptionVerb,
  id: string,
  input: Omit<AdministerCases, 'cases'>,
  idempotencyKey: string,
): Promise<void> {
  const { items } = await call(`POST /admin/cases/${verb}`, { body: { ...input, cases: [id] }, idempotencyKey });
  const refused = items.find(({ ok }) => !ok)?.problem;
  if (refused) throw new ProblemError({ type: 'about:blank', title: '', status: 422, correlationId: '', ...refused });
}

/** Active people by part of the name. */
export async function findPeople(q: string, signal: AbortSignal): Promise<PersonRef[]> {
  return (await call('GET /people/names', { query: { q }, signal })).items;
}
