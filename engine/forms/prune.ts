import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { segmentsOf } from '../core/pointer.ts';
import type { FieldStates } from './context.ts';
import type { Form } from './form.ts';
import { cellAt } from './plan.ts';
import { rowsOf, setValue, type Work } from './work.ts';

/** The data without the values of fields that a rule hides and clears. What roles hide stays: it is others' to see. */
export function prune(form: Form, data: JsonObject, states: FieldStates): JsonObject {
  const next: JsonObject = { ...data };
  for (const [pointer, state] of Object.entries(states)) {
    if (!state.clear) continue;
    const [name = '', index, column] = segmentsOf(pointer);
    if (index === undefined) delete next[name];
    else if (column !== undefined && form.fields[name]?.columns)
      next[name] = withoutCell(next[name], Number(index), column);
  }
  return next;
}

function withoutCell(rows: Json | undefined, index: number, column: string): Json {
  if (!Array.isArray(rows)) return rows ?? [];
  return rows.map((row, place) => {
    if (place !== index || !isJsonObject(row) || !Object.hasOwn(row, column)) return row;
    const { [column]: _gone, ...rest } = row;
    return rest;
  });
}

/** Prunes in place; answers the pointers whose values went. */
export function dropCleared(work: Work, states: FieldStates): string[] {
  const dropped: string[] = [];
  for (const { field, pointer, columns, effects, decidesCells } of work.form.plan.fields) {
    if (effects.length > 0 && states[pointer]?.clear && Object.hasOwn(work.data, field.name)) {
      setValue(work, field.name, undefined);
      dropped.push(pointer);
    } else if (columns && decidesCells) {
      rowsOf(work.data, field).forEach((row, index) => {
        for (const column of columns) {
          const at = cellAt(column, index);
          if (!states[at]?.clear || !Object.hasOwn(row, column.field.name)) continue;
          delete row[column.field.name];
          dropped.push(at);
        }
      });
    }
  }
  return dropped;
}
