import type { JsonObject } from '../core/json.ts';
import { isPrototypeName } from '../core/names.ts';
import type { Form } from './form.ts';

/** A record's data with every value as its field stores it and empty ones absent. Unknown keys stay, to be refused by name. */
export function normalise(form: Pick<Form, 'fields'>, data: JsonObject): JsonObject {
  const next: JsonObject = {};
  for (const name of Object.keys(data)) {
    const value = data[name];
    if (value === undefined || isPrototypeName(name)) continue;
    const field = Object.hasOwn(form.fields, name) ? form.fields[name] : undefined;
    const kept = field ? field.kind.normalise(value, field.declaration) : value === null ? undefined : value;
    if (kept !== undefined) next[name] = kept;
  }
  return next;
}
