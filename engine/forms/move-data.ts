import { canonicalJson } from '../core/canonical.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { type Field, normaliseValue } from '../fields/index.ts';
import type { Form } from './form.ts';

/** `data` as another version of the form takes it, and what that version has no place for, whole fields each. */
export type Moved = { data: JsonObject; gone: JsonObject };

/** Divides a record's data for a move to another version of its form: nothing is lost, and nothing takes on another meaning. */
export function moveData(from: Pick<Form, 'fields'>, to: Pick<Form, 'fields'>, data: JsonObject): Moved {
  const moved: Moved = { data: {}, gone: {} };
  for (const [name, value] of Object.entries(data)) {
    const [before, after] = [own(from.fields, name), own(to.fields, name)];
    const next =
      after && (before === undefined || meansTheSame(before, after)) ? fitted(value, before, after) : undefined;
    if (next !== undefined) moved.data[name] = next.value;
    if (next === undefined || next.part) moved.gone[name] = value;
  }
  return moved;
}

// Amounts of another currency and links into another form look alike and are not.
function meansTheSame(before: Field, after: Field): boolean {
  if (before.columns || after.columns) return before.columns !== undefined && after.columns !== undefined;
  if (before.link?.form !== after.link?.form) return false;
  if (before.link) return true;
  const typeOf = (field: Field) => canonicalJson(field.kind.ruleType(field.declaration) as unknown as Json);
  return typeOf(before) === typeOf(after);
}

/** `part`: something of the value has no place any more. */
type Fitted = { value: Json; part: boolean };

function fitted(value: Json, before: Field | undefined, after: Field): Fitted | undefined {
  const rows = after.columns && Array.isArray(value) ? value.filter(isJsonObject) : undefined;
  if (rows) {
    const moved = rows.map((row) => moveData({ fields: before?.columns ?? {} }, { fields: after.columns ?? {} }, row));
    return { value: moved.map((row) => row.data), part: moved.some(({ gone }) => Object.keys(gone).length > 0) };
  }
  const next = normaliseValue(after, value);
  if (next === undefined || matchSchema(after.kind.schema(after.declaration), next).length > 0) return undefined;
  return { value: next, part: false };
}
