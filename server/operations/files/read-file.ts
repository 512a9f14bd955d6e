import type { Caller, Deps } from '../../deps.ts';
import { mayReadFile } from '../../domain/files/may-read-file.ts';
import { notFound } from '../../fault.ts';
import type { FileRow } from '../../store/rows.ts';

/** A file with its bytes, for its uploader or a reader of the field that holds it. To others it does not exist. */
export async function readFile(deps: Deps, caller: Caller, id: string): Promise<{ file: FileRow; bytes: Uint8Array }> {
  const { actor } = caller;
  const file = await deps.store.tenant(actor.tenant).files.get(id);
  if (!file || !(await mayReadFile(deps, caller, file))) throw notFound('file', id);
  return { file, bytes: await deps.files.read(id) };
}
