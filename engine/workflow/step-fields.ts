import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { type Context, type Form, fieldAt, fieldStates } from '../forms/index.ts';
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

/** A place of the data that must have a value, and the field or column that stands there. */
export type MissingValue = { at: JsonPointer; field: Field };

/** What must have a value when the step is agreed to and has none, row by row. What the form hides now is not due. */
export function missingValues(step: Step, form: Form, data: JsonObject, context: () => Context): MissingValue[] {
  const missing = Object.entries(step.fields).flatMap(([path, access]) =>
    access === 'required' ? emptyPlaces(form, path, data) : [],
  );
  if (missing.length === 0) return missing;
  const states = fieldStates(form, data, context());
  return missing.filter(({ at }) => states[at]?.visible !== false);
}

function emptyPlaces(form: Form, path: string, data: JsonObject): MissingValue[] {
  const [name = '', column] = path.split('.');
  const field = fieldAt(form, path);
  if (!field) return [];
  const isEmpty = (value: Json | undefined) => value === undefined || field.kind.isEmpty(value);
  const value = own(data, name);
  if (column === undefined) return isEmpty(value) ? [{ at: pointer(name), field }] : [];
  const rows = Array.isArray(value) ? value : [];
  return rows.flatMap((row, index) =>
    isJsonObject(row) && isEmpty(own(row, column)) ? [{ at: pointer(name, index, column), field }] : [],
  );
}
