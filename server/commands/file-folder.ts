// Uploaded files: their rows lie in the store, their bytes in a folder, written once before the row and never changed.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filePath } from '../ports/disk-files.ts';
import { CommandError } from './copy.ts';
import { collectionsOf, type Place, rowsOf } from './place.ts';

/** A row of a file, as far as its bytes are concerned. */
export type FileOf = { _id: string; id: string; size: number; sha256: string; attached: boolean };
/** A file with its bytes, a part at a time. */
export type FileBytes = { id: string; parts: AsyncIterable<Buffer> };

/** Divisible by three: parts are written as base64 without padding in between. */
const PART = 192 * 1024;

/** The folder that belongs to a store unless another one is named; `none` is no folder. */
export function folderOf(asked: string | undefined, uri: string): string | undefined {
  if (asked === 'none') return undefined;
  if (asked) return asked;
  const beside = uri.startsWith('sqlite:')
    ? dirname(uri.slice('sqlite:'.length))
    : process.env.DOUGONG_DATA || './data';
  return join(beside, 'files');
}

export async function* fileRows(place: Place): AsyncGenerator<FileOf> {
  if (!(await collectionsOf(place)).includes('files')) return;
  for await (const row of rowsOf(place, 'files', ['id', 'size', 'sha256', 'attachedTo'])) {
    const { _id, id, size, sha256, attachedTo } = row;
    yield {
      _id: String(_id),
      id: String(id),
      size: Number(size),
      sha256: String(sha256),
      attached: attachedTo !== undefined,
    };
  }
}

export const isStored = (folder: string, id: string): boolean => existsSync(filePath(folder, id));

export function partsOf(folder: string, id: string): AsyncIterable<Buffer> {
  return createReadStream(filePath(folder, id), { highWaterMark: PART });
}

export async function hashOfFile(folder: string, id: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of partsOf(folder, id)) {
    hash.update(part);
    size += part.length;
  }
  return { size, sha256: hash.digest('hex') };
}

export async function expectEmptyFolder(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw new CommandError(`${folder} is not empty (${there[0]}): name an empty folder by --files`);
}

/** Puts files where the server looks for them, each whole and on the disk or not at all; one that is there must be the same. */
export async function fillFolder(folder: string, files: AsyncIterable<FileBytes>): Promise<void> {
  for await (const { id, parts } of files) {
    const path = filePath(folder, id);
    const isThere = existsSync(path);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = isThere ? undefined : await open(`${path}.part`, 'w', 0o600);
    const hash = createHash('sha256');
    try {
      for await (const part of parts) {
        hash.update(part);
        await handle?.writeFile(part);
      }
      await handle?.sync();
    } finally {
      await handle?.close();
    }
    if (!isThere) await rename(`${path}.part`, path);
    else if ((await hashOfFile(folder, id)).sha256 !== hash.digest('hex'))
      throw new CommandError(`${path} is not the file of the backup: name an empty folder by --files`);
  }
}
