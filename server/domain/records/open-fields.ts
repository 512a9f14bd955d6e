import { type FieldSight, type Form, own, type Rule, storedPath, type View } from '../../../engine/index.ts';
import type { Access } from './field-rights.ts';

/** Whether a reader with these rights reads this field as it is, neither hidden nor masked. */
export function isOpen(access: Access, path: string): boolean {
  const [name = '', ...rest] = path.split('.');
  const open = (each: string) => own(access, each) === 'read' || own(access, each) === 'edit';
  if (!open(name)) return false;
  // A carried part or column may be narrower than what it lies in; one that has no rights of its own is as wide.
  const part = [name, rest[0]].join('.');
  return rest.length === 0 || own(access, part) === undefined || open(part);
}

/** The fields of the record that a rule reads. */
export function fieldsRead(rule: Rule): string[] {
  return rule.reads.filter((path) => storedPath(path)?.startsWith('data.'));
}

/** The first field that a filter would give away: filtering by a field tells as much of it as reading it. */
export function closedIn(rule: Rule, access: Access): string | undefined {
  return fieldsRead(rule).find((path) => !isOpen(access, path));
}

/** Whether a reader with these rights knows of the field, masked or not. What is no field is known to all. */
export function isSeen(path: string, access: Access): boolean {
  const [name = '', part] = path.split('.');
  return own(access, name) !== 'hidden' && (part === undefined || own(access, `${name}.${part}`) !== 'hidden');
}

/** Whether a reader with these rights can have a list of the view, with something in it. */
export function isOpenView({ filter, columns }: View, access: Access): boolean {
  return (
    (filter === undefined || closedIn(filter, access) === undefined) && columns.some((path) => isSeen(path, access))
  );
}

/** What a reader with these rights knows of the form's fields; what a rule reads beside them is known to all. */
export function fieldSight(form: Pick<Form, 'fields'>, access: Access): FieldSight {
  return {
    seen: (path) => isSeen(path, access),
    open: (path) => !own(form.fields, path.split('.')[0] ?? '') || isOpen(access, path),
  };
}
