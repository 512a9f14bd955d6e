// The one place where a refusal gets its HTTP status, and the only shape in which it leaves.
import type { Response } from 'express';
import { type Locale, type LocalIssue, messageOf, type Problem, toLocalIssue } from '../../engine/index.ts';
import type { Log } from '../deps.ts';
import { Fault, type FaultCode, type FaultIssue } from '../fault.ts';
import { scrub } from '../scrub.ts';

const statusOf = {
  'bad-request': 400,
  misdirected: 421,
  unauthenticated: 401,
  'sign-in-failed': 401,
  'password-change-required': 403,
  'second-factor-needed': 401,
  'second-factor-wrong': 401,
  'second-factor-required': 403,
  'proof-needed': 403,
  forbidden: 403,
  csrf: 403,
  'not-found': 404,
  conflict: 409,
  duplicate: 409,
  'in-flight': 409,
  'precondition-required': 428,
  'too-large': 413,
  'unsupported-media': 415,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<FaultCode, number>;

/** The body of a refusal, in the reader's language. */
export function problemOf(fault: Fault, locale: Locale, correlationId: string): Problem {
  const detail = messageOf(fault.about, locale);
  return {
    type: `urn:dougong:problem:${fault.code}`,
    title: detail,
    status: statusOf[fault.code],
    code: fault.code,
    detail,
    issues: fault.issues.map((found) => toReader(found, locale)),
    correlationId,
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
    ...(fault.current !== undefined && { current: fault.current }),
  };
}

function toReader(found: FaultIssue, locale: Locale): LocalIssue {
  const { kind, key } = found;
  return { ...toLocalIssue(found, locale), ...(kind !== undefined && { kind }), ...(key !== undefined && { key }) };
}

/** Any error as a refusal; what is none of ours is logged with its stack and answered without a word of it. */
export function asFault(cause: unknown, correlationId: string, log: Log): Fault {
  if (cause instanceof Fault) {
    if (cause.code === 'unavailable') log.warn({ correlationId, reason: reasonOf(cause.cause) }, 'store unavailable');
    return cause;
  }
  log.error({ correlationId, reason: reasonOf(cause), stack: stackOf(cause) }, 'request failed');
  return new Fault('internal', { code: 'server/internal', path: '', params: { correlationId }, severity: 'error' });
}

export function sendProblem(response: Response, fault: Fault, locale: Locale, correlationId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(fault, locale, correlationId);
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  response
    .status(problem.status)
    .setHeader('Content-Type', 'application/problem+json; charset=utf-8')
    .end(JSON.stringify(problem));
}

const reasonOf = (cause: unknown): string => scrub(cause instanceof Error ? cause.message : String(cause));
const stackOf = (cause: unknown): string => scrub(cause instanceof Error ? (cause.stack ?? '') : '');
