import { type Actor, type FieldAccess, fieldAccessOf, narrowest, rightsOf } from '../access/index.ts';
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
 * What the actor may do with each of them. A carried part is never wider than the form that it comes from allows; where
 * the actor has no right to that form at all, this form decides.
 */
export function formAccess(
  form: Pick<Form, 'fields' | 'access'>,
  actor: Pick<Actor, 'roles'>,
): { [field: string]: FieldAccess } {
  const access = fieldAccessOf(actor, form.access, accessNames(form));
  for (const field of Object.values(form.fields)) {
    for (const holder of [field, ...Object.values(field.columns ?? {})]) narrowParts(holder, actor, access);
  }
  return access;
}

function narrowParts(
  { path, link }: Field,
  actor: Pick<Actor, 'roles'>,
  access: { [field: string]: FieldAccess },
): void {
  const there = link?.outline?.access;
  if (!link || !there || rightsOf(actor, there).length === 0) return;
  const parts = [...new Set([link.display, ...link.carry])];
  const linked = fieldAccessOf(actor, there, parts);
  for (const part of parts) {
    const name = `${path}.${part}`;
    access[name] = narrowest(access[name] ?? 'hidden', linked[part] ?? 'hidden');
  }
}

/** Every field open: for what the engine does in nobody's name. */
export function fullAccess(form: Pick<Form, 'fields'>): { [field: string]: FieldAccess } {
  return Object.fromEntries(accessNames(form).map((name) => [name, 'edit' as const]));
}
