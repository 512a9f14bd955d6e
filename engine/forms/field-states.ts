import { issue } from '../core/issue.ts';
import { type Json, type JsonObject, own } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { type ChoiceDeclaration, type Field, optionOf, optionsOf } from '../fields/index.ts';
import { holds } from '../rules/index.ts';
import { accessTo, isUnseen, readsUnseen } from './access-to.ts';
import type { Context, FieldState, FieldStates, StepAccess } from './context.ts';
import { causeOf } from './failure.ts';
import type { Form } from './form.ts';
import { keptBefore } from './kept.ts';
import { type ColumnPlan, cellAt, type FieldPlan, type PlannedEffect } from './plan.ts';
import { lookAtRow, rowsOf, type Work, workOn } from './work.ts';

/** What every field is now, by pointer into the data; columns for each row. The data is taken as it is: settled or normalised. */
export function fieldStates(form: Form, data: JsonObject, ctx: Context): FieldStates {
  return decideStates(workOn(form, data, ctx));
}

/** By index of the rule: whether it holds now, or why it could not be asked. */
type Verdicts = (boolean | string | undefined)[];

export function decideStates(work: Work): FieldStates {
  const states: FieldStates = {};
  const verdicts: Verdicts = [];
  const problems = new Map<number, FieldState['failed']>();
  ask(work, work.form.plan.rules, verdicts, problems);
  for (const plan of work.form.plan.fields) {
    const access = accessTo(plan.field, undefined, work.ctx);
    const state = stateOf(work, plan, access, own(work.data, plan.field.name), plan.pointer, verdicts, problems);
    states[plan.pointer] = state;
    if (plan.columns) decideRows(work, plan, plan.columns, state, states, verdicts, problems);
  }
  return states;
}

function decideRows(
  work: Work,
  plan: FieldPlan,
  columns: ColumnPlan[],
  list: FieldState,
  states: FieldStates,
  verdicts: Verdicts,
  problems: Map<number, FieldState['failed']>,
): void {
  const accesses = columns.map(({ field }) => accessTo(field, plan.field, work.ctx));
  // Rows come back without the columns that their reader does not see: writing them would lose those.
  const partly = columns.some(({ field }, index) => field.compute === undefined && isUnseen(accesses[index]));
  if (partly) list.readonly = true;
  const rowRules = plan.rowRules ?? [];
  const rows = rowsOf(work.data, plan.field);
  // A column that no rule is about is the same in every row.
  const alike: (FieldState | undefined)[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? {};
    if (rowRules.length > 0) {
      lookAtRow(work, row);
      ask(work, rowRules, verdicts, problems);
    }
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place];
      if (!column) continue;
      const at = cellAt(column, index);
      const state =
        alike[place] ?? cellState(work, column, accesses[place] ?? 'hidden', list, partly, row, at, verdicts, problems);
      if (column.effects.length === 0 && !column.field.options) alike[place] = state;
      states[at] = state;
    }
  }
  if (rowRules.length > 0) lookAtRow(work, undefined);
}

function cellState(
  work: Work,
  column: ColumnPlan,
  access: StepAccess,
  list: FieldState,
  partly: boolean,
  row: JsonObject,
  at: JsonPointer,
  verdicts: Verdicts,
  problems: Map<number, FieldState['failed']>,
): FieldState {
  const state = stateOf(work, column, access, own(row, column.field.name), at, verdicts, problems);
  if (!list.visible) state.visible = false;
  if (list.masked) state.masked = true;
  if (partly || list.masked) state.readonly = true;
  if (!isDemanded(column.field, state)) state.required = false;
  return state;
}

