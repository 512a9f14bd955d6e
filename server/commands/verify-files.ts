import { existsSync } from 'node:fs';
import type { StoreFault } from './faults.ts';
import { fileRows, hashOfFile, isStored } from './file-folder.ts';
import type { Place } from './place.ts';

/** Uploaded files are in their folder, as they were uploaded. Without a folder there is nothing to compare. */
export async function* verifyFiles(place: Place, folder: string | undefined): AsyncGenerator<StoreFault> {
  if (folder === undefined || !existsSync(folder)) return;
  for await (const { _id, id, size, sha256, attached } of fileRows(place)) {
    const at = { collection: 'files', id: _id };
    if (!isStored(folder, id)) {
      if (attached) yield { ...at, code: 'file-missing', params: { folder } };
      continue;
    }
    const found = await hashOfFile(folder, id);
    if (found.sha256 !== sha256 || found.size !== size)
      yield { ...at, path: '/sha256', code: 'file-changed', params: {} };
  }
}
