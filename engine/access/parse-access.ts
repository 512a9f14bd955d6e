import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { parseRule, type Scope } from '../rules/index.ts';
import {
  type AccessTable,
  accessSchema,
  type RoleAccess,
  type RowScope,
  rowScopes,
  type Verb,
  verbs,
} from './access-table.ts';
import { type FieldAccess, fieldAccesses } from './field-access.ts';
import { personScope, recordScope } from './rule-subject.ts';
import { searchIssues } from './search-issues.ts';

/** `scope`: what the record's fields are to rules. `fields`: the (dotted) names that may be given rights of their own. */
export type AccessOptions = { scope: Scope; fields: Iterable<string>; path?: JsonPointer };

/** The `access` block of a form, every verb of every role said. All issues, under `path`. */
export function parseAccess(json: unknown, options: AccessOptions): Result<AccessTable> {
  const path = options.path ?? '';
  if (json === undefined) return { ok: true, value: {} };
  const issues: Issue[] = matchSchema(accessSchema, offered(json), path);
  const scope: Scope = {
    ...options.scope,
    actor: { kind: 'object', fields: personScope },
    record: { kind: 'object', fields: recordScope },
  };
  const fields = [...options.fields];
  const table: AccessTable = {};
  for (const [role, row] of Object.entries(isJsonObject(json) ? json : {})) {
    const at = path + pointer(role);
    if (isJsonObject(row)) table[role] = parseRow(row, { scope, fields, path: at }, issues);
  }
  return unlessIssues(issues, () => table);
}

// Stored releases may name the right to export. Nothing carries it out yet, so the check of a pack refuses it in a new one.
function offered(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const rows = Object.entries(json).map(([role, row]): [string, Json] => {
    if (!isJsonObject(row)) return [role, row];
    const { export: _later, ...rest } = row;
    return [role, rest];
  });
  return Object.fromEntries(rows);
}

function parseRow(
  row: JsonObject,
  options: Required<AccessOptions> & { fields: string[] },
  issues: Issue[],
): RoleAccess {
  const parsed = Object.fromEntries(
    verbs.map((verb) => [verb, parseScope(row[verb], options.scope, options.path + pointer(verb), issues)]),
  ) as { [V in Verb]: RowScope };
  const fields = isJsonObject(row.fields) ? row.fields : {};
  for (const name of Object.keys(fields)) {
    if (!options.fields.includes(name)) {
      const hint = didYouMean(name, options.fields);
      issues.push(
        issue('access/unknown-field', options.path + pointer('fields', name), { field: name.slice(0, 100), hint }),
      );
    }
  }
  return { ...parsed, ...fieldRights(row) };
}

/** What a role's row says about fields, whatever else is in it: those who write may edit, those who read may read. */
export function fieldRights(row: JsonObject): { base: FieldAccess; fields: { [path: string]: FieldAccess } } {
  const given = (verb: Verb) => row[verb] !== undefined && row[verb] !== false && row[verb] !== 'none';
  const base = given('create') || given('update') ? 'edit' : given('read') ? 'read' : 'hidden';
  const fields: { [path: string]: FieldAccess } = {};
  for (const [name, said] of Object.entries(isJsonObject(row.fields) ? row.fields : {})) {
    fields[name] = fieldAccesses.find((access) => access === said) ?? 'hidden';
  }
  return { base, fields };
}

function parseScope(json: Json | undefined, scope: Scope, at: JsonPointer, issues: Issue[]): RowScope {
  if (json === undefined || json === false) return 'none';
  if (json === true) return 'all';
  const word = rowScopes.find((name) => name === json);
  if (word !== undefined || !isJsonObject(json)) return word ?? 'none';
  const rule = parseRule(json, { scope, expect: { kind: 'boolean' }, path: at });
  if (!rule.ok) {
    issues.push(...rule.issues);
    return 'none';
  }
  issues.push(...searchIssues(rule.value));
  return rule.value;
}
