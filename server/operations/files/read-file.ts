import { type Field, isJsonObject, type Json } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { isOpen } from '../../domain/records/open-fields.ts';
import { readableRecord } from '../../domain/records/readable-record.ts';
import { loadSurroundings } from '../../domain/surroundings/index.ts';
import { Fault, notFound } from '../../fault.ts';
import type { FileRow } from '../../store/rows.ts';

/** A file with its bytes, for its uploader or a reader of the field that holds it. To others it does not exist. */
export async function readFile(deps: Deps, caller: Caller, id: string): Promise<{ file: FileRow; bytes: Uint8Array }> {
  const { actor } = caller;
  const file = await deps.store.tenant(actor.tenant).files.get(id);
  if (!file || !(await mayReadFile(deps, caller, file))) throw notFound('file', id);
  return { file, bytes: await deps.files.read(id) };
}

/** Whether the file exists for the caller. */
export async function mayReadFile(deps: Deps, caller: Caller, { id, owner, attachedTo }: FileRow): Promise<boolean> {
  // A file of no record yet is its uploader's alone; one of a record follows the record, for its uploader too.
  if (!attachedTo) return owner === caller.actor.id;
  const { tenant } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const which = { form: attachedTo.form, id: attachedTo.record };
  try {
    const { row, use, about } = await readableRecord(scene, deps.store.tenant(tenant), which);
    const access = fieldsOn(readerOf(scene), { row, use, about });
    return placesOf(use.form.fields, row.data, id).some((path) => isOpen(access, path));
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return false;
    throw cause;
  }
}

/** Fields and columns that hold the file. */
function placesOf(fields: { [name: string]: Field }, data: Json, file: string): string[] {
  if (!isJsonObject(data)) return [];
  return Object.values(fields).flatMap((field) => {
    const value = data[field.name];
    if (value === undefined) return [];
    if (field.columns && Array.isArray(value)) return value.flatMap((row) => placesOf(field.columns ?? {}, row, file));
    return holds(value, file) ? [field.path] : [];
  });
}

function holds(value: Json, file: string): boolean {
  if (Array.isArray(value)) return value.some((part) => holds(part, file));
  if (!isJsonObject(value)) return false;
  return value.id === file || Object.values(value).some((part) => holds(part, file));
}
