import { problemOf } from '../api/problem.ts';
import type { TextKey } from './useTexts.ts';

/** What to tell the person about a failure: the server's own words, or the browser's for what the server never saw. */
export function problemText(t: (key: TextKey) => string, thrown: unknown): string {
  const problem = problemOf(thrown);
  switch (problem.code) {
    case 'client/offline':
      return t('problem:offline');
    case 'client/timeout':
      return t('problem:timeout');
    case 'client/aborted':
      return t('problem:aborted');
    case 'client/unreadable':
      return problem.status >= 400 && problem.detail ? problem.detail : t('problem:unreadable');
  }
  if (problem.detail || problem.title) return problem.detail || problem.title;
  if (problem.status === 403) return t('problem:forbidden');
  if (problem.status === 404) return t('problem:not-found');
  return t('problem:failed');
}
