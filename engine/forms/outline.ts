import { type FieldRightsTable, fieldRights } from '../access/index.ts';
import { isJsonObject } from '../core/json.ts';
import { isFieldName } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import { type Field, type FormOutline, parseField } from '../fields/index.ts';

/**
 * As much of a form's definition as references to it need; undefined where it is no form. Its own links are not resolved, so
 * that forms may refer to each other; fields that do not parse are left out.
 */
export function outlineOf(json: unknown): FormOutline | undefined {
  if (!isJsonObject(json) || json.kind !== 'form' || typeof json.key !== 'string' || !isJsonObject(json.fields))
    return undefined;
  const fields: { [name: string]: Field } = {};
  for (const [name, entry] of Object.entries(json.fields)) {
    const field = isFieldName(name) ? parseField(entry, pointer('fields', name)) : undefined;
    if (field?.ok) fields[name] = field.value;
  }
  const access: FieldRightsTable = {};
  for (const [role, row] of Object.entries(isJsonObject(json.access) ? json.access : {})) {
    if (isJsonObject(row)) access[role] = fieldRights(row);
  }
  return { key: json.key, title: isText(json.title) ? json.title : json.key, fields, access };
}
