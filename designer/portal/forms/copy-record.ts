import { type Form, type FormScreen, isJsonObject, type JsonObject } from '../../../engine/index.ts';
import { fitting } from './former-data.ts';

// A file belongs to one record; a number is given anew.
const ownTypes = new Set(['attachment', 'serial']);

/** What a new record takes over from another one of its form. */
export function copyOf(form: Form, data: JsonObject, access: FormScreen['fields']): JsonObject {
  const copied: JsonObject = {};
  for (const [name, value] of Object.entries(fitting(form, data))) {
    const field = form.fields[name];
    if (!field || ownTypes.has(field.type) || (access[name] ?? 'edit') !== 'edit') continue;
    const { columns } = field;
    const row = (each: JsonObject) =>
      Object.fromEntries(Object.entries(each).filter(([column]) => !ownTypes.has(columns?.[column]?.type ?? '')));
    copied[name] =
      columns && Array.isArray(value) ? value.map((each) => (isJsonObject(each) ? row(each) : each)) : value;
  }
  return copied;
}
