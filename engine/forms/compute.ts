import type { Json, JsonObject } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { evaluate } from '../rules/index.ts';
import { readsUnseen } from './access-to.ts';
import type { Context } from './context.ts';
import type { Form, Formula } from './form.ts';
import { lookAtRow, rowsOf, setValue, type Work, workOnNormalised } from './work.ts';

/** The data with its formulas computed, columns of rows included. A formula that fails or has no value leaves its field absent. */
export function compute(form: Form, data: JsonObject, ctx: Context): JsonObject {
  const work = workOnNormalised(form, data, ctx);
  computeAll(work, new Set());
  return work.data;
}

/** Computes in place. Pointers in `dropped` stay absent: their fields are hidden. */
export function computeAll(work: Work, dropped: ReadonlySet<string>): void {
  work.guesses.clear();
  for (const formula of work.form.computed) {
    const { field, rows, rule } = formula;
    if (readsUnseen(work.form, rule, rows, work.ctx) || isGiven(work, formula)) continue;
    if (rows) computeRows(work, formula, rows, dropped);
    else setValue(work, field.name, dropped.has(pointer(field.name)) ? undefined : formulaValue(work, formula));
  }
}

// To try an amount, the lines behind it need not be made up.
function isGiven({ ctx, data }: Work, { field, rows, rule }: Formula): boolean {
  if (!ctx.trial || rows || !Object.hasOwn(data, field.name)) return false;
  return !rule.reads.some((path) => Object.hasOwn(data, path.split('.')[0] ?? ''));
}

function computeRows(work: Work, formula: Formula, rows: Field, dropped: ReadonlySet<string>): void {
  const { name } = formula.field;
  rowsOf(work.data, rows).forEach((row, index) => {
    lookAtRow(work, row);
    const value =
      dropped.size > 0 && dropped.has(pointer(rows.name, index, name)) ? undefined : formulaValue(work, formula);
    if (value === undefined) delete row[name];
    else row[name] = value;
  });
  lookAtRow(work, undefined);
}

function formulaValue(work: Work, { field, rule }: Formula): Json | undefined {
  work.guessed = undefined;
  const result = evaluate(rule, work.env);
  if (work.guessed !== undefined) work.guesses.set(field, work.guessed);
  return result.ok && result.value !== undefined ? fromRule(field, result.value) : undefined;
}

/** What a rule gave, as the field stores it. */
export function fromRule(field: Field, value: Json): Json | undefined {
  return field.kind.fromRule
    ? field.kind.fromRule(value, field.declaration)
    : field.kind.normalise(value, field.declaration);
}
