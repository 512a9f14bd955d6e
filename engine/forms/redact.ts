import { type FieldAccess, narrowest } from '../access/index.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { type Field, type FormatContext, maskValue } from '../fields/index.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

/**
 * The record's data as the actor may see it: hidden fields absent, masked ones masked, within rows and carried parts too.
 * `access` as `formAccess` answers; a field that it does not name is hidden, a part that it does not name is as its field.
 */
export function redact(
  form: Pick<Form, 'fields'>,
  data: JsonObject,
  access: { [field: string]: FieldAccess },
  ctx: Pick<Context, 'locale' | 'env' | 'options'>,
): JsonObject {
  const format: FormatContext = { locale: ctx.locale, zone: ctx.env.zone, options: (key) => ctx.options(key) };
  const seen: JsonObject = {};
  for (const field of Object.values(form.fields)) {
    const value = seenValue(field, own(data, field.name), access, own(access, field.path) ?? 'hidden', format);
    if (value !== undefined) seen[field.name] = value;
  }
  return seen;
}

function seenValue(
  field: Field,
  value: Json | undefined,
  access: { [field: string]: FieldAccess },
  mine: FieldAccess,
  format: FormatContext,
): Json | undefined {
  if (value === undefined || mine === 'hidden') return undefined;
  if (mine === 'masked') return maskValue(field, value, format);
  if (field.columns && Array.isArray(value)) {
    const columns = Object.values(field.columns);
    return value.map((row) => (isJsonObject(row) ? seenRow(columns, row, access, mine, format) : row));
  }
  return field.link && isJsonObject(value) ? seenParts(field, value, access, mine, format) : value;
}

function seenRow(
  columns: Field[],
  row: JsonObject,
  access: { [field: string]: FieldAccess },
  outer: FieldAccess,
  format: FormatContext,
): JsonObject {
  const seen: JsonObject = {};
  for (const column of columns) {
    const mine = narrowest(own(access, column.path) ?? outer, outer);
    const value = seenValue(column, own(row, column.name), access, mine, format);
    if (value !== undefined) seen[column.name] = value;
  }
  return seen;
}

function seenParts(
  { path, link }: Field,
  value: JsonObject,
  access: { [field: string]: FieldAccess },
  outer: FieldAccess,
  format: FormatContext,
): JsonObject {
  const seen: JsonObject = {};
  for (const part of Object.keys(value)) {
    const inner = value[part];
    const mine = part === 'id' ? outer : narrowest(own(access, `${path}.${part}`) ?? outer, outer);
    if (inner === undefined || mine === 'hidden') continue;
    const linked = link?.outline && own(link.outline.fields, part);
    if (mine !== 'masked') seen[part] = inner;
    else seen[part] = (linked ? maskValue(linked, inner, format) : undefined) ?? '***';
  }
  return seen;
}
