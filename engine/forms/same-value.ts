import { canonicalJson } from '../core/canonical.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import type { Field } from '../fields/index.ts';

/** Whether two stored values say the same. Of links and files only ids count: their other parts are the server's. */
export function sameValue(field: Field, a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(identity(field, a)) === canonicalJson(identity(field, b));
}

function identity(field: Field, value: Json): Json {
  if (isJsonObject(value) && value.id !== undefined) return value.id;
  if (!Array.isArray(value)) return value;
  if (field.kind.shape === 'files') return value.map((file) => (isJsonObject(file) ? (file.id ?? null) : file));
  const { columns } = field;
  if (!columns) return value;
  return value.map((row) => {
    if (!isJsonObject(row)) return row;
    // What formulas give is not written by a person.
    const cells = Object.entries(row).filter(([name]) => columns[name]?.compute === undefined);
    return Object.fromEntries(
      cells.map(([name, cell]) => [name, columns[name] ? identity(columns[name], cell) : cell]),
    );
  });
}
