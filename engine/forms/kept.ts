import { isJsonObject, type Json, own } from '../core/json.ts';
import type { Field } from '../fields/index.ts';
import type { Context } from './context.ts';

/** True for an option that the stored record has in this field (in any row, for a column). Without the stored data, of a record that exists. */
export function keptBefore(field: Field, key: string, ctx: Context): boolean {
  if (!ctx.before) return ctx.exists === true;
  const [name = '', column] = field.path.split('.');
  const value = own(ctx.before, name);
  if (column === undefined) return has(value, key);
  return Array.isArray(value) && value.some((row) => isJsonObject(row) && has(own(row, column), key));
}

function has(value: Json | undefined, key: string): boolean {
  return value === key || (Array.isArray(value) && value.includes(key));
}
