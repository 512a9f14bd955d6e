import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import { unattended } from './attend.ts';
import type { CaseState } from './case-state.ts';
import { carryOut } from './command.ts';
import type { Advance, WorkflowContext } from './context.ts';
import type { Workflow } from './workflow.ts';

export type AttendInput = { at: string; by?: string; person?: string };

/**
 * Looks at a case again after people have left or lost a role: each task that nobody may decide any more becomes an incident.
 * Undefined where nothing is to be told. `person`: who has changed.
 */
export function attend(
  workflow: Workflow,
  state: CaseState,
  { at, by, person }: AttendInput,
  ctx: WorkflowContext,
): Result<Advance> | undefined {
  const known = state.stuck.flatMap(({ task }) => task ?? []);
  const found = unattended(workflow, state, ctx);
  if (found.length === known.length && found.every(({ task }) => known.includes(task))) return undefined;
  const command: JsonObject = person === undefined ? {} : { person };
  const head = { kind: 'attend' as const, at, ...(by === undefined ? {} : { by }), command };
  return carryOut(workflow, state, head, () => {}, ctx);
}
