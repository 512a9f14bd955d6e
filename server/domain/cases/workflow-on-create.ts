import { startable, type Workflow } from '../../../engine/index.ts';
import type { LoadedPack } from '../../deps.ts';

/** The workflow that begins when a person with these roles makes a record of the form; undefined where none does. */
export function workflowOnCreate({ pack }: LoadedPack, form: string, roles: readonly string[]): Workflow | undefined {
  return Object.values(pack.workflows).find(
    (workflow) => workflow.form === form && workflow.start.on === 'create' && startable(workflow, roles),
  );
}
