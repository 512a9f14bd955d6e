import type { Actor } from '../access/organisation.ts';
import { type Context, fullAccess } from '../forms/index.ts';
import { caseEnv } from './case-env.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { Step } from './step.ts';
import { stepFields } from './step-fields.ts';
import type { Workflow } from './workflow.ts';

/** The form as the holder of a task meets it: what the step leaves of every right. Roles are the caller's to ask. */
export function formContext(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  who: { person: string; at: string },
  ctx: WorkflowContext,
): Context {
  const person = ctx.organisation.person(who.person);
  const actor: Actor = {
    id: who.person,
    tenant: '',
    name: person?.name ?? '',
    title: person?.title ?? '',
    unit: person?.unit ?? '',
    roles: person?.roles ?? [],
  };
  return {
    env: caseEnv(ctx, ctx.data, state, { at: who.at, by: who.person }),
    actor,
    locale: 'en',
    options: () => undefined,
    step: stepFields(workflow, step.key, ctx.form),
    access: fullAccess(ctx.form),
    exists: true,
    before: ctx.data,
  };
}
