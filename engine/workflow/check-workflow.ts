import type { Issue } from '../core/issue.ts';
import { checkFourEyes } from './check-four-eyes.ts';
import { checkGuards } from './check-guards.ts';
import { checkActions, checkNames } from './check-names.ts';
import { checkReach } from './check-reach.ts';
import { checkSets } from './check-sets.ts';
import { checkSteps } from './check-steps.ts';
import { checkTaken } from './check-taken.ts';
import { checkWrites } from './check-writes.ts';
import type { WorkflowLinks } from './parse-workflow.ts';
import type { Workflow } from './workflow.ts';

/** What a parsed workflow says but cannot mean, each with a concrete case; errors must stop a publication, warnings need not. */
export function checkWorkflow(workflow: Workflow, links: WorkflowLinks): Issue[] {
  const form = links.form(workflow.form);
  return [
    ...checkActions(workflow),
    ...checkNames(workflow, links),
    ...checkReach(workflow),
    ...checkSteps(workflow, form),
    ...checkTaken(workflow),
    ...checkFourEyes(workflow, form),
    ...checkWrites(workflow, form, links),
    ...checkSets(workflow, form),
    ...(form ? checkGuards(workflow, form) : []),
  ];
}
