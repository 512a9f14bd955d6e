import { type Issue, issue, under } from '../core/issue.ts';
import { type Json, type JsonObject, own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { type Context, fromRule, write } from '../forms/index.ts';
import type { Environment } from '../rules/index.ts';
import type { ActionTemplate } from './action.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { DecideInput } from './decide.ts';
import { chartContext, formContext } from './form-context.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

type SetTemplate = Extract<ActionTemplate, { type: 'set' }>;
type DataAfter = { data: JsonObject; issues: Issue[] };

/** The record's data with what the holder of a task writes with a decision, or why it may not be written. */
export function writtenByDecision(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  input: DecideInput,
  ctx: WorkflowContext,
): DataAfter {
  if (!input.data || Object.keys(input.data).length === 0) return { data: ctx.data, issues: [] };
  const context = formContext(workflow, state, step, input, ctx);
  const { data, issues } = write(ctx.form, input.data, context, { before: ctx.data, by: 'person', ...ctx.tools });
  return { data, issues: under('/data', errorsAmong(issues)) };
}

/** Why a decision that leaves the data as it is may not bring what it brings. Values equal to the stored ones are no change. */
export function changesNothing(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  input: DecideInput,
  ctx: WorkflowContext,
): Issue[] {
  if (!input.data || Object.keys(input.data).length === 0) return [];
  const context = formContext(workflow, state, step, input, ctx);
  const { issues } = write(ctx.form, input.data, readOnly(context), { before: ctx.data, by: 'person', ...ctx.tools });
  const changed = issues.filter(({ code }) => code === 'form/not-writable');
  const unknown = under(
    '/data',
    issues.filter(({ code }) => code === 'data/unknown-key'),
  );
  if (changed.length === 0) return unknown;
  const titles = changed.map(({ params }) => params.title as Text);
  return [...unknown, issue('workflow/decision-writes-nothing', '/data', { titles: titles as Json })];
}

/** Every field for reading only; what the step hides or masks stays so, or a guess would be told apart from the value. */
function readOnly(context: Context): Context {
  const step = Object.fromEntries(
    Object.keys(context.access).map((name) => {
      const said = own(context.step ?? {}, name);
      return [name, said === 'hidden' || said === 'masked' ? said : 'read'] as const;
    }),
  );
  return { ...context, step };
}

function errorsAmong(issues: Issue[]): Issue[] {
  return issues.filter(({ severity }) => severity === 'error');
}

/** The data with the fields that an action of the chart sets; `valueAfter` works each out, after those before it. */
export function writtenBySet(
  template: SetTemplate,
  before: JsonObject,
  env: Environment,
  valueAfter: (name: string, data: JsonObject) => Json | undefined,
  who: { by?: string },
  state: CaseState,
  ctx: WorkflowContext,
): DataAfter {
  const input: JsonObject = {};
  for (const [name, { rules }] of Object.entries(template.values)) {
    const field = own(ctx.form.fields, name);
    const value = valueAfter(name, { ...before, ...input });
    const kept = field && value !== undefined && rules.some(({ at }) => at === '') ? fromRule(field, value) : value;
    input[name] = kept ?? null;
  }
  const context = chartContext(before, env, who, state, ctx);
  const { data, issues } = write(ctx.form, input, context, { before, by: 'chart', ...ctx.tools });
  return { data, issues: errorsAmong(issues) };
}

/** Where in its action a set failed: at the field, where it is one that the action names. */
export function placeOfSet({ values }: SetTemplate, { path }: Issue): JsonPointer {
  const name = path.split('/')[1] ?? '';
  return own(values, name) ? `/params${pointer(name)}` : '';
}
