import type { Json } from '../core/json.ts';
import type { Locale } from '../core/text.ts';
import type { WorkflowContext } from './context.ts';
import type { HistoryDraft } from './history.ts';
import type { Workflow } from './workflow.ts';

/** Why a case took its way: one entry for each routing. `people` are ids. */
export type Explanation = {
  seq: number;
  at: string;
  from: string;
  to: string;
  event: string;
  text: string;
  guards: { text: string; held: boolean; trace: Json }[];
  assignments: { step: string; text: string; people: string[] }[];
};

export declare function whyOf(
  entries: readonly (HistoryDraft & { seq: number })[],
  workflow: Workflow,
  locale: Locale,
  ctx: Pick<WorkflowContext, 'form' | 'organisation' | 'env'>,
): Explanation[];
