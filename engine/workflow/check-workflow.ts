import type { Issue } from '../core/issue.ts';
import type { WorkflowLinks } from './parse-workflow.ts';
import type { Workflow } from './workflow.ts';

/** What a parsed workflow says but cannot mean, each with a concrete case; errors must stop a publication, warnings need not. */
export declare function checkWorkflow(workflow: Workflow, links: WorkflowLinks): Issue[];
