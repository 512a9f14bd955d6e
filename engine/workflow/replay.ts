import type { Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import type { HistoryDraft } from './history.ts';
import type { Workflow } from './workflow.ts';

/** The state that a history leads to. Asks nothing of rules, people or calendar: the entries say what was found. */
export declare function replay(workflow: Workflow, entries: readonly HistoryDraft[]): Result<CaseState>;
