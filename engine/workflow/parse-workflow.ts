import type { Result } from '../core/result.ts';
import type { Form } from '../forms/index.ts';
import type { Workflow } from './workflow.ts';

/** What a workflow refers to. `roles`: the keys of all roles, undefined when they are not known (then they are not checked). */
export type WorkflowLinks = {
  form(key: string): Form | undefined;
  roles: readonly string[] | undefined;
  template(key: string): boolean;
};

/** Unknown JSON → workflow, or every issue found (paths are pointers into `json`). */
export declare function parseWorkflow(json: unknown, links: WorkflowLinks): Result<Workflow>;
