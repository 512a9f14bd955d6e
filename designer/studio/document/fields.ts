import { fail, isFieldName, issue, type JsonObject, own } from '../../../engine/index.ts';

/** Why a map of fields (of a form, of rows, of a dataset) takes no field of that name; undefined where it does. */
export function refusedName(fields: JsonObject, name: string) {
  if (!isFieldName(name)) return fail(issue('studio/field-name', '', { name }));
  if (own(fields, name) !== undefined) return fail(issue('studio/name-taken', '', { name }));
  return undefined;
}

export function noSuchField(name: string) {
  return fail(issue('studio/not-found', '', { what: { en: 'Field', 'zh-CN': '字段' }, name }));
}
