import { type Form, isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';
import type { PersonalReads } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import type { Access } from './field-rights.ts';
import { isOpen } from './open-fields.ts';

const known = new WeakMap<Form, string[]>();

/** Paths of a form's personal data: its fields and columns, and the parts that its links carry of another form's. */
export function personalPaths(form: Form): string[] {
  let paths = known.get(form);
  if (!paths) {
    paths = Object.values(form.fields).flatMap((field) => [
      ...(field.personal ? [field.name] : []),
      ...Object.values(field.columns ?? {}).flatMap((column) =>
        column.personal ? [`${field.name}.${column.name}`] : [],
      ),
      ...[field.link?.display ?? [], field.link?.carry ?? []]
        .flat()
        .flatMap((part) => (own(field.link?.outline?.fields ?? {}, part)?.personal ? [`${field.name}.${part}`] : [])),
    ]);
    known.set(form, paths);
  }
  return paths;
}

/** Notes that a reader with these rights sees personal data of the record as it is. */
export function noteSeen(reads: PersonalReads | undefined, form: Form, row: RecordRow, access: Access): void {
  if (!reads) return;
  const sees = personalPaths(form).some((path) => isOpen(access, path) && holds(row.data, path));
  if (sees) reads.see(row.form, row.id);
}

function holds(data: JsonObject, path: string): boolean {
  const [name = '', part] = path.split('.');
  const value = own(data, name);
  if (part === undefined || value === undefined) return value !== undefined;
  const within = (each: Json) => isJsonObject(each) && own(each, part) !== undefined;
  return Array.isArray(value) ? value.some(within) : within(value);
}
