import { type JsonObject, own } from '../core/json.ts';
import { type Context, type Form, fieldStates } from '../forms/index.ts';
import type { Step, StepFieldAccess } from './step.ts';
import type { Workflow } from './workflow.ts';

/**
 * What a step lets its people do with each field of the form: `read` for an approval, `edit` for a fill (where the field
 * can be edited at all), unless it says otherwise. Columns of rows are there where the step names them (`items.cost`).
 */
export function stepFields(workflow: Workflow, step: string, form: Form): { [field: string]: StepFieldAccess } {
  const definition = own(workflow.steps, step);
  const access: { [field: string]: StepFieldAccess } = {};
  for (const field of Object.values(form.fields)) {
    access[field.name] = definition?.type === 'fill' && !field.readonly ? 'edit' : 'read';
  }
  return { ...access, ...definition?.fields };
}

/** True where a step lets its people write something of a field: the whole, or a column of its rows. */
export function mayWrite(access: { [field: string]: StepFieldAccess }, field: string): boolean {
  const writes = (name: string) => access[name] === 'edit' || access[name] === 'required';
  return writes(field) || Object.keys(access).some((name) => name.startsWith(`${field}.`) && writes(name));
}

/** Fields that must have a value when the step is agreed to and have none. What the form hides now is not due. */
export function missingFields(step: Step, form: Form, data: JsonObject, context: () => Context): string[] {
  const missing = Object.entries(step.fields).flatMap(([name, access]) => {
    // Required columns are looked at row by row by the form itself.
    const field = access === 'required' ? own(form.fields, name) : undefined;
    if (!field) return [];
    const value = own(data, name);
    return value === undefined || field.kind.isEmpty(value) ? [name] : [];
  });
  if (missing.length === 0) return missing;
  const states = fieldStates(form, data, context());
  return missing.filter((name) => states[`/${name}`]?.visible !== false);
}
