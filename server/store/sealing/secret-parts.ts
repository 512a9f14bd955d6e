// Which parts of a form's data are sealed: what its present release encrypts, what an earlier one encrypted and the present one
// does not have any more, and what its references carry of such fields.
import { encryptedFields, type Field, type Form, own } from '../../../engine/index.ts';

/** Parts by name; `whole` is sealed as it is, of rows and objects there may be `parts`. */
export type SecretParts = Map<string, Secret>;
export type Secret = { whole: true; field?: Field } | { whole: false; parts: SecretParts };

/**
 * What the releases of a form said, all of them. `columns` are those of rows; `links` lead to a form by the path of a reference,
 * and `fills` names the fields there by the path that they filled here.
 */
export type PastForm = {
  fields: Set<string>;
  columns: Map<string, Set<string>>;
  links: { path: string; form: string; parts: Set<string>; fills: Map<string, Set<string>> }[];
};
export type PastForms = Map<string, PastForm>;

/** Undefined where nothing is sealed. `now` is the form as it is published, if it is. */
export function secretParts(
  key: string,
  formOf: (key: string) => Form | undefined,
  past: PastForms,
): SecretParts | undefined {
  const now = formOf(key);
  const then = past.get(key);
  const found: SecretParts = new Map();
  const own = now && encryptedFields(now);
  for (const field of own?.fields ?? []) put(found, [field.name], field);
  for (const { rows, columns } of own?.columns ?? [])
    for (const column of columns) put(found, [rows.name, column.name], column);
  for (const name of then?.fields ?? []) if (!now || !Object.hasOwn(now.fields, name)) put(found, [name]);
  for (const [name, columns] of then?.columns ?? [])
    for (const column of columns) if (!hasColumn(now, name, column)) put(found, [name, column]);
  for (const { path, form, parts } of [...linksNow(now), ...(then?.links ?? [])]) {
    const [target, before] = [formOf(form), past.get(form)];
    for (const part of parts) if (isSecretNow(target, before, part)) put(found, [...path.split('.'), part]);
  }
  // What was filled into a field that is gone since. One that is still there is asked about when the release is published.
  for (const { form, fills } of then?.links ?? [])
    for (const [path, sources] of fills)
      if (!isThere(now, path) && [...sources].some((name) => isSecretNow(formOf(form), past.get(form), name)))
        put(found, path.split('.'));
  return found.size > 0 ? found : undefined;
}

/** The part that a path is or lies in; undefined for what is readable, and for rows and objects with sealed parts. */
export function secretAt(parts: SecretParts, path: string): (Secret & { whole: true }) | undefined {
  let within: SecretParts | undefined = parts;
  for (const name of path.split('.')) {
    const found: Secret | undefined = within?.get(name);
    if (found?.whole) return found;
    within = found?.parts;
  }
  return undefined;
}

/** Paths of all that is sealed. */
export function pathsOf(parts: SecretParts, before = ''): string[] {
  return [...parts].flatMap(([name, secret]) =>
    secret.whole ? [before + name] : pathsOf(secret.parts, `${before}${name}.`),
  );
}

function put(into: SecretParts, [name = '', ...rest]: string[], field?: Field): void {
  const there = into.get(name);
  if (there?.whole) return;
  if (rest.length === 0) into.set(name, { whole: true, ...(field && { field }) });
  else {
    const inner = there ?? { whole: false, parts: new Map() };
    into.set(name, inner);
    put(inner.parts, rest, field);
  }
}

function isThere(now: Form | undefined, path: string): boolean {
  const [name = '', column] = path.split('.');
  return column === undefined ? own(now?.fields ?? {}, name) !== undefined : hasColumn(now, name, column);
}

function hasColumn(now: Form | undefined, rows: string, column: string): boolean {
  return own(own(now?.fields ?? {}, rows)?.columns ?? {}, column) !== undefined;
}

function isSecretNow(now: Form | undefined, then: PastForm | undefined, name: string): boolean {
  const field = own(now?.fields ?? {}, name);
  return field ? field.encrypted : then?.fields.has(name) === true;
}

type Link = Omit<PastForm['links'][number], 'fills'>;

function linksNow(form: Form | undefined): Link[] {
  return Object.values(form?.fields ?? {}).flatMap((field) => [
    ...linkOf(field, field.name),
    ...Object.values(field.columns ?? {}).flatMap((column) => linkOf(column, `${field.name}.${column.name}`)),
  ]);
}

function linkOf({ link }: Field, path: string): Link[] {
  return link ? [{ path, form: link.form, parts: new Set([link.display, ...link.carry]) }] : [];
}
