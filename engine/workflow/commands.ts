import type { Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import type { Advance, WorkflowContext } from './context.ts';
import type { Workflow } from './workflow.ts';

type Command<Input> = (workflow: Workflow, state: CaseState, input: Input, ctx: WorkflowContext) => Result<Advance>;
export type Admin = { by: string; at: string; reason: string };

/** A timer is due. One that is not set (any more), or whose time has not come, is refused. */
export declare const fire: Command<{ timer: string; at: string }>;
/** An event from outside; `person` is who sends it, absent for a system. */
export declare const event: Command<{ event: string; at: string; person?: string }>;
/** The initiator takes his request back. */
export declare const withdraw: Command<{ person: string; at: string; opinion?: string }>;
/** Takes a task of a pool to oneself, and gives it back. */
export declare const claim: Command<{ task: string; person: string; at: string }>;
export declare const release: Command<{ task: string; person: string; at: string }>;
/** The record was changed outside the case; `ctx.data` is what it is now. */
export declare const amend: Command<{ by?: string; at: string; fields: string[] }>;
/** Gives a task to another person, or fills a step for which nobody was found. */
export declare const reassign: Command<Admin & { task?: string; step?: string; to: string }>;
/** Puts the case into another state, whatever the chart says. */
export declare const move: Command<Admin & { to: string }>;
export declare const suspend: Command<Admin>;
export declare const resume: Command<Admin>;
export declare const cancel: Command<Admin>;
/** Tries again what is stuck. */
export declare const retry: Command<Admin>;
