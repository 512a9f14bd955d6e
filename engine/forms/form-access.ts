import {
  type Actor,
  type FieldAccess,
  type FieldRightsTable,
  fieldAccessOf,
  narrowest,
  rightsOf,
} from '../access/index.ts';
import { canonicalJson } from '../core/canonical.ts';
import { type Json, own } from '../core/json.ts';
import type { Field } from '../fields/index.ts';
import type { Form } from './form.ts';

/** Names of everything in the form that can have rights of its own: fields, columns of rows, carried parts of references. */
export function accessNames(form: Pick<Form, 'fields'>): string[] {
  return Object.values(form.fields).flatMap(namesOf);
}

function namesOf(field: Field): string[] {
  const columns = Object.values(field.columns ?? {}).flatMap(namesOf);
  const parts = field.link ? [field.link.display, ...field.link.carry].map((part) => `${field.path}.${part}`) : [];
  return [field.path, ...columns, ...parts];
}

/**
 * What the actor may do with each of them. What comes from another form (a carried part, a filled field, a formula over
 * them) is never wider than that form allows: a role without a row there reads nothing of it, and a row there that gives
 * fields alone opens them to be carried. A formula is no wider than the fields that it reads, unless the access of a role names it.
 */
export function formAccess(
  form: Pick<Form, 'fields' | 'access' | 'computed'>,
  actor: Pick<Actor, 'roles'>,
): { [field: string]: FieldAccess } {
  const access = fieldAccessOf(actor, form.access, accessNames(form));
  const linked: Limits = {};
  for (const field of Object.values(form.fields)) {
    for (const holder of [field, ...Object.values(field.columns ?? {})]) limitLinked(holder, actor, linked);
  }
  for (const { field, limit } of limitsOfFormulas(form, linked)) linked[field.path] = limit;
  for (const [name, limit] of Object.entries(linked)) access[name] = narrowest(access[name] ?? 'hidden', limit);
  const named = rightsOf(actor, form.access).map(({ fields }) => fields);
  for (const { field, limit } of limitsOfFormulas(form, access))
    if (!named.some((fields) => own(fields, field.path) !== undefined))
      access[field.path] = narrowest(access[field.path] ?? 'hidden', limit);
  return access;
}

type Limits = { [name: string]: FieldAccess };

function limitLinked({ path, link }: Field, actor: Pick<Actor, 'roles'>, limits: Limits): void {
  const there = link?.outline?.access;
  if (!link || !there) return;
  const limit = (name: string, by: FieldAccess = 'hidden') => {
    limits[name] = narrowest(limits[name] ?? 'edit', by);
  };
  const parts = [...new Set([link.display, ...link.carry])];
  const linked = fieldAccessOf(actor, there, [...parts, ...Object.values(link.fill)]);
  for (const part of parts) limit(`${path}.${part}`, linked[part]);
  const beside = path.slice(0, path.lastIndexOf('.') + 1);
  for (const [target, source] of Object.entries(link.fill)) {
    // Who reads the source may write the target as this form says.
    if (isClosed(linked[source] ?? 'hidden')) limit(beside + target, linked[source]);
  }
}

const isClosed = (access: FieldAccess) => access === 'hidden' || access === 'masked';

/** Formulas over a field that is closed, in the order in which they are computed, each with what is left of it to see. */
export function* limitsOfFormulas(
  { computed }: Pick<Form, 'computed'>,
  access: { readonly [name: string]: FieldAccess },
): Generator<{ field: Field; limit: FieldAccess }> {
  for (const { field, rows, rule } of computed) {
    const reads = rule.reads.map((path) => (rows && /^row(\.|$)/.test(path) ? rows.path + path.slice(3) : path));
    const limit = reads.map((path) => accessOfPath(access, path)).reduce(narrowest, 'edit');
    if (isClosed(limit)) yield { field, limit };
  }
}

/** A part without rights of its own is as what it lies in. What is no field is open. */
export function accessOfPath(access: { readonly [name: string]: FieldAccess }, path: string): FieldAccess {
  const names = path.split('.').map((_, index, segments) => segments.slice(0, index + 1).join('.'));
  return names.map((name) => own(access, name) ?? 'edit').reduce(narrowest, 'edit');
}

/** Every field open: for what the engine does in nobody's name. */
export function fullAccess(form: Pick<Form, 'fields'>): { [field: string]: FieldAccess } {
  return Object.fromEntries(accessNames(form).map((name) => [name, 'edit' as const]));
}

/**
 * The form with the rights on carried parts as the linked forms have them now, which `accessOf` tells by key (undefined for a
 * form that is gone: its last rights stay). The same form where nothing differs.
 */
export function withLinkedAccess(form: Form, accessOf: (form: string) => FieldRightsTable | undefined): Form {
  const renewed = (field: Field): Field => {
    const columns = field.columns && renewedAll(field.columns);
    const { link } = field;
    const now = link?.outline && accessOf(link.form);
    const differs = now && canonicalJson(tableOf(now)) !== canonicalJson(tableOf(link.outline?.access ?? {}));
    if (!differs && columns === field.columns) return field;
    const outline = differs && link?.outline && { ...link.outline, access: now };
    return { ...field, ...(columns && { columns }), ...(outline && { link: { ...link, outline } }) };
  };
  const renewedAll = (fields: { [name: string]: Field }): { [name: string]: Field } => {
    const all = Object.entries(fields).map(([name, field]) => [name, renewed(field)] as const);
    return all.some(([name, field]) => field !== fields[name]) ? Object.fromEntries(all) : fields;
  };
  const fields = renewedAll(form.fields);
  return fields === form.fields ? form : { ...form, fields };
}

function tableOf(table: FieldRightsTable): Json {
  return Object.fromEntries(Object.entries(table).map(([role, { base, fields }]) => [role, { base, fields }]));
}
