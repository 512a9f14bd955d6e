import type { Actor } from '../access/organisation.ts';
import type { JsonObject } from '../core/json.ts';
import { type Context, fullAccess } from '../forms/index.ts';
import type { Environment } from '../rules/index.ts';
import { caseEnv } from './case-env.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { Step } from './step.ts';
import { stepFields } from './step-fields.ts';
import type { Workflow } from './workflow.ts';

/** The form as the holder of a task meets it: what the step leaves of what their roles say (`ctx.access`). */
export function formContext(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  who: { person: string; at: string },
  ctx: WorkflowContext,
): Context {
  return {
    env: caseEnv(ctx, ctx.data, state, { at: who.at, by: who.person }),
    actor: actorOf(who.person, ctx),
    locale: 'en',
    options: () => undefined,
    step: stepFields(workflow, step.key, ctx.form),
    access: ctx.access ?? fullAccess(ctx.form),
    exists: true,
    before: ctx.data,
  };
}

/** The form as an action of the chart meets it: with every right, in the name of the person whose act led to it. */
export function chartContext(
  before: JsonObject,
  env: Environment,
  who: { by?: string },
  state: CaseState,
  ctx: WorkflowContext,
): Context {
  return {
    env,
    actor: actorOf(who.by ?? state.initiator, ctx),
    locale: 'en',
    options: () => undefined,
    access: fullAccess(ctx.form),
    before,
  };
}

function actorOf(id: string, { organisation }: WorkflowContext): Actor {
  const { name, title, unit, roles } = organisation.person(id) ?? { name: '', title: '', unit: '', roles: [] };
  return { id, tenant: '', name, title, unit, roles };
}
