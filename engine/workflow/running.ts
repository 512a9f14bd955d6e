import { type Issue, issue } from '../core/issue.ts';
import type { CaseState } from './case-state.ts';

/** What every command asks first: the case is running. */
export function runningIssues(state: CaseState): Issue[] {
  if (state.status === 'suspended') return [issue('workflow/suspended', '')];
  return state.status === 'running' ? [] : [issue('workflow/not-running', '', { status: state.status })];
}
