import { type Form, isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';
import type { Access } from './field-rights.ts';
import { isOpenView, isSeen } from './open-fields.ts';

/**
 * A form's definition without what is hidden from the reader, still a definition that parses: hidden fields are gone from it,
 * and so is every rule, check, formula and view that would name one (the server goes on applying them). The rights of
 * other roles are not told.
 */
export function cutForm(form: Form, access: Access): JsonObject {
  const { access: _access, ...json } = form.json;
  const whole = !Object.values(access).includes('hidden');
  if (whole && Object.values(form.views).every((view) => isOpenView(view, access))) return json;
  const seen = (path: string) => isSeen(path, access);
  const reads = (paths: readonly string[]) => paths.every(seen);
  return {
    ...json,
    fields: cutFields(form, json.fields, seen, reads),
    ...(isJsonObject(json.rules) && { rules: cutRules(form, json.rules, seen, reads) }),
    ...(isJsonObject(json.checks) && {
      checks: keep(json.checks, (key) => reads(form.checks.find((check) => check.key === key)?.fail.reads ?? [])),
    }),
    ...(Array.isArray(json.layout) && { layout: json.layout.map((section) => cutSection(section, seen)) }),
    ...(isJsonObject(json.record) && { record: cutRecord(form, json.record, seen) }),
    ...(isJsonObject(json.views) && { views: cutViews(form, json.views, seen, access) }),
  };
}

type Seen = (path: string) => boolean;
type Reads = (paths: readonly string[]) => boolean;

function keep(map: JsonObject, wanted: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([key]) => wanted(key)));
}

function cutFields(form: Form, fields: Json | undefined, seen: Seen, reads: Reads): JsonObject {
  const cut: JsonObject = {};
  for (const [name, json] of Object.entries(isJsonObject(fields) ? fields : {})) {
    if (!seen(name) || !isJsonObject(json)) continue;
    const columns = isJsonObject(json.fields) ? json.fields : undefined;
    const { carry, fill, ...rest } = json;
    cut[name] = withoutFormula(form, name, reads, {
      ...rest,
      ...(Array.isArray(carry) && { carry: carry.filter((part) => seen(`${name}.${part}`)) }),
      ...(isJsonObject(fill) && { fill: keep(fill, seen) }),
      ...(columns && { fields: cutColumns(form, name, columns, seen, reads) }),
    });
  }
  return cut;
}

function cutColumns(form: Form, rows: string, columns: JsonObject, seen: Seen, reads: Reads): JsonObject {
  const cut: JsonObject = {};
  for (const [name, json] of Object.entries(columns)) {
    if (seen(`${rows}.${name}`) && isJsonObject(json)) cut[name] = withoutFormula(form, `${rows}.${name}`, reads, json);
  }
  return cut;
}

// A formula over something hidden would give it away; its result is shown as the server computed it.
function withoutFormula(form: Form, path: string, reads: Reads, json: JsonObject): JsonObject {
  const formula = form.computed.find(({ field }) => field.path === path);
  const { compute: _compute, default: byDefault, ...rest } = json;
  const open =
    isJsonObject(byDefault) && 'rule' in byDefault ? {} : { ...(byDefault !== undefined && { default: byDefault }) };
  if (!formula || reads(formula.rule.reads)) return json;
  return { ...rest, ...open, readonly: true };
}

function cutRules(form: Form, rules: JsonObject, seen: Seen, reads: Reads): JsonObject {
  const cut: JsonObject = {};
  for (const [key, json] of Object.entries(rules)) {
    const rule = form.rules.find((each) => each.key === key);
    if (!rule || !isJsonObject(json) || !isJsonObject(json.then) || !reads(rule.when.reads)) continue;
    const then = keep(json.then, seen);
    if (Object.keys(then).length > 0) cut[key] = { ...json, then };
  }
  return cut;
}

function cutSection(section: Json, seen: Seen): Json {
  if (!isJsonObject(section) || !Array.isArray(section.fields)) return section;
  return { ...section, fields: section.fields.filter((name) => typeof name === 'string' && seen(name)) };
}

function cutRecord(form: Form, record: JsonObject, seen: Seen): JsonObject {
  const groups = (value: Json | undefined) =>
    Array.isArray(value)
      ? value.filter((group) => Array.isArray(group) && group.every((path) => typeof path === 'string' && seen(path)))
      : [];
  const paths = (value: Json | undefined) =>
    Array.isArray(value) ? value.filter((path) => typeof path === 'string' && seen(path)) : [];
  const parts = form.record.display.parts.filter((part) => !('path' in part) || seen(part.path));
  return {
    ...record,
    display: parts.map((part) => ('path' in part ? `{{${part.path}}}` : part.text)).join(''),
    ...(record.unique !== undefined && { unique: groups(record.unique) }),
    ...(record.index !== undefined && { index: groups(record.index) }),
    ...(record.search !== undefined && { search: paths(record.search) }),
  };
}

function cutViews(form: Form, views: JsonObject, seen: Seen, access: Access): JsonObject {
  const cut: JsonObject = {};
  for (const [key, json] of Object.entries(views)) {
    const view = own(form.views, key);
    if (!isJsonObject(json) || !view || !isOpenView(view, access)) continue;
    const names = (value: Json | undefined) =>
      Array.isArray(value) ? value.filter((path) => typeof path === 'string' && seen(path.replace(/^[-+]/, ''))) : [];
    cut[key] = { ...json, columns: names(json.columns), ...(json.sort !== undefined && { sort: names(json.sort) }) };
  }
  return cut;
}
