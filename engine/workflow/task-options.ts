import type { Person } from '../access/organisation.ts';
import type { Text } from '../core/text.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { Resume, StepFieldAccess } from './step.ts';
import type { Workflow } from './workflow.ts';

/** What a person may do with a task now; everything empty where it is not his or is closed. */
export type TaskOptions = {
  decisions: string[];
  fields: { [field: string]: StepFieldAccess };
  opinion: 'optional' | 'required' | 'on-reject';
  sign?: 'password';
  guide?: Text;
  returnTo: { to: string; title: Text }[];
  resume: Resume;
  /** Hash of the data now: goes back with the decision. */
  seen: string;
};

export declare function taskOptions(
  workflow: Workflow,
  state: CaseState,
  task: string,
  person: string,
  ctx: WorkflowContext,
): TaskOptions;
/** People whom the holder of a task may name for a transfer or as a signer to add. */
export declare function candidates(
  workflow: Workflow,
  state: CaseState,
  task: string,
  verb: 'transfer' | 'add-signer',
  ctx: WorkflowContext,
): Person[];
/** True where the initiator may take the case back now. */
export declare function mayWithdraw(workflow: Workflow, state: CaseState, person: string): boolean;
