import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { CaseState } from './case-state.ts';
import type { Advance, WorkflowContext } from './context.ts';
import type { Workflow } from './workflow.ts';

/** What a person decides about a task. The person is who is signed in, never what a request says. */
export type DecideInput = {
  task: string;
  person: string;
  decision: string;
  opinion?: string;
  /** Step or `initiator` to return to; person to transfer to or to add. */
  to?: string;
  where?: 'before' | 'after' | 'alongside';
  /** For a return, where the step asks: how the case goes on afterwards. */
  resume?: 'rerun' | 'direct';
  /** People for the next step, where it leaves the choice to this one. */
  chosen?: { [step: string]: string[] };
  /** Hash of the data that the person saw. */
  seen: string;
  at: string;
  /** Fields he writes, in part or whole; null removes. Values equal to the stored ones are no change. */
  data?: JsonObject;
  /** That the person has proved himself again; who calls has verified it. */
  signed?: { factor: 'password' };
};

/** Takes a decision, or says every reason why not. Nothing is thrown. */
export declare function decide(
  workflow: Workflow,
  state: CaseState,
  input: DecideInput,
  ctx: WorkflowContext,
): Result<Advance>;
