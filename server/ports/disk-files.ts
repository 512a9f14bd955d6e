import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../deps.ts';

/** Where a file lies below a folder. */
export function filePath(folder: string, id: string): string {
  if (!/^[a-z0-9-]{8,64}$/.test(id)) throw new TypeError('Not the id of a file');
  // The end of a time-ordered id is random: it spreads the files evenly.
  return join(folder, id.slice(-2), id);
}

/** Files by id below a folder; the name that a person gave one never becomes a path. */
export function diskFiles(folder: string): FileStore {
  const pathOf = (id: string) => filePath(folder, id);
  return {
    async write(id, bytes) {
      const path = pathOf(id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const half = `${path}.part`;
      const handle = await open(half, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(half, path);
    },
    read: (id) => readFile(pathOf(id)),
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
