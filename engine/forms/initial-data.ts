import type { Json, JsonObject } from '../core/json.ts';
import { type Field, normaliseValue } from '../fields/index.ts';
import { evaluate } from '../rules/index.ts';
import { computeAll, fromRule } from './compute.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';
import { setValue, type Work, workOn, workOnNormalised } from './work.ts';

/**
 * The data of a new record: defaults in the order of the fields (each may read those before it), rows up to `minRows`, and
 * what formulas make of them. The actor is the initiator. A default that fails is left out.
 */
export function initialData(form: Form, ctx: Context): JsonObject {
  const work = workOn(form, {}, ctx);
  for (const field of Object.values(form.fields)) setValue(work, field.name, initialValue(field, work));
  computeAll(work, new Set());
  return work.data;
}

/** A new row of a line-items field, with the defaults of its columns. */
export function initialRow(form: Form, rows: Field, data: JsonObject, ctx: Context): JsonObject {
  return newRow(rows, workOnNormalised(form, data, ctx));
}

function newRow(rows: Field, work: Work): JsonObject {
  const row: JsonObject = {};
  for (const column of Object.values(rows.columns ?? {})) {
    const value = initialValue(column, work);
    if (value !== undefined) row[column.name] = value;
  }
  return row;
}

function initialValue(field: Field, work: Work): Json | undefined {
  if (field.columns && field.default === undefined) {
    const { minRows } = field.declaration as { minRows: number };
    return minRows > 0 ? Array.from({ length: minRows }, () => newRow(field, work)) : undefined;
  }
  if (field.default === undefined) return undefined;
  if ('value' in field.default) return normaliseValue(field, field.default.value);
  const formula = work.form.defaults.find((one) => one.field === field);
  const result = formula && evaluate(formula.rule, work.env);
  return result?.ok && result.value !== undefined ? fromRule(field, result.value) : undefined;
}
