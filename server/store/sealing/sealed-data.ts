// What of a record's data is sealed, and by what it is still found.
import {
  canonicalJson,
  type EncryptedFields,
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../engine/index.ts';

export type Parts = {
  /** What stays readable in the store. */
  clear: JsonObject;
  /** By field: its value, or of rows their encrypted columns, row by row. */
  secret: JsonObject;
  /** The shape of the secret parts, each value replaced by its blind hash. */
  blind: JsonObject;
};
/** The blind hash of a value of the field at a path. */
export type Blind = (path: string, value: Json) => string;

export function splitData(encrypted: EncryptedFields, data: JsonObject, blind: Blind): Parts {
  const parts: Parts = { clear: { ...data }, secret: {}, blind: {} };
  for (const field of encrypted.fields) {
    const value = data[field.name];
    if (value === undefined) continue;
    delete parts.clear[field.name];
    parts.secret[field.name] = value;
    const hashed = blindOf(field, field.name, value, blind);
    if (hashed !== undefined) parts.blind[field.name] = hashed;
  }
  for (const { rows, columns } of encrypted.columns) {
    const lines = data[rows.name];
    if (!Array.isArray(lines)) continue;
    const split = lines.map((line) => splitRow(rows, columns, isJsonObject(line) ? line : {}, blind));
    parts.clear[rows.name] = split.map(({ clear }) => clear);
    parts.secret[rows.name] = split.map(({ secret }) => secret);
    parts.blind[rows.name] = split.map((line) => line.blind);
  }
  return parts;
}

function splitRow(rows: Field, columns: Field[], row: JsonObject, blind: Blind): Parts {
  const parts: Parts = { clear: { ...row }, secret: {}, blind: {} };
  for (const column of columns) {
    const value = row[column.name];
    if (value === undefined) continue;
    delete parts.clear[column.name];
    parts.secret[column.name] = value;
    const hashed = blindOf(column, `${rows.name}.${column.name}`, value, blind);
    if (hashed !== undefined) parts.blind[column.name] = hashed;
  }
  return parts;
}

/** The data as it was before it was split. What is sealed tells by itself whether it is a field or columns of rows. */
export function joinData(clear: JsonObject, secret: JsonObject): JsonObject {
  const data: JsonObject = { ...clear };
  for (const [name, value] of Object.entries(secret)) {
    const rows = clear[name];
    data[name] =
      Array.isArray(rows) && Array.isArray(value)
        ? rows.map((row, index) => ({ ...(row as JsonObject), ...(value[index] as JsonObject | undefined) }))
        : value;
  }
  return data;
}

/** A value with every plain part replaced by its hash: parts of objects and items of lists are found by equality too. */
export function blindOf(field: Field | undefined, path: string, value: Json, blind: Blind): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => blindOf(undefined, path, item, blind) ?? null);
  if (isJsonObject(value)) {
    const parts = Object.entries(value).map(([name, part]) => [
      name,
      blindOf(undefined, `${path}.${name}`, part, blind) ?? null,
    ]);
    return Object.fromEntries(parts) as JsonObject;
  }
  const plain = field?.kind.normalise(value, field.declaration) ?? value;
  return blind(path, plain);
}

export function blindInput(form: string, path: string, value: Json): string {
  return `${form}\n${path}\n${canonicalJson(value)}`;
}
