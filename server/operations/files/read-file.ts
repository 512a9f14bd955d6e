import { type Json, mayTouch, own } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { accessOf } from '../../domain/records/visible.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/index.ts';
import { notFound } from '../../fault.ts';
import type { FileRow, RecordRow } from '../../store/rows.ts';

/** A file with its bytes, for who uploaded it or may read the record that holds it. To anybody else it does not exist. */
export async function readFile(deps: Deps, caller: Caller, id: string): Promise<{ file: FileRow; bytes: Uint8Array }> {
  const { actor } = caller;
  const file = await deps.store.tenant(actor.tenant).files.get(id);
  if (!file || !(await isReadable(deps, caller, file))) throw notFound('file', id);
  return { file, bytes: await deps.files.read(id) };
}

async function isReadable(deps: Deps, caller: Caller, file: FileRow): Promise<boolean> {
  const { attachedTo } = file;
  // A file of no record yet is its uploader's alone; one of a record follows the record, even for him.
  if (!attachedTo) return file.owner === caller.actor.id;
  const rows = deps.store.tenant(caller.actor.tenant);
  const record = await rows.records(attachedTo.form).get(attachedTo.record);
  if (!record) return false;
  // Who was asked to decide about the record may see what there is to decide.
  if ((await rows.tasks.count({ record: record.id, assignee: caller.actor.id })) > 0) return true;
  return mayReadField(deps, caller, record, file.id);
}

async function mayReadField(deps: Deps, caller: Caller, record: RecordRow, file: string): Promise<boolean> {
  const { pack } = await deps.packs.withForm(caller.actor.tenant, record.form);
  const form = own(pack.forms, record.form);
  if (!form) return false;
  const env = environmentOf(await loadSurroundings(deps, caller.actor.tenant), record.data);
  if (!mayTouch(caller.actor, 'read', form.access, record, env)) return false;
  const access = accessOf(form, caller.actor);
  return Object.entries(record.data).some(([field, value]) => {
    const level = own(access, field);
    return (level === 'read' || level === 'edit') && holds(value, file);
  });
}

function holds(value: Json, file: string): boolean {
  if (Array.isArray(value)) return value.some((part) => holds(part, file));
  if (typeof value !== 'object' || value === null) return false;
  return value.id === file || Object.values(value).some((part) => holds(part, file));
}
