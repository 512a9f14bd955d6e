// What of a record is personal data of its subject, and what other records keep copies of by referring to it.
import { type Field, type Form, isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';

/** Takes personal values out of a record's data; `names` are the paths that may have held some. */
export type Eraser = { names: string[]; erase(data: JsonObject): JsonObject };

/** Of the record that is the subject: its fields and columns that are declared personal. */
export function ownEraser(form: Form): Eraser {
  const all = Object.values(form.fields);
  const names = all.flatMap((field) => [
    ...(field.personal ? [field.name] : []),
    ...Object.values(field.columns ?? {}).flatMap((column) =>
      column.personal ? [`${field.name}.${column.name}`] : [],
    ),
  ]);
  return {
    names,
    erase: (data) =>
      Object.fromEntries(
        Object.entries(data).flatMap(([name, value]): [string, Json][] => {
          const field = own(form.fields, name);
          if (field?.personal) return [];
          return [[name, field?.columns ? eraseColumns(field.columns, value) : value]];
        }),
      ),
  };
}

function eraseColumns(columns: { [name: string]: Field }, value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((row) =>
    isJsonObject(row)
      ? Object.fromEntries(Object.entries(row).filter(([name]) => own(columns, name)?.personal !== true))
      : row,
  );
}

/** Of records that refer to the subject: the personal values that they carry along; undefined where the form carries none. */
export function copyEraser(
  form: Form,
  subject: { form: Form; id: string },
): (Eraser & { paths: string[] }) | undefined {
  const personal = new Set(Object.values(subject.form.fields).flatMap(({ name, personal: is }) => (is ? [name] : [])));
  const carried = ({ link }: Field): string[] =>
    link?.form === subject.form.key ? [link.display, ...link.carry].filter((name) => personal.has(name)) : [];
  const places = Object.values(form.fields).flatMap((field) => [
    { field, path: field.name },
    ...Object.values(field.columns ?? {}).map((column) => ({ field: column, path: `${field.name}.${column.name}` })),
  ]);
  const copies = places.filter(({ field }) => carried(field).length > 0);
  if (copies.length === 0) return undefined;
  const erasePart = (field: Field | undefined, value: Json): Json => {
    if (field?.columns && Array.isArray(value))
      return value.map((row) =>
        isJsonObject(row) ? mapValues(row, (name, part) => erasePart(own(field.columns ?? {}, name), part)) : row,
      );
    if (!field || !isJsonObject(value) || value.id !== subject.id) return value;
    const gone = carried(field);
    return Object.fromEntries(Object.entries(value).filter(([name]) => !gone.includes(name)));
  };
  return {
    paths: copies.map(({ path }) => path),
    names: copies.flatMap(({ field, path }) => carried(field).map((name) => `${path}.${name}`)),
    erase: (data) => mapValues(data, (name, value) => erasePart(own(form.fields, name), value)),
  };
}

function mapValues(data: JsonObject, change: (name: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, change(name, value)]));
}
