export { canonicalJson, hashOf } from './canonical.ts';
export { type Issue, type IssueCode, issue, type LocalIssue, messageOf, toLocalIssue, under, warning } from './issue.ts';
export { isJsonObject, type Json, type JsonObject, own } from './json.ts';
export { FIELD_PATTERN, isFieldName, isKey, isPrototypeName, KEY_PATTERN, nearest, reservedFieldNames } from './names.ts';
export { type JsonPointer, pointer, segmentsOf, valueAt, valueAtDotted, withValueAt } from './pointer.ts';
export { assertNever, fail, ok, type Result, unlessIssues } from './result.ts';
export { isText, type Locale, locales, localeFrom, localise, type Text } from './text.ts';
