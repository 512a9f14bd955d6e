import { isJsonObject, type LocalIssue, type Problem } from '../../engine/index.ts';

/** What the browser itself finds out about a call; the server's own codes never begin with `client/`. */
export type ClientCode = 'client/offline' | 'client/timeout' | 'client/unreadable' | 'client/aborted';

/** A refused or failed call. `problem` is what the server said, or what the client makes of its silence. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

export function clientProblem(code: ClientCode, status = 0, detail = ''): ProblemError {
  return new ProblemError({ type: 'about:blank', title: '', status, code, detail, issues: [], correlationId: '' });
}

/** The problem behind anything thrown: what is not ours becomes an unreadable answer. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  return clientProblem('client/unreadable', 0, thrown instanceof Error ? thrown.message : String(thrown)).problem;
}

/** Reads a refusal's body; a proxy's HTML page or an empty body still becomes a problem with its status. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('Retry-After'));
  const body: unknown = await response.json().catch(() => undefined);
  const given = isJsonObject(body) ? body : {};
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '');
  return new ProblemError({
    ...given,
    type: text('type') || 'about:blank',
    title: text('title') || response.statusText,
    status: response.status,
    code: text('code') || 'client/unreadable',
    detail: text('detail'),
    issues: Array.isArray(given.issues) ? (given.issues as LocalIssue[]) : [],
    correlationId: text('correlationId'),
    ...(Number.isFinite(retryAfter) && retryAfter > 0 && { retryAfter }),
  });
}
