import { type Field, type Form, type FormScreen, isJsonObject, type JsonObject } from '../../../engine/index.ts';
import { fitting } from './former-data.ts';

// A file belongs to one record; a number is given anew.
const isOwn = ({ kind }: Field) => kind.shape === 'files' || kind.assigned === true;

/** What a new record takes over from another one of its form. */
export function copyOf(form: Form, data: JsonObject, access: FormScreen['fields']): JsonObject {
  const copied: JsonObject = {};
  for (const [name, value] of Object.entries(fitting(form, data))) {
    const field = form.fields[name];
    if (!field || isOwn(field) || (access[name] ?? 'edit') !== 'edit') continue;
    const { columns } = field;
    const row = (each: JsonObject) =>
      Object.fromEntries(
        Object.entries(each).filter(([name]) => {
          const column = columns?.[name];
          return !column || !isOwn(column);
        }),
      );
    copied[name] =
      columns && Array.isArray(value) ? value.map((each) => (isJsonObject(each) ? row(each) : each)) : value;
  }
  return copied;
}
