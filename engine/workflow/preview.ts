import type { JsonObject } from '../core/json.ts';
import type { Locale, Text } from '../core/text.ts';
import type { WorkflowContext } from './context.ts';
import type { Fact } from './history.ts';
import type { Workflow } from './workflow.ts';

/** A step on the way that data would take if everybody agreed. `guards`: what decided that it comes next. */
export type RouteStep = {
  step: string;
  title: Text;
  type: string;
  /** Ids. */
  people: string[];
  pool?: string;
  decide?: 'any' | 'all' | 'sequence' | 'vote';
  guards: Extract<Fact, { kind: 'guard' }>[];
  note?: 'nobody' | 'skipped' | 'chosen-later' | 'stuck';
};

/** The way this data would take, from `initiator`; nothing is stored or sent. `end`: title of the state it ends in. */
export declare function preview(
  workflow: Workflow,
  data: JsonObject,
  ctx: WorkflowContext & { initiator: string; at: string },
): RouteStep[];
/** "finance, then director, because 60,000 > 50,000", in the reader's language. */
export declare function previewText(
  workflow: Workflow,
  route: readonly RouteStep[],
  ctx: WorkflowContext,
  locale: Locale,
): string;
