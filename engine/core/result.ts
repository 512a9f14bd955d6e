import type { Issue } from './issue.ts';

/** What parsing and deciding answer: a value, or every issue found (never only the first). */
export type Result<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail(...issues: Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues };
}

/** `ok` unless an issue of severity `error` is among them. */
export function unlessIssues<T>(issues: Issue[], value: () => T): Result<T> {
  return issues.some((found) => found.severity === 'error') ? { ok: false, issues } : ok(value());
}

export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
