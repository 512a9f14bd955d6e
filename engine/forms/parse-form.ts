import { parseAccess, type RowScope, verbs } from '../access/index.ts';
import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { FIELD_PATTERN, isFieldName, isPrototypeName } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { fail, type Result, unlessIssues } from '../core/result.ts';
import { isText } from '../core/text.ts';
import { declareField, type Field, type FieldLinks } from '../fields/index.ts';
import { afterApprovalIssues, afterApprovalOf } from './after-approval.ts';
import type { Form } from './form.ts';
import { accessNames } from './form-access.ts';
import { type FormParts, refuseEncryptedReads } from './form-parts.ts';
import { formShape } from './form-schema.ts';
import { parseChecks } from './parse-checks.ts';
import { checkFills } from './parse-fills.ts';
import { parseDefaults, parseFilters, parseFormulas } from './parse-formulas.ts';
import { parseLayout } from './parse-layout.ts';
import { parseRecord } from './parse-record.ts';
import { parseRules } from './parse-rules.ts';
import { parseViews } from './parse-views.ts';
import { planOf } from './plan.ts';
import { fieldScope, scopeOf } from './scope-of.ts';
import { structureSize } from './structure-schema.ts';

// What the compiler of structure validators takes.
const MOST_PROPERTIES = 500;

/** A definition of kind `form`. `links` find the option sets and forms that it names. All issues, with pointers into the definition. */
export function parseForm(json: unknown, links: FieldLinks): Result<Form> {
  const shape = matchSchema(formShape, json);
  if (!isJsonObject(json)) return fail(...shape);
  const named = afterApprovalIssues(json.afterApproval);
  const issues = [...shape.filter(({ path }) => !named.some((found) => found.path === path)), ...named];
  const { fields, broken } = parseFields(json.fields, links, issues);
  const unknown = Object.fromEntries([...broken].map((name) => [name, { kind: 'unknown' as const }]));
  const parts: FormParts = { fields, broken, scope: { ...unknown, ...scopeOf(fields) }, issues };
  const title = isText(json.title) ? json.title : '';
  const layout = parseLayout(json.layout, parts);
  const computed = parseFormulas(parts);
  checkFills(parts);
  const form: Omit<Form, 'plan' | 'access'> = {
    key: typeof json.key === 'string' ? json.key : '',
    title,
    ...(isText(json.description) ? { description: json.description } : {}),
    fields,
    order: layout.flatMap((section) => section.fields),
    scope: parts.scope,
    computed,
    defaults: parseDefaults(parts),
    filters: parseFilters(parts),
    rules: parseRules(json.rules, parts),
    checks: parseChecks(json.checks, parts),
    layout,
    record: parseRecord(json.record, parts),
    views: parseViews(json.views, title, layout, parts),
    afterApproval: afterApprovalOf(json.afterApproval),
    json,
  };
  const access = parseRights(json.access, parts);
  const size = structureSize(form);
  if (size > MOST_PROPERTIES) {
    const what = { en: 'fields and columns together', 'zh-CN': '字段与明细列合计' };
    issues.push(issue('definition/limit', pointer('fields'), { what, found: size, max: MOST_PROPERTIES }));
  }
  return unlessIssues(issues, () => ({ ...form, access, plan: planOf(form) }));
}

function parseFields(json: Json | undefined, links: FieldLinks, issues: Issue[]) {
  const fields: { [name: string]: Field } = {};
  const broken = new Set<string>();
  for (const [name, entry] of Object.entries(isJsonObject(json) ? json : {})) {
    const at = pointer('fields', name);
    // What does not even look like a name, or may be no key at all, is told by the form's schema.
    if (!isFieldName(name)) {
      if (FIELD_PATTERN.test(name) && !isPrototypeName(name)) issues.push(issue('definition/name', at, { name }));
      continue;
    }
    const before = issues.length;
    const field = declareField(name, entry, at, links, issues);
    if (field) fields[name] = field;
    if (issues.length > before) broken.add(name);
  }
  return { fields, broken };
}

function parseRights(json: Json | undefined, parts: FormParts): Form['access'] {
  const access = parseAccess(json, {
    scope: fieldScope(parts.fields),
    fields: accessNames(parts),
    path: pointer('access'),
  });
  if (!access.ok) {
    parts.issues.push(
      ...access.issues.filter((found) => found.code !== 'access/unknown-field' || !isOfBroken(found.params, parts)),
    );
    return {};
  }
  for (const [role, row] of Object.entries(access.value)) {
    for (const verb of verbs) {
      const scope: RowScope = row[verb];
      if (typeof scope !== 'string') refuseEncryptedReads(parts, scope, pointer('access', role, verb));
    }
  }
  return access.value;
}

function isOfBroken(params: JsonObject, parts: FormParts): boolean {
  return parts.broken.has(String(params.field).split('.')[0] ?? '');
}
