import type { Issue } from '../core/issue.ts';
import { type Environment, type Rule, toQuery } from '../rules/index.ts';
import { storedPath } from './row-rights.ts';

// Nobody, at some time: what matters is only whether the rule can be told to a store.
const nobody: Environment = {
  data: { actor: { id: '', name: '', title: '', roles: [], unit: '' } },
  now: '2000-01-01T00:00:00.000Z',
  zone: 'UTC',
  organisation: { isInUnit: () => false, hasRole: () => false, units: () => [] },
  calendar: { isWorkday: () => true, hours: { from: 0, to: 1440 } },
};

/** Why a rule cannot select stored rows: an issue for each part that no store can be asked for, none where it can. */
export function searchIssues(rule: Rule): Issue[] {
  const query = toQuery(rule, nobody, { field: storedPath });
  return query.ok ? [] : query.issues.filter((found) => found.code === 'rule/not-a-filter');
}
