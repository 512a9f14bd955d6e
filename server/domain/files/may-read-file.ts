import { type Field, isJsonObject, type Json } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import type { FileRow } from '../../store/rows.ts';
import { fieldsOn, readerOf } from '../records/field-rights.ts';
import { isOpen } from '../records/open-fields.ts';
import { readableRecord } from '../records/readable-record.ts';
import { loadSurroundings } from '../surroundings/index.ts';

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
