import type { Result } from '../core/result.ts';
import type { Advance, WorkflowContext } from './context.ts';
import type { Workflow } from './workflow.ts';

/** `chosen`: people the initiator chose for steps that leave it to him. */
export type StartInput = {
  case: string;
  initiator: string;
  record?: string;
  at: string;
  chosen?: { [step: string]: string[] };
};

/** Begins a case. Fails where the initiator may not, or where the chart cannot come to rest in its first step. */
export declare function start(workflow: Workflow, input: StartInput, ctx: WorkflowContext): Result<Advance>;
/** True where a person with these roles may begin a case. */
export declare function startable(workflow: Workflow, roles: readonly string[]): boolean;
