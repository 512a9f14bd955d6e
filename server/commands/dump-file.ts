// A backup is one gzipped file of lines: a head, then for each collection its indexes, its documents in order of their ids and
// their digest, then each uploaded file in parts and its hash, then a last line. It holds the same on every store, so what one wrote the other restores.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CommandError, type Copied, type Source } from './copy.ts';
import { type Digest, digester, sameDigest } from './digest.ts';
import type { FileBytes } from './file-folder.ts';
import { type Doc, fromLine, type IndexDoc, lineOf } from './place.ts';

const FORMAT = 'dougong-store';
/** 1 had no uploaded files. */
const VERSION = 2;
const PAGE = 500;

/** Writes all of a source, and uploaded files with it; the file is there only when it is whole and on the disk. */
export async function writeDump(
  source: Source,
  files: AsyncIterable<FileBytes>,
  file: string,
  say: (text: string) => void,
): Promise<Copied & { files: number }> {
  if (existsSync(file)) throw new CommandError(`${file} exists already: name a new file`);
  const part = `${file}.part`;
  const all = { collections: 0, documents: 0, files: 0 };
  async function* lines(): AsyncGenerator<string> {
    yield `${lineOf({ format: FORMAT, version: VERSION, id: randomUUID(), made: new Date().toISOString() })}\n`;
    for await (const { name, indexes, documents } of source.collections()) {
      yield `${lineOf({ collection: name, indexes })}\n`;
      const digest = digester();
      for await (const page of documents()) {
        for (const document of page) digest.add(document);
        yield page.map((document) => `${lineOf({ document })}\n`).join('');
      }
      const { count, sha256 } = digest.result();
      yield `${lineOf({ end: name, count, sha256 })}\n`;
      say(`${name}: ${count} documents, ${sha256.slice(0, 12)}`);
      all.collections += 1;
      all.documents += count;
    }
    for await (const { id, parts } of files) {
      const hash = createHash('sha256');
      yield `${lineOf({ file: id })}\n`;
      for await (const part of parts) {
        hash.update(part);
        yield `{"part":"${part.toString('base64')}"}\n`;
      }
      yield `${lineOf({ fileEnd: id, sha256: hash.digest('hex') })}\n`;
      all.files += 1;
    }
    yield `${lineOf({ whole: true, ...all })}\n`;
  }
  try {
    await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }));
    await onDisk(part);
    await rename(part, file);
    await onDisk(dirname(file));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
  return all;
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** `files` are those that were uploaded. */
export type Dump = Source & { fileCount: number; files(): AsyncIterable<FileBytes> };

/** A backup to restore from; read once to see that all of it is there and unharmed, before anything is written anywhere. */
export async function dumpSource(file: string): Promise<Dump> {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}`);
  const { id, digests, files } = await inspect(file);
  return {
    fileCount: files,
    files: () => filesIn(file),
    id: `backup ${id}`,
    async *collections() {
      const lines = linesOf(file);
      for (let next = await lines.next(); !next.done; next = await lines.next()) {
        const { collection: name, indexes } = next.value as { collection?: string; indexes?: IndexDoc[] };
        if (name === undefined) continue;
        let here: AsyncGenerator<Doc> | undefined = lines;
        yield {
          name,
          indexes: indexes ?? [],
          async *documents(after) {
            const from = here ?? (await linesBehind(file, name));
            here = undefined;
            yield* documentsIn(from, after);
          },
          digest: async () => digests.get(name) ?? { count: 0, sha256: '' },
        };
      }
    },
  };
}

/** The documents up to the next end of a collection; from after an id on. */
async function* documentsIn(lines: AsyncGenerator<Doc>, after: unknown): AsyncGenerator<Doc[]> {
  let page: Doc[] = [];
  let passing = after !== undefined;
  const last = lineOf({ id: after });
  for (let next = await lines.next(); !next.done && next.value.end === undefined; next = await lines.next()) {
    const document = next.value.document as Doc;
    if (passing) passing = lineOf({ id: document._id }) !== last;
    else page.push(document);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function linesBehind(file: string, collection: string): Promise<AsyncGenerator<Doc>> {
  const lines = linesOf(file);
  for (let next = await lines.next(); !next.done; next = await lines.next())
    if (next.value.collection === collection) break;
  return lines;
}

async function* filesIn(file: string): AsyncGenerator<FileBytes> {
  const lines = linesOf(file);
  for (let next = await lines.next(); !next.done; next = await lines.next())
    if (next.value.file !== undefined) yield { id: String(next.value.file), parts: partsIn(lines) };
}

/** The parts up to the next end of a file. */
async function* partsIn(lines: AsyncGenerator<Doc>): AsyncGenerator<Buffer> {
  for (let next = await lines.next(); !next.done && next.value.fileEnd === undefined; next = await lines.next())
    yield Buffer.from(String(next.value.part), 'base64');
}

async function inspect(file: string): Promise<{ id: string; digests: Map<string, Digest>; files: number }> {
  const digests = new Map<string, Digest>();
  let head: Doc | undefined;
  let whole = false;
  let digest = digester();
  let files = 0;
  let hash = createHash('sha256');
  for await (const line of linesOf(file)) {
    if (!head) {
      head = line;
      if (line.format !== FORMAT) throw new CommandError(`${file} is not a backup of a store`);
      if (Number(line.version) > VERSION)
        throw new CommandError(`${file} was written by a newer version of this program: update it`);
    } else if (line.collection !== undefined) digest = digester();
    else if (line.document !== undefined) digest.add(line.document as Doc);
    else if (line.end !== undefined) {
      const found = digest.result();
      if (!sameDigest(found, { count: Number(line.count), sha256: String(line.sha256) }))
        throw new CommandError(`${file} is damaged in ${line.end}: take another backup`);
      digests.set(String(line.end), found);
    } else if (line.file !== undefined) hash = createHash('sha256');
    else if (line.part !== undefined) hash.update(Buffer.from(String(line.part), 'base64'));
    else if (line.fileEnd !== undefined) {
      if (hash.digest('hex') !== line.sha256)
        throw new CommandError(`${file} is damaged in the uploaded file ${line.fileEnd}: take another backup`);
      files += 1;
    } else if (line.whole) whole = files === Number(line.files ?? 0);
  }
  if (!head || !whole) throw new CommandError(`${file} is not whole: it was cut short`);
  return { id: String(head.id), digests, files };
}

async function* linesOf(file: string): AsyncGenerator<Doc> {
  const unzipped = createReadStream(file).pipe(createGunzip());
  const lines = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  let failure: Error | undefined;
  unzipped.once('error', (cause) => {
    failure = cause;
    lines.close();
  });
  try {
    for await (const line of lines) yield fromLine(line);
  } catch (cause) {
    failure ??= cause as Error;
  } finally {
    unzipped.destroy();
  }
  if (failure) throw new CommandError(`${file} cannot be read (${failure.message}): it is no backup, or damaged`);
}
