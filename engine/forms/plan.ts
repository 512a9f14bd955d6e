import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import type { FieldEffect, Form } from './form.ts';

/** A form laid out for deciding its fields again with every keystroke: what to ask of which field, in the order of the layout. */
export type Plan = {
  fields: FieldPlan[] /** Indices of rules that are asked once, whatever the rows. */;
  rules: number[];
};

export type FieldPlan = {
  field: Field;
  pointer: JsonPointer;
  effects: PlannedEffect[];
  /** Of rows. */
  columns?: ColumnPlan[];
  /** Some rule decides about a column. */
  decidesCells?: boolean;
  /** Indices of rules that read a row of this field. */
  rowRules?: number[];
};

/** A column, with the pointers of its cells by row: made once, since every settling needs them. */
export type ColumnPlan = FieldPlan & { rows: JsonPointer; cells: JsonPointer[] };

/** `rule` is its index in the form's rules. */
export type PlannedEffect = FieldEffect & { rule: number };

export function planOf(form: Pick<Form, 'fields' | 'order' | 'rules'>): Plan {
  const effects = form.rules.flatMap((rule, index) => rule.then.map((effect) => ({ ...effect, rule: index })));
  const plan = (field: Field, name: string): FieldPlan => ({
    field,
    pointer: pointer(name),
    effects: effects.filter((effect) => effect.field.path === field.path),
  });
  const fields = form.order.flatMap((name) => {
    const field = form.fields[name];
    if (!field) return [];
    if (!field.columns) return [plan(field, name)];
    const columns = Object.values(field.columns).map((column) => ({
      ...plan(column, column.name),
      rows: pointer(name),
      cells: [],
    }));
    const decidesCells = columns.some((column) => column.effects.length > 0);
    return [{ ...plan(field, name), columns, decidesCells, rowRules: indicesOf(form, (rows) => rows === field.name) }];
  });
  return { fields, rules: indicesOf(form, (rows) => rows === undefined) };
}

function indicesOf(form: Pick<Form, 'rules'>, wanted: (rows: string | undefined) => boolean): number[] {
  return form.rules.flatMap((rule, index) => (wanted(rule.rows?.name) ? [index] : []));
}

/** `/items/2/cost` */
export function cellAt(column: ColumnPlan, index: number): JsonPointer {
  const { cells } = column;
  for (let next = cells.length; next <= index; next++) cells.push(`${column.rows}/${next}${column.pointer}`);
  return cells[index] ?? '';
}