function ask(work: Work, rules: number[], verdicts: Verdicts, problems: Map<number, FieldState['failed']>): void {
  for (const index of rules) {
    const rule = work.form.rules[index];
    if (!rule) continue;
    if (readsUnseen(work.form, rule.when, rule.rows, work.ctx)) {
      verdicts[index] = undefined;
      continue;
    }
    const answer = holds(rule.when, work.env);
    verdicts[index] = answer.holds;
    if (answer.issue) {
      problems.set(index, issue('form/rule-failed', '', { rule: rule.key, ...causeOf(answer.issue) }));
    } else problems.delete(index);
  }
}

function stateOf(
  work: Work,
  { field, effects }: FieldPlan,
  access: StepAccess,
  value: Json | undefined,
  at: JsonPointer,
  verdicts: Verdicts,
  problems: Map<number, FieldState['failed']>,
): FieldState {
  const said = effects.length === 0 ? silent : listen(effects, verdicts);
  const masked = access === 'masked';
  const state: FieldState = {
    visible: access !== 'hidden' && said.visible,
    required: access === 'required' || (said.required ?? isRequired(field)),
    readonly: isUnseen(access) || access === 'read' || field.compute !== undefined || (said.readonly ?? field.readonly),
    masked,
  };
  if (!said.visible && !said.keep) state.clear = true;
  if (!isDemanded(field, state)) state.required = false;
  if (field.options) setOptions(state, field, value, said.options, work.ctx);
  if (problems.size > 0) {
    const failed = effects.find((effect) => problems.has(effect.rule));
    const problem = failed && problems.get(failed.rule);
    if (problem) state.failed = { ...problem, path: at };
  }
  return state;
}

// Only a field that the person sees and can change is required; of a formula, the fields that it reads.
function isDemanded(field: Field, state: FieldState): boolean {
  return state.visible && !state.masked && (!state.readonly || field.compute !== undefined);
}

function isRequired(field: Field): boolean {
  return field.required || (field.columns !== undefined && (field.declaration as { minRows: number }).minRows > 0);
}

type Said = { visible: boolean; keep: boolean; required?: boolean; readonly?: boolean; options?: string[] };
const silent: Said = { visible: true, keep: true };

/**
 * What the rules that hold say of a field. Hiding beats showing; a field that some rule shows is hidden until one does;
 * making required or read-only beats relaxing; of narrowed options, those that all leave.
 */
function listen(effects: PlannedEffect[], verdicts: Verdicts): Said {
  const said: Said = { visible: true, keep: true };
  let shownBy = 0;
  let shown = false;
  let keepUnshown = true;
  for (const effect of effects) {
    const now = verdicts[effect.rule] === true;
    if (effect.visible === true) {
      shownBy++;
      shown ||= now;
      if (effect.onHide !== 'keep') keepUnshown = false;
    }
    if (!now) continue;
    if (effect.visible === false) {
      said.visible = false;
      if (effect.onHide !== 'keep') said.keep = false;
    }
    if (effect.required !== undefined) said.required = said.required || effect.required;
    if (effect.readonly !== undefined) said.readonly = said.readonly || effect.readonly;
    const { options } = effect;
    if (options) said.options = said.options ? said.options.filter((key) => options.includes(key)) : options;
  }
  if (shownBy > 0 && !shown) {
    said.visible = false;
    if (!keepUnshown) said.keep = false;
  }
  return said;
}

// A retired option that the record has may stay, beside those that can be chosen.
function setOptions(
  state: FieldState,
  field: Field,
  value: Json | undefined,
  narrowed: string[] | undefined,
  ctx: Context,
): void {
  if (!field.options) return;
  const set = optionsOf(field.declaration as ChoiceDeclaration, ctx);
  const chosen = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  const retired = chosen.filter(
    (key): key is string => typeof key === 'string' && (optionOf(set, key)?.retired ?? true),
  );
  const staying = retired.filter((key) => keptBefore(field, key, ctx));
  if (narrowed) state.options = [...narrowed.filter((key) => !optionOf(set, key)?.retired), ...staying];
  else if (staying.length > 0) {
    state.options = [...set.items.filter((item) => !item.retired).map((item) => item.key), ...staying];
  }
}
