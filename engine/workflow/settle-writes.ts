import { type Issue, issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import { settle } from '../forms/index.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import type { DecideInput } from './decide.ts';
import { formContext } from './form-context.ts';
import { changedFields } from './live-finder.ts';
import type { Step } from './step.ts';
import { mayWrite, stepFields } from './step-fields.ts';
import type { Workflow } from './workflow.ts';

/**
 * The record's data with what the holder of a task writes, settled by the form (computed fields, pruning, validation), or why
 * it may not be written. Values equal to the stored ones, and computed fields, are no writes: they are made again anyway.
 */
export function settleWrites(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  input: DecideInput,
  ctx: WorkflowContext,
): { data: JsonObject; issues: Issue[] } {
  if (!input.data) return { data: ctx.data, issues: [] };
  const access = stepFields(workflow, step.key, ctx.form);
  const merged: JsonObject = { ...ctx.data };
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(input.data)) {
    const field = own(ctx.form.fields, name);
    const path = `/data${pointer(name)}`;
    if (!field) issues.push(issue('workflow/unknown-field', path, { field: name, hint: '' }));
    else if (field.compute !== undefined) continue;
    else {
      const empty = value === null || field.kind.isEmpty(value);
      if (empty) delete merged[name];
      else merged[name] = value;
      const changed =
        changedFields({ [name]: own(ctx.data, name) ?? null }, { [name]: own(merged, name) ?? null }).length > 0;
      if (changed && (field.readonly || !mayWrite(access, name)))
        issues.push(issue('workflow/field-not-writable', path, { field: name, title: field.title }));
    }
  }
  if (issues.length > 0 || changedFields(ctx.data, merged).length === 0) return { data: ctx.data, issues };
  const settled = ctx.settle
    ? ctx.settle(merged)
    : settle(ctx.form, merged, formContext(workflow, state, step, input, ctx));
  return {
    data: settled.data,
    issues: settled.issues
      .filter(({ severity }) => severity === 'error')
      .map((found) => ({ ...found, path: `/data${found.path}` })),
  };
}
