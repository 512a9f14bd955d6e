import type { Form } from '../forms/index.ts';
import type { StepFieldAccess } from './step.ts';
import type { Workflow } from './workflow.ts';

/** What a step lets its people do with each field of the form: `read` for an approval, `edit` for a fill, unless it says otherwise. */
export declare function stepFields(workflow: Workflow, step: string, form: Form): { [field: string]: StepFieldAccess };
