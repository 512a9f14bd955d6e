import { type JsonObject, own } from '../core/json.ts';
import { isPrototypeName } from '../core/names.ts';
import type { Form } from './form.ts';

/** A record's data with every value as its field stores it and empty ones absent. Unknown keys stay, to be refused by name. */
export function normalise(form: Pick<Form, 'fields'>, data: JsonObject): JsonObject {
  const next: JsonObject = {};
  for (const name of Object.keys(data)) {
    const kept = normalised(form, name, data[name]);
    if (kept !== undefined) next[name] = kept;
  }
  return next;
}

/** The value under a key as it is stored; undefined for an empty one. */
export function normalised(
  form: Pick<Form, 'fields'>,
  name: string,
  value: JsonObject[string] | undefined,
): JsonObject[string] | undefined {
  if (value === undefined) return undefined;
  const field = own(form.fields, name);
  if (field) return field.kind.normalise(value, field.declaration);
  return value === null || isPrototypeName(name) ? undefined : value;
}
