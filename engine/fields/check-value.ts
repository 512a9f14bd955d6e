import { type Issue, under } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Field } from './field.ts';
import type { CheckContext } from './field-type.ts';

/** What is wrong with a normalised value, the cells of its rows included; paths from the value. An absent value has no faults here. */
export function checkValue(field: Field, value: Json | undefined, ctx: CheckContext): Issue[] {
  if (value === undefined) return [];
  const issues = field.kind.check(value, field.declaration, ctx);
  if (!field.columns || !Array.isArray(value)) return issues;
  const columns = Object.values(field.columns);
  for (const [index, row] of value.entries()) {
    if (!isJsonObject(row)) continue;
    for (const column of columns) {
      const cell = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
      issues.push(...under(pointer(index, column.name), checkValue(column, cell, ctx)));
    }
  }
  return issues;
}

/** The value as it is stored; undefined for an empty one. */
export function normaliseValue(field: Field, value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : field.kind.normalise(value, field.declaration);
}
