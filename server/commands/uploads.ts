import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { CommandError } from './copy.ts';
import { type FileBytes, type FileOf, fileRows, isStored, partsOf } from './file-folder.ts';
import type { Place } from './place.ts';

/** The uploaded files of a store to back up: whatever is missing or changed is told and counted, and the others are saved all the same. */
export function uploadsOf(place: Place, folder: string | undefined, say: (text: string) => void) {
  let faults = 0;
  const fault = (text: string) => {
    faults += 1;
    say(text);
  };
  async function* files(): AsyncGenerator<FileBytes> {
    if (folder === undefined) return;
    for await (const row of fileRows(place)) {
      if (!existsSync(folder))
        throw new CommandError(`There is no folder ${folder} with uploaded files: name it by --files, or "none"`);
      if (isStored(folder, row.id)) yield { id: row.id, parts: watched(row, folder) };
      // One of no record may have been given up since the moment that is backed up.
      else if (row.attached) fault(`The uploaded file ${row.id} is not in ${folder}`);
    }
  }
  async function* watched({ id, sha256 }: FileOf, from: string): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    for await (const part of partsOf(from, id)) {
      hash.update(part);
      yield part;
    }
    if (hash.digest('hex') !== sha256) fault(`The uploaded file ${id} is not what was uploaded: it was changed`);
  }
  return { files, faults: () => faults };
}
